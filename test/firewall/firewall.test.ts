import { strict as assert } from 'node:assert';
import {
  gather,
  noEvidence,
  outboundOf,
  parseManifest,
  parsePackageLock,
  parsePolicy,
  requestsFor,
  scanManifest,
} from '../../src/core/index';
import type { Evidence, PrivacyRule } from '../../src/core/index';
import { createLocalSources } from '../../src/sources/local';
import { createNetworkSources } from '../../src/sources/networkSources';
import { addressesOf } from '../../src/sources/addresses';
import { mirrorFiles } from '../../src/sources/mirrorPackages';
import { npmConfigFrom, readNpmConfig } from '../../src/sources/npmConfig';
import { createPrivacyRule } from '../../src/sources/privacy';
import { NOW, now, running, tempFolder } from '../sources/support';
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
  /** `REGISTRY` stands for the address of the private registry, `PUBLIC` for that of the public one. */
  readonly files?: Readonly<Record<string, string>>;
  readonly dependencies: Readonly<Record<string, string>>;
  readonly settings?: readonly string[];
  readonly policy?: string;
  readonly workspacePackages?: readonly string[];
  /** No name at all can be told to be public. */
  readonly everything?: boolean;
  /** The public package stands on disk with a repository that nobody outside knows. */
  readonly hiddenRepository?: boolean;
}

function lockfileOf(resolved: Readonly<Record<string, string>>): string {
  const packages = Object.entries(resolved).map(([name, address]) => [
    `node_modules/${name}`,
    { version: '1.0.0', resolved: address },
  ]);
  return JSON.stringify({ lockfileVersion: 3, packages: Object.fromEntries(packages) as unknown });
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
    title: 'what the lockfile takes from another registry than the public one',
    files: {
      'package-lock.json': lockfileOf({
        lodash: 'PUBLIC/lodash/-/lodash-1.0.0.tgz',
        'hidden-locked': 'https://npm.acme.example/hidden-locked/-/hidden-locked-1.0.0.tgz',
        '@acme/hidden-locked': 'https://npm.acme.example/api/@acme%2fhidden-locked/-/hidden-locked-1.0.0.tgz',
      }),
    },
    dependencies: { 'hidden-locked': '^1.0.0', '@acme/hidden-locked': '^1.0.0' },
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
    hiddenRepository: true,
  },
];

