import { strict as assert } from 'node:assert';
import { startOsv } from '../standins/osv';
import type { StandIn } from '../standins/server';
import { buildOnce, copyFixture, runCli } from './cli';
import type { Workspace } from './cli';

describe('cli explain, of an advisory', () => {
  let workspace: Workspace;
  let osv: StandIn;
  before(async () => {
    buildOnce();
    const document = { summary: 'Prototype pollution', database_specific: { severity: 'CRITICAL' } };
    osv = await startOsv({ 'lib-mit@1.2.3': ['GHSA-told'] }, { 'GHSA-told': document });
    workspace = copyFixture('clean');
  });
  after(async () => {
    workspace.remove();
    await osv.close();
  });

  const run = (...args: string[]) =>
    runCli(workspace.folder, args, {
      npm_config_registry: osv.url,
      OSPO_LENS_PUBLIC_MIRRORS: osv.url,
      OSPO_LENS_DEPSDEV_URL: '',
      OSPO_LENS_SCORECARD_URL: '',
      OSPO_LENS_OSV_URL: osv.url,
    });
  const detailed = () => osv.requests.filter(({ path }) => path.startsWith('/v1/vulns/')).length;

  it('says what it is, and knows it without network the next time', async () => {
    const words = /GHSA-told \(critical\): Prototype pollution/;
    assert.match((await run('explain', 'lib-mit')).out, words);
    assert.equal(detailed(), 1);
    assert.match((await run('explain', 'lib-mit', '--offline')).out, words);
    assert.equal(detailed(), 1);
  });

  it('is no question of a check, which would cost one for each', async () => {
    await run('check');
    assert.equal(detailed(), 1);
  });
});
