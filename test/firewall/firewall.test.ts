import { strict as assert } from 'node:assert';
import { gather, outboundOf, parseManifest, parsePolicy, requestsFor } from '../../src/core/index';
import type { Evidence, PrivacyRule } from '../../src/core/index';
import { createLocalSources } from '../../src/sources/local';
import { createNetworkSources } from '../../src/sources/networkSources';
import { addressesOf } from '../../src/sources/addresses';
import { readNpmConfig } from '../../src/sources/npmConfig';
import { createPrivacyRule } from '../../src/sources/privacy';
import { now, running, tempFolder } from '../sources/support';
import type { TempFolder } from '../sources/support';
import { startDepsDev } from '../standins/depsDev';
import { startNpmRegistry } from '../standins/npmRegistry';
import { startOsv } from '../standins/osv';
import { startScorecardApi } from '../standins/scorecardApi';
import { startStandIn } from '../standins/server';
import type { StandIn } from '../standins/server';
import { startVerdaccio } from '../standins/verdaccio';
import type { Verdaccio } from '../standins/verdaccio';

/** Every private name has this in it, and nothing public does. */
const SECRET = /hidden|acme/i;

interface Case {
  readonly title: string;
  /** `REGISTRY` stands for the address of the private registry. */
  readonly files?: Readonly<Record<string, string>>;
  readonly dependencies: Readonly<Record<string, string>>;
  readonly settings?: readonly string[];
  readonly policy?: string;
  readonly workspacePackages?: readonly string[];
  /** No name at all can be told to be public. */
  readonly everything?: boolean;
}

const scoped = { '@acme/hidden-scope': '^1.0.0' };
const cases: readonly Case[] = [
  {
    title: 'a scope in .npmrc',
    files: { '.npmrc': '@acme:registry=REGISTRY' },
    dependencies: { ...scoped, '@acme/hidden-unpublished': '1.0.0' },
  },
  {
    title: 'the target of an alias',
    files: { '.npmrc': '@acme:registry=REGISTRY' },
    dependencies: { widgets: 'npm:@acme/hidden-scope@^1.0.0' },
  },
  {
    title: 'the name that an alias is imported by',
    dependencies: { '@acme/hidden-alias': 'npm:open@^1.0.0' },
  },
  {
    title: 'a scope in pnpm-workspace.yaml',
    files: { 'pnpm-workspace.yaml': 'registries:\n  "@acme": REGISTRY\n' },
    dependencies: scoped,
  },
  {
    title: 'a scope in .yarnrc.yml',
    files: { '.yarnrc.yml': 'npmScopes:\n  acme:\n    npmRegistryServer: REGISTRY\n' },
    dependencies: scoped,
  },
  { title: 'a scope in .yarnrc', files: { '.yarnrc': '"@acme:registry" "REGISTRY"' }, dependencies: scoped },
  {
    title: 'a scope in bunfig.toml',
    files: { 'bunfig.toml': '[install.scopes]\nacme = "REGISTRY"\n' },
    dependencies: scoped,
  },
  {
    title: 'a scope whose registry cannot be told',
    files: { '.npmrc': '@acme:registry=${HIDDEN_NOT_SET}' },
    dependencies: scoped,
  },
  {
    title: 'settings that are being typed',
    files: { '.yarnrc.yml': 'npmScopes: { acme: {' },
    dependencies: scoped,
    everything: true,
  },
  {
    title: 'packages of the workspace',
    dependencies: { 'hidden-member': '^1.0.0' },
    workspacePackages: ['hidden-member'],
  },
  {
    title: 'what comes from no registry',
    dependencies: {
      'hidden-git': 'git+https://git.acme.example/team/hidden-git.git#v1',
      'hidden-host': 'github:acme/hidden-host',
      'hidden-file': 'file:../hidden-folder',
      'hidden-link': 'link:../hidden-link',
      'hidden-archive': 'https://files.acme.example/hidden.tgz',
      'hidden-workspace': 'workspace:^',
      'hidden-catalog': 'catalog:',
      'hidden-patch': 'patch:hidden@npm%3A1.0.0#./hidden.patch',
      'hidden-named': 'acme:hidden@1.0.0',
    },
  },
  {
    title: 'patterns of the settings',
    dependencies: { 'hidden-by-setting': '^1.0.0', '@acme/hidden': '*' },
    settings: ['hidden-*', '@acme'],
  },
  {
    title: 'patterns of the policy',
    dependencies: { 'hidden-by-policy': '^1.0.0', '@Acme/hidden': '*' },
    policy: 'version: 1\nprivate: ["hidden-by-*", "@acme/*"]\n',
  },
  {
    title: 'the private repository of a package on disk',
    files: {
      'node_modules/open/package.json': JSON.stringify({
        name: 'open',
        version: '1.0.0',
        repository: 'https://git.acme.example/hidden/repository',
      }),
    },
    dependencies: {},
  },
];

