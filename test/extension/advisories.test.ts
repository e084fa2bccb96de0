import { strict as assert } from 'node:assert';
import { startOsv } from '../standins/osv';
import type { StandIn } from '../standins/server';
import { openCase, ready, withSetting } from './support/editor';
import { PROJECT } from './support/samples';
import { hoversOn } from './support/shown';

describe('an advisory', () => {
  let osv: StandIn;
  before(async () => {
    const document = { summary: 'Prototype pollution in lib-mit', database_specific: { severity: 'HIGH' } };
    osv = await startOsv({ 'lib-mit@1.2.3': ['GHSA-told', 'GHSA-untold'] }, { 'GHSA-told': document });
  });
  after(() => osv.close());

  it('is told in the hover: what it is, how severe, and where to read on', async () => {
    const only = {
      offline: false,
      'services.depsDev': '',
      'services.scorecard': '',
      'services.osv': osv.url,
    };
    const look = async () => {
      const opened = await openCase(PROJECT);
      await ready(opened);
      const text = (await hoversOn(opened, 'lib-mit')).join('\n');
      assert.match(text, /GHSA\\?-told \\?\(high\\?\): Prototype pollution in lib\\?-mit/);
      assert.match(text, /\(https:\/\/osv\.dev\/vulnerability\/GHSA-told\)/);
      assert.match(text, /GHSA\\?-untold/);
    };
    const run = Object.entries(only).reduce<() => Promise<void>>(
      (inner, [key, value]) =>
        () =>
          withSetting(key, value, inner),
      look,
    );
    await run();
    const asked = osv.requests.map(({ path }) => path).filter((path) => path.startsWith('/v1/vulns/'));
    assert.deepEqual(asked.sort(), ['/v1/vulns/GHSA-told', '/v1/vulns/GHSA-untold']);
  });
});
