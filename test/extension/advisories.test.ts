import { strict as assert } from 'node:assert';
import { startNpmRegistry } from '../standins/npmRegistry';
import { startOsv } from '../standins/osv';
import type { StandIn } from '../standins/server';
import { openCase, ready } from './support/editor';
import { withSettings } from './support/faults';
import { PROJECT } from './support/samples';
import { hoversOn } from './support/shown';

describe('an advisory', () => {
  let osv: StandIn;
  let registry: StandIn;
  before(async () => {
    const document = { summary: 'Prototype pollution in lib-mit', database_specific: { severity: 'HIGH' } };
    osv = await startOsv({ 'lib-mit@1.2.3': ['GHSA-told', 'GHSA-untold'] }, { 'GHSA-told': document });
    registry = await startNpmRegistry({});
  });
  after(() => Promise.all([osv.close(), registry.close()]));

  it('is told in the hover: what it is, how severe, and where to read on', async () => {
    const settings = {
      offline: false,
      publicMirrors: [`${registry.url}/`],
      'services.depsDev': '',
      'services.scorecard': '',
      'services.osv': osv.url,
    };
    let [text, looks] = ['', 0];
    await withSettings(settings, async () => {
      const opened = await openCase({ ...PROJECT, '.npmrc': `registry=${registry.url}/\n` });
      await ready(opened);
      // What does not come in the second that a hover waits is there when somebody looks again.
      for (; !text.includes('Prototype'); looks++) text = (await hoversOn(opened, 'lib-mit')).join('\n');
      assert.match(text, /GHSA\\?-told \\?\(high\\?\): Prototype pollution in lib\\?-mit/);
      assert.match(text, /\(https:\/\/osv\.dev\/vulnerability\/GHSA-told\)/);
      assert.match(text, /GHSA\\?-untold/);
    });
    const asked = osv.requests.map(({ path }) => path).filter((path) => path.startsWith('/v1/vulns/'));
    const untold = asked.filter((path) => path.endsWith('/GHSA-untold'));
    assert.deepEqual(
      asked.filter((path) => !path.endsWith('/GHSA-untold')),
      ['/v1/vulns/GHSA-told'],
    );
    // What is not found is asked about again when somebody looks again.
    assert.ok(untold.length >= 1 && untold.length <= looks, `${untold.length} for ${looks} looks`);
  });
});
