import { strict as assert } from 'node:assert';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
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

  const askingAt = (registry: string) => ({
    npm_config_registry: registry,
    OSPO_LENS_PUBLIC_MIRRORS: registry,
    OSPO_LENS_DEPSDEV_URL: '',
    OSPO_LENS_SCORECARD_URL: '',
    OSPO_LENS_OSV_URL: osv.url,
  });
  const run = (...args: string[]) => runCli(workspace.folder, args, askingAt(osv.url));
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

  it('is not asked after Ctrl+C', async () => {
    const before = detailed();
    const stop = new AbortController();
    // OSV has answered by then, and this one never does.
    const registry = createServer(() => stop.abort());
    await new Promise<void>((resolve) => registry.listen(0, '127.0.0.1', resolve));
    const { port } = registry.address() as AddressInfo;
    const fresh = copyFixture('clean');
    try {
      const environment = askingAt(`http://127.0.0.1:${port}`);
      const ran = await runCli(fresh.folder, ['explain', 'lib-mit'], environment, stop.signal);
      assert.deepEqual([ran.code, ran.err], [130, '']);
      assert.match(ran.out, /GHSA-told/);
      assert.equal(detailed(), before);
    } finally {
      fresh.remove();
      registry.close();
    }
  });
});
