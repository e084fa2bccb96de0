import { strict as assert } from 'node:assert';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { OutboundReport } from '../../src/core/index';
import { startDepsDev } from '../standins/depsDev';
import { startNpmRegistry } from '../standins/npmRegistry';
import { startOsv } from '../standins/osv';
import { startScorecardApi } from '../standins/scorecardApi';
import type { SeenRequest, StandIn } from '../standins/server';
import { buildOnce, runCli } from './cli';

/** Who learned which names; of the Scorecard API, repositories. */
type Names = Readonly<Record<'npm' | 'deps.dev' | 'osv' | 'scorecard', readonly string[]>>;

interface Case {
  readonly title: string;
  readonly dependencies: Readonly<Record<string, string>>;
  readonly files: Readonly<Record<string, string>>;
  /** What both the list and the services must have; without it they need only agree. */
  readonly includes?: readonly string[];
  /** Listed, though in the end nobody was asked. */
  readonly spared?: readonly string[];
}

const npmLock = (packages: Readonly<Record<string, object>>) => ({
  'package-lock.json': JSON.stringify({ lockfileVersion: 3, packages: { '': {}, ...packages } }),
});
const PRIVATE = 'http://127.0.0.1:9/';
const without = { version: '1.0.0' };
const pnpmLock = `lockfileVersion: '9.0'

importers:

  .:
    dependencies:
      direct:
        specifier: ^1.0.0
        version: 1.0.0

packages:

  brought@1.0.0:
    resolution: {integrity: sha512-AAAA}

  deeper@1.0.0:
    resolution: {integrity: sha512-AAAA}

  direct@1.0.0:
    resolution: {integrity: sha512-AAAA}

snapshots:

  brought@1.0.0:
    dependencies:
      deeper: 1.0.0

  deeper@1.0.0: {}

  direct@1.0.0:
    dependencies:
      brought: 1.0.0
`;

const cases: readonly Case[] = [
  {
    title: 'a lockfile that states no licenses (pnpm)',
    dependencies: { direct: '^1.0.0' },
    files: { 'pnpm-lock.yaml': pnpmLock },
    includes: ['direct', 'brought', 'deeper'],
  },
  {
    title: 'a lockfile that states some',
    dependencies: { direct: '^1.0.0' },
    files: npmLock({
      'node_modules/direct': { ...without, license: 'MIT', dependencies: { brought: '1', told: '1' } },
      'node_modules/brought': without,
      'node_modules/told': { ...without, license: 'MIT' },
    }),
    includes: ['direct', 'brought'],
  },
  {
    title: 'a private package and one of git behind a public one',
    dependencies: { direct: '^1.0.0' },
    files: {
      ...npmLock({
        'node_modules/direct': { ...without, dependencies: { '@acme/ui': '1', other: '1', brought: '1' } },
        'node_modules/@acme/ui': { ...without, dependencies: { deeper: '1' } },
        'node_modules/other': { ...without, resolved: 'git+ssh://git@git.acme.example/other.git#0000000' },
        'node_modules/brought': without,
        'node_modules/deeper': without,
      }),
      '.npmrc': `@acme:registry=${PRIVATE}`,
    },
    includes: ['direct', 'brought', 'deeper'],
  },
  {
    title: 'one of git behind a public one (Yarn 1)',
    dependencies: { direct: '^1.0.0' },
    files: {
      'yarn.lock': `# yarn lockfile v1


direct@^1.0.0:
  version "1.0.0"
  dependencies:
    brought "^1.0.0"
    other "good/other"

brought@^1.0.0:
  version "1.0.0"

other@good/other:
  version "1.0.0"
  resolved "https://codeload.github.com/good/other/tar.gz/0123456789012345678901234567890123456789"
`,
    },
    includes: ['direct', 'brought'],
  },
  {
    title: 'one of git behind a public one (bun)',
    dependencies: { direct: '^1.0.0' },
    files: {
      'bun.lock': JSON.stringify({
        lockfileVersion: 1,
        workspaces: { '': { dependencies: { direct: '^1.0.0' } } },
        packages: {
          direct: [
            'direct@1.0.0',
            '',
            { dependencies: { brought: '^1.0.0', other: 'good/other' } },
            'sha512-AAAA',
          ],
          brought: ['brought@1.0.0', '', {}, 'sha512-AAAA'],
          other: ['other@github:good/other#0123456', {}, 'good-other-0123456'],
        },
      }),
    },
    includes: ['direct', 'brought'],
  },
  {
    title: 'a manifest that is ahead of its lockfile',
    dependencies: { direct: '^2.0.0', steady: '^1.0.0' },
    files: npmLock({
      'node_modules/direct': { ...without, dependencies: { brought: '1' } },
      'node_modules/steady': { ...without, dependencies: { deeper: '1' } },
      'node_modules/brought': without,
      'node_modules/deeper': without,
    }),
    includes: ['direct', 'steady', 'deeper'],
    spared: ['brought'],
  },
  {
    title: 'a tag that only the registry can tell',
    dependencies: { direct: 'latest' },
    files: npmLock({
      'node_modules/direct': { ...without, dependencies: { brought: '1' } },
      'node_modules/brought': without,
    }),
    includes: ['direct'],
    spared: ['brought'],
  },
  { title: 'no lockfile', dependencies: { direct: '^1.0.0', steady: '^1.0.0' }, files: {} },
];