/** A mirror with facts of one public package, and what would be believed of a private one. */
function mirrorOf(): Readonly<Record<string, string>> {
  const told = ['mirrored', '@acme/hidden-scope'].map((name) => {
    const origin = { source: 'npm', label: 'npm registry', date: NOW } as const;
    const version = { value: '1.0.0', origin };
    return {
      name,
      range: '^1.0.0',
      evidence: { ...noEvidence, version, licenses: [{ value: 'Zlib', origin }] },
    };
  });
  const { shards, indexText } = mirrorFiles(told, ['version', 'license'], NOW);
  const files = [...shards].map(([path, text]): [string, string] => [`/${path}`, text]);
  return Object.fromEntries<string>([['/index.json', indexText], ...files]);
}

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
    const files = mirrorOf();
    mirror = await startStandIn((path) =>
      path in files ? { text: files[path] ?? '', json: null } : undefined,
    );
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
      project.write(name, text.replaceAll('REGISTRY', verdaccio.url).replaceAll('PUBLIC', registry.url));
    const environment = { PREFIX: home.path };
    const publicMirrors = [registry.url];
    const place = { root: project.path, home: home.path, environment };
    const npm = await readNpmConfig({ ...place, trusted, publicMirrors });
    const listed = policy === undefined ? [] : parsePolicy(policy, { origin: 'test' }).value.privatePackages;
    const privacyOf = createPrivacyRule({
      ...npm,
      publicMirrors,
      lockfile: parsePackageLock(files['package-lock.json']?.replaceAll('PUBLIC', registry.url) ?? '').value,
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
    const dependencies = { open: '^1.0.0', mirrored: '^1.0.0', ...wanted.dependencies };
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
      if (service.id === 'mirror') {
        assert.deepEqual(service.items, []);
        assert.ok(service.files?.every((file) => /^(?:index|packages\/[0-9a-f]{3}….*)\.json$/.test(file)));
      }
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
        const isAsked = wanted.everything !== true;
        // Else the lines above could not fail: each service is asked about what is public.
        const controls: [string, StandIn, RegExp, boolean][] = [
          ['deps.dev', depsDev, /open/, isAsked],
          ['OSV', osv, /open/, isAsked],
          ['Scorecard', scorecard, /github\.com\/o\/open/, isAsked && wanted.hiddenRepository !== true],
          ['the mirror', mirror, /\/packages\/[0-9a-f]/, isAsked],
        ];
        for (const [title, server, about, expected] of controls)
          assert.equal(about.test(JSON.stringify(server.requests)), expected, title);
        assert.doesNotMatch(
          JSON.stringify(mirror.requests),
          /open|mirrored/,
          'a mirror learns no name at all',
        );
        const mirrored = known.get('mirrored')?.licenses[0];
        assert.equal(mirrored?.value, isAsked ? 'Zlib' : undefined);
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

  it('believes nothing that a mirror says of a private name', async () => {
    const known = await lookUp(
      { title: '', files: { '.npmrc': '@acme:registry=REGISTRY' }, dependencies: scoped },
      true,
    );
    assert.deepEqual(
      known.get('@acme/hidden-scope')?.licenses.map(({ value }) => value),
      ['MIT'],
    );
  });

  describe('a private registry that redirects elsewhere', () => {
    let inside: StandIn;
    let outside: StandIn;
    before(async () => {
      inside = await startStandIn(() => undefined);
      outside = await startNpmRegistry({
        '@acme/hidden-scope': { versions: { '1.0.0': { license: 'MIT' } } },
      });
    });
    after(() => Promise.all([inside.close(), outside.close()]));

    const ask = async (name: string, registries: Readonly<Record<string, string>>, privacy: boolean) => {
      for (const { requests } of [inside, outside]) requests.length = 0;
      inside.fail({ kind: 'redirect', to: `${outside.url}/${name.replace('/', '%2f')}` });
      const npm = npmConfigFrom({ ...registries, [`//${inside.host}/:_authToken`]: verdaccio.token });
      const sources = createNetworkSources({ npm, now, depsDev: false, osv: false, scorecard: false });
      const manifest = parseManifest(JSON.stringify({ dependencies: { [name]: '^1.0.0' } })).value;
      const requests = requestsFor(manifest, () =>
        privacy ? { because: 'registry', registry: inside.url } : undefined,
      );
      return [...(await gather(requests, { sources, offline: [] }, running)).values()][0];
    };

    it('does not carry a private name there', async () => {
      const known = await ask('@acme/hidden-scope', { '@acme:registry': inside.url }, true);
      assert.ok(inside.requests.length > 0);
      assert.deepEqual(outside.requests, []);
      assert.deepEqual(known?.licenses, []);
      const details = known.gaps.map(({ detail }) => detail);
      assert.ok(details.includes('redirected to another host'), details.join());
    });

    it('carries a public one there, and no token', async () => {
      await ask('open', { registry: inside.url }, false);
      assert.ok(inside.requests.every(({ headers }) => headers.authorization?.includes(verdaccio.token)));
      assert.ok(outside.requests.length > 0, 'nothing was redirected');
      assert.deepEqual(
        outside.requests.map(({ headers }) => headers.authorization),
        outside.requests.map(() => undefined),
      );
    });
  });

  it('warns of a private scope that no registry is mapped to, and asks nobody about it', async () => {
    const policy = 'version: 1\nprivate: ["@acme/*"]\n';
    const { privacyOf, network } = await arrange({ title: '', dependencies: {}, policy }, true);
    const report = await scanManifest(
      {
        path: 'package.json',
        text: JSON.stringify({ dependencies: scoped }),
        policy: parsePolicy(policy, { origin: 'test' }).value,
        now: NOW,
        privacyOf,
      },
      { sources: createNetworkSources(network), offline: [] },
      running,
    );
    assert.deepEqual(
      report.findings.map(({ code }) => code),
      ['registry.scope-unmapped'],
    );
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
