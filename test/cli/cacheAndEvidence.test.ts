import { strict as assert } from 'node:assert';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CacheSummary } from '../../src/core/index';
import { startStaticHost } from '../sources/mirrorSupport';
import { startNpmRegistry } from '../standins/npmRegistry';
import type { StandIn } from '../standins/server';
import { buildOnce, copyFixture, runCli } from './cli';
import type { Workspace } from './cli';

describe('cli cache and evidence build', () => {
  let workspace: Workspace;
  let registry: StandIn;
  before(async () => {
    buildOnce();
    registry = await startNpmRegistry({
      open: { versions: { '1.2.0': { license: 'MIT' }, '2.0.0': { license: 'AGPL-3.0-only' } } },
    });
  });
  after(() => registry.close());
  beforeEach(() => {
    workspace = copyFixture('nothing-known');
    registry.requests.length = 0;
    registry.fail(undefined);
    write('package.json', {
      name: 'app',
      dependencies: { open: '^1.0.0', '@acme/secret': '^1.0.0', 'secret-by-policy': '1', local: 'file:../x' },
    });
    write('ospo-policy.yaml', 'licenses:\n  allow: [MIT]\nprivate: [secret-by-*]\n');
  });
  afterEach(() => workspace.remove());

  const write = (file: string, content: string | object): void =>
    writeFileSync(
      join(workspace.folder, file),
      typeof content === 'string' ? content : JSON.stringify(content),
    );
  const run = (args: readonly string[], environment = {}) =>
    runCli(workspace.folder, args, {
      npm_config_registry: registry.url,
      'npm_config_@acme:registry': 'http://127.0.0.1:9/',
      OSPO_LENS_PUBLIC_MIRRORS: registry.url,
      OSPO_LENS_DEPSDEV_URL: '',
      OSPO_LENS_SCORECARD_URL: '',
      OSPO_LENS_OSV_URL: '',
      ...environment,
    });
  const allText = (folder: string): string =>
    readdirSync(join(workspace.folder, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'utf8'))
      .join('\n');

  it('asks nobody where the key that keeps names private is misspelled, and says so', async () => {
    write('ospo-policy.yaml', 'version: 1\nlicenses:\n  allow: [MIT]\nprivat: [secret-by-*]\n');
    const built = await run(['evidence', 'build', '-o', 'mirror']);
    assert.equal(built.code, 2);
    assert.match(built.err, /privat: read as "private"/);
    assert.equal(existsSync(join(workspace.folder, 'mirror')), false);
    assert.deepEqual(registry.requests, []);
  });

  it('sends no name out while the policy is not well-formed', async () => {
    write('ospo-policy.yaml', 'version: 1\nlicenses: { allow: [MIT\nprivate: [secret-by-*]\n');
    const checked = await run(['check', '--format', 'json']);
    assert.equal(checked.code, 1);
    assert.match(checked.out, /The policy cannot be read in full: until it can be, no name is sent out\./);
    assert.deepEqual(registry.requests, []);
  });

  it('builds a mirror without private names, and check reads it instead of the registry', async () => {
    const built = await run(['evidence', 'build', '-o', 'mirror']);
    assert.equal(built.code, 0, built.err);
    assert.match(
      built.out,
      /^mirror: 1 package in 1 version, 2 files[^]*#sha256-[0-9a-f]{64}\n3 private packages left out\n$/,
    );
    assert.doesNotMatch(allText('mirror') + JSON.stringify(registry.requests), /secret|acme|local"/);
    registry.requests.length = 0;
    const host = await startStaticHost(join(workspace.folder, 'mirror'));
    try {
      const args = [
        'check',
        '--mirror',
        `${host.url}/index.json`,
        '--mirror-only',
        '--cache-dir',
        'other',
        '--format',
        'json',
      ];
      const { out } = await run(args);
      const { dependencies } = JSON.parse(out) as {
        dependencies: { name: string; verdict: string; version: string }[];
      };
      const open = dependencies.find(({ name }) => name === 'open');
      assert.deepEqual([open?.version, open?.verdict, registry.requests.length], ['1.2.0', 'allowed', 0]);
    } finally {
      await host.close();
    }
  });

  it('says that no mirror is named where only a mirror may be asked', async () => {
    const { out } = await run(['explain', 'open-too@1.0.0', '--mirror-only', '--cache-dir', 'other']);
    assert.match(out, /the mirror could not be read \(it has no address\)/);
  });

  it('takes further packages from a list', async () => {
    write('list.txt', '# approved\nopen@2.0.0  # see the policy\nopen@^1\n@acme/secret@1.0.0\n\n');
    const built = await run(['evidence', 'build', '--packages', 'list.txt', '-o', 'mirror']);
    assert.equal(built.code, 0, built.err);
    assert.match(built.out, /1 package in 2 versions/);
    assert.doesNotMatch(allText('mirror'), /secret/);
  });

  it('says which services failed', async () => {
    registry.fail({ kind: 'status', status: 500 });
    const built = await run(['evidence', 'build', '-o', 'mirror']);
    assert.equal(built.code, 1);
    assert.match(built.out, /services failed for open: /);
  });

  for (const [name, file, text, err] of [
    ['a policy that cannot be read', 'ospo-policy.yaml', 'licenses: [', /ospo-policy\.yaml:\d+/],
    ['a list with what is no package', 'list.txt', 'open@1\n../x\n', /list\.txt:2: "\.\.\/x" is no package/],
  ] as const) {
    it(`asks nobody and writes nothing for ${name}`, async () => {
      write('list.txt', 'open');
      write(file, text);
      const built = await run(['evidence', 'build', '--packages', 'list.txt', '-o', 'mirror', '.']);
      assert.deepEqual([built.code, built.out, registry.requests.length], [2, '', 0]);
      assert.match(built.err, err);
      assert.equal(existsSync(join(workspace.folder, 'mirror')), false);
    });
  }

  it('answers from the cache when offline, and shows and clears it', async () => {
    await run(['check']);
    const offline = await run(['explain', 'open', '--offline']);
    assert.match(offline.out, /^open 1\.2\.0 in production: allowed/);
    const summary = JSON.parse((await run(['cache', '--format', 'json'])).out) as CacheSummary;
    assert.deepEqual([summary.sources.map(({ source }) => source), summary.entries > 0], [['npm'], true]);
    assert.equal(summary.sources[0]?.ofLastDay, summary.entries);
    assert.match((await run(['cache'])).out, /answers?, \d+ KB of at most 200 MB\n {2}npm {2}/);
    assert.match((await run(['cache', 'clear'])).out, /answers? removed/);
    assert.match((await run(['cache'])).out, /: 0 answers/);
  });
});