const packages = ['direct', 'brought', 'deeper', 'steady', 'told', 'other'];
const repositoryOf = (name: string) => `github.com/owner/${name}`;

describe('cli sent, held against what services see', () => {
  let folder: string;
  let services: Readonly<Record<keyof Names, StandIn>>;
  before(async () => {
    buildOnce();
    const fields = packages.map((name) => [
      name,
      {
        versions: {
          '1.0.0': { license: 'MIT', repository: `https://${repositoryOf(name)}` },
          '2.0.0': { license: 'MIT', repository: `https://${repositoryOf(name)}` },
        },
      },
    ]);
    const projects = packages.map((name) => {
      return { projectKey: { id: repositoryOf(name) }, relationType: 'SOURCE_REPO' };
    });
    const versions = packages.flatMap((name, index) =>
      ['1.0.0', '2.0.0'].map((version) => {
        return [`${name}@${version}`, { licenses: ['MIT'], relatedProjects: [projects[index]] }];
      }),
    );
    services = {
      npm: await startNpmRegistry(Object.fromEntries(fields) as never),
      'deps.dev': await startDepsDev({ versions: Object.fromEntries(versions) as never }),
      osv: await startOsv({}),
      scorecard: await startScorecardApi({}),
    };
  });
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'ospo-lens-sent-'));
    for (const { requests } of Object.values(services)) requests.length = 0;
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));
  after(() => Promise.all(Object.values(services).map((server) => server.close())));

  const run = async (...args: string[]) => {
    const ran = await runCli(folder, args, {
      npm_config_registry: services.npm.url,
      OSPO_LENS_PUBLIC_MIRRORS: services.npm.url,
      OSPO_LENS_DEPSDEV_URL: services['deps.dev'].url,
      OSPO_LENS_OSV_URL: services.osv.url,
      OSPO_LENS_SCORECARD_URL: services.scorecard.url,
    });
    assert.ok(ran.code === 0 || (args[0] === 'check' && ran.code === 1), ran.err);
    return ran.out;
  };

  for (const { title, dependencies, files, includes = [], spared = [] } of cases) {
    it(`lists all that a check asks about: ${title}`, async () => {
      const write = (name: string, text: string) => writeFileSync(join(folder, name), text);
      write('package.json', JSON.stringify({ dependencies }));
      for (const [name, text] of Object.entries(files)) write(name, text);
      const listed = namesIn(JSON.parse(await run('sent', '--format', 'json')) as OutboundReport[]);
      assert.deepEqual(
        Object.values(services).flatMap(({ requests }) => requests),
        [],
        'the list sends nothing',
      );
      await run('check', '--format', 'json');
      const seen = seenBy(services);
      for (const service of ['npm', 'deps.dev', 'osv'] as const) {
        const unlisted = seen[service].filter((name) => !listed[service].includes(name));
        assert.deepEqual(unlisted, [], `${service} learned more than was listed`);
      }
      assert.deepEqual(
        listed['deps.dev'].filter((name) => !spared.includes(name)),
        seen['deps.dev'],
        'deps.dev, exactly',
      );
      for (const name of includes) assert.ok(seen['deps.dev'].includes(name), `${name} was asked about`);
      assert.doesNotMatch(JSON.stringify([seen, listed]), /acme|other/, 'private');
      // Of packages that no manifest names the license is asked for, and nothing else.
      const named = Object.keys(dependencies).map(repositoryOf);
      assert.deepEqual(
        repositoriesIn(services['deps.dev'].requests).filter((id) => !named.includes(id)),
        [],
      );
    });
  }
});

function namesIn(reports: readonly OutboundReport[]): Names {
  const of = (id: keyof Names): string[] =>
    sorted(
      reports.flatMap(({ services }) =>
        services
          .filter(({ service, address }) => service === id && address !== PRIVATE)
          .flatMap(({ items }) => items.map(({ name }) => name)),
      ),
    );
  return { npm: of('npm'), 'deps.dev': of('deps.dev'), osv: of('osv'), scorecard: of('scorecard') };
}

function seenBy(services: Readonly<Record<keyof Names, StandIn>>): Names {
  const batched = (id: keyof Names) =>
    services[id].requests.flatMap(({ body }) =>
      [...body.matchAll(/"name":"([^"]+)"/g)].map(([, name = '']) => name),
    );
  const inPath = (id: keyof Names, pattern: RegExp) =>
    services[id].requests.flatMap(({ path }) => {
      const [, name] = pattern.exec(path) ?? [];
      return name === undefined ? [] : [decodeURIComponent(name)];
    });
  return {
    npm: sorted(inPath('npm', /^\/([^/?]+)/)),
    'deps.dev': sorted([
      ...batched('deps.dev'),
      ...inPath('deps.dev', /^\/v3\/systems\/npm\/packages\/([^/]+)\//),
    ]),
    osv: sorted(batched('osv')),
    scorecard: sorted(inPath('scorecard', /^\/projects\/(.+)$/)),
  };
}

function repositoriesIn(requests: readonly SeenRequest[]): string[] {
  return requests.flatMap(({ path, body }) => {
    const [, id] = /^\/v3\/projects\/([^/]+)$/.exec(path) ?? [];
    return [
      ...(id === undefined ? [] : [decodeURIComponent(id)]),
      ...[...body.matchAll(/"id":"([^"]+)"/g)].map(([, each = '']) => each),
    ];
  });
}

function sorted(names: readonly string[]): string[] {
  return [...new Set(names)].sort();
}