describe('the private-name firewall', function () {
  this.timeout(90_000);
  let project: TempFolder;
  let home: TempFolder;
  let verdaccio: Verdaccio;
  let registry: StandIn;
  let depsDev: StandIn;
  let osv: StandIn;
  let scorecard: StandIn;
  let mirror: StandIn;
  const publicOnes = (): StandIn[] => [registry, depsDev, osv, scorecard, mirror];
  before(async () => {
    verdaccio = await startVerdaccio();
    const repository = 'github:o/open';
    await verdaccio.publish('@acme/hidden-scope', '1.0.0', { license: 'MIT', repository });
    await verdaccio.publish('hidden-plain', '1.0.0', { license: 'ISC', repository });
    registry = await startNpmRegistry({ open: { versions: { '1.0.0': { license: 'MIT', repository } } } });
    depsDev = await startDepsDev({ versions: { 'open@1.0.0': { licenses: ['MIT'] } } });
    osv = await startOsv({});
    scorecard = await startScorecardApi({});
    mirror = await startStandIn(() => undefined);
  });
  beforeEach(() => {
    project = tempFolder();
    home = tempFolder();
    for (const { requests } of publicOnes()) requests.length = 0;
  });
  afterEach(() => {
    project.remove();
    home.remove();
  });
  after(async () => {
    await verdaccio.close();
    await Promise.all(publicOnes().map((server) => server.close()));
  });

  const arrange = async (
    { files = {}, settings = [], policy, workspacePackages = [] }: Case,
    trusted: boolean,
  ) => {
    home.write('.npmrc', `registry=${registry.url}\n//${verdaccio.host}/:_authToken=${verdaccio.token}`);
    for (const [name, text] of Object.entries(files))
      project.write(name, text.replaceAll('REGISTRY', verdaccio.url));
    const environment = { PREFIX: home.path };
    const publicMirrors = [registry.url];
    const place = { root: project.path, home: home.path, environment };
    const npm = await readNpmConfig({ ...place, trusted, publicMirrors });
    const listed = policy === undefined ? [] : parsePolicy(policy, { origin: 'test' }).value.privatePackages;
    const privacyOf = createPrivacyRule({
      ...npm,
      publicMirrors,
      workspacePackages: new Set(workspacePackages),
      patterns: [
        ...settings.map((pattern) => ({ pattern, from: 'setting' as const })),
        ...listed.map((pattern) => ({ pattern, from: 'policy' as const })),
      ],
    });
    const network = {
      npm,
      now,
      depsDev: depsDev.url,
      osv: osv.url,
      scorecard: scorecard.url,
      mirror: { address: `${mirror.url}/index.json`, only: false },
      cacheFolder: `${home.path}/cache`,
    };
    return { privacyOf, network };
  };

  const lookUp = async (
    wanted: Case,
    trusted: boolean,
    privacy?: PrivacyRule,
  ): Promise<Map<string, Evidence>> => {
    const { privacyOf, network } = await arrange(wanted, trusted);
    const dependencies = { open: '^1.0.0', ...wanted.dependencies };
    const requests = requestsFor(parseManifest(JSON.stringify({ dependencies })).value, privacy ?? privacyOf);
    const local = createLocalSources({ root: project.path, folder: project.path, now });
    const plan = { sources: [...local, ...createNetworkSources(network)], offline: [] };
    const list = await outboundOf(requests, plan, addressesOf(network), running);
    assert.deepEqual(
      publicOnes().flatMap(({ requests: sent }) => sent),
      [],
      'the list itself sends nothing',
    );
    const known = await gather(requests, plan, running);
    for (const service of list.services) {
      const isPrivate = service.address === verdaccio.url;
      if (!isPrivate) assert.doesNotMatch(JSON.stringify(service), SECRET);
    }
    return new Map([...known].map(([key, evidence]) => [key.split('|')[0] ?? '', evidence]));
  };
  const seen = (): string => JSON.stringify(publicOnes().map(({ requests }) => requests));

  for (const wanted of cases) {
    for (const trusted of [true, false]) {
      it(`keeps back ${wanted.title}${trusted ? '' : ', in Restricted Mode'}`, async () => {
        const known = await lookUp(wanted, trusted);
        assert.doesNotMatch(seen(), SECRET);
        assert.doesNotMatch(seen(), new RegExp(verdaccio.token.slice(0, 20)));
        const isOpenSeen = [depsDev, osv].every((server) => /open/.test(JSON.stringify(server.requests)));
        assert.equal(isOpenSeen, wanted.everything !== true, 'public names are asked about');
        for (const name of Object.keys(wanted.dependencies).filter((key) => !key.includes('alias'))) {
          const gaps = known.get(name)?.gaps ?? [];
          assert.ok(
            gaps.some(({ why }) => why === 'private'),
            `${name} says that it is private`,
          );
        }
      });
    }
  }

  it('asks the private registry for its packages, with its token, in a trusted workspace', async () => {
    const known = await lookUp(
      { title: '', files: { '.npmrc': '@acme:registry=REGISTRY' }, dependencies: scoped },
      true,
    );
    const license = known.get('@acme/hidden-scope')?.licenses[0];
    assert.deepEqual([license?.value, license?.origin.source], ['MIT', 'npm']);
  });

  it('keeps everything back where registry= names the private registry', async () => {
    const override: Case = {
      title: '',
      files: { '.npmrc': 'registry=REGISTRY' },
      dependencies: { 'hidden-plain': '^1.0.0', '@acme/hidden-scope': '^1.0.0' },
    };
    const known = await lookUp(override, true);
    assert.equal(known.get('hidden-plain')?.licenses[0]?.value, 'ISC');
    assert.deepEqual(
      publicOnes().flatMap(({ requests }) => requests),
      [],
    );
  });

  it('would see a private name if one were sent: the same look-up without the firewall', async () => {
    const open: Case = { title: '', dependencies: { 'hidden-name': '^1.0.0' } };
    await lookUp(open, true, () => undefined).catch(() => undefined);
    assert.match(JSON.stringify(registry.requests), SECRET);
    const exact: Case = {
      title: '',
      files: {
        'node_modules/hidden-name/package.json': JSON.stringify({ name: 'hidden-name', version: '1.0.0' }),
      },
      dependencies: { 'hidden-name': '1.0.0' },
    };
    for (const { requests } of publicOnes()) requests.length = 0;
    const { network } = await arrange(exact, true);
    const local = createLocalSources({ root: project.path, folder: project.path, now });
    const manifest = parseManifest(JSON.stringify({ dependencies: exact.dependencies })).value;
    const plan = { sources: [...local, ...createNetworkSources(network)], offline: [] };
    await gather(
      requestsFor(manifest, () => undefined),
      plan,
      running,
    );
    for (const server of [depsDev, osv]) assert.match(JSON.stringify(server.requests), SECRET);
  });
});
