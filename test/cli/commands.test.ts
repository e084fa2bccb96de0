import { strict as assert } from 'node:assert';
import { spawn } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { CheckReport } from '../../src/core/index';
import { startStandIn } from '../standins/server';
import { startNpmRegistry } from '../standins/npmRegistry';
import { CLI, buildOnce, copyFixture, runCli } from './cli';
import type { Workspace } from './cli';

/** What is done to a copy of the fixture `clean`, how the program is called, and what it answers. */
interface BadInput {
  readonly name: string;
  readonly arrange?: (folder: string) => void;
  readonly args: readonly string[];
  readonly code: number;
  readonly err?: RegExp;
  readonly out?: RegExp;
}

const write = (path: string, text: string) => (folder: string) => writeFileSync(join(folder, path), text);

const badInputs: readonly BadInput[] = [
  {
    name: 'a folder that is not there',
    args: ['check', 'nowhere'],
    code: 2,
    err: /^ospo-lens: nowhere: no such file or folder\.\n$/,
  },
  {
    name: 'a folder without a package.json',
    arrange: (folder) => mkdirSync(join(folder, 'empty')),
    args: ['check', 'empty'],
    code: 2,
    err: /no package\.json found in empty/,
  },
  {
    name: 'a policy that is not there',
    args: ['check', '--policy', 'nowhere.yaml', '--offline'],
    code: 2,
    err: /nowhere\.yaml could not be read: there is no such file\. Nothing was judged\.\n$/,
  },
  {
    name: 'a folder instead of a policy',
    arrange: (folder) => mkdirSync(join(folder, 'policies')),
    args: ['check', '--policy', 'policies', '--offline'],
    code: 2,
    err: /^ospo-lens: The policy policies could not be read: it is a folder\. Nothing was judged\.\n$/,
  },
  {
    name: 'an unknown option',
    args: ['check', '--ofline'],
    code: 2,
    err: /^ospo-lens: --ofline is no option of check\. See ospo-lens help\.\n$/,
  },
  {
    name: 'options, but no command',
    args: ['--format', 'sarif', '--offline'],
    code: 2,
    err: /^ospo-lens: No command is named\. Commands: check, review, /,
  },
  {
    name: 'a lockfile instead of a manifest',
    args: ['check', 'package-lock.json', '--offline'],
    arrange: write('package-lock.json', '{"lockfileVersion": 3}'),
    code: 2,
    err: /^ospo-lens: package-lock\.json: not a package\.json\. Name that, or its folder\.\n$/,
  },
  {
    name: 'a list of names from a manifest in pieces',
    arrange: write('package.json', '{"dependencies": {"lib-mit": "^1.0.0", '),
    args: ['sent', '--offline'],
    code: 1,
    err: /^ospo-lens: package\.json:1:\d+ {2}error {2}This is not valid JSON/,
  },
  {
    name: 'a list to ask about from a manifest in pieces',
    arrange: write('package.json', '{"dependencies": {"lib-mit": "^1.0.0", '),
    args: ['review', '--offline'],
    code: 1,
    err: /^ospo-lens: package\.json:1:\d+ {2}error {2}This is not valid JSON/,
  },
  { name: 'no command of ours', args: ['frobnicate'], code: 2, err: /"frobnicate" is no command/ },
  {
    name: 'a package name that is none',
    args: ['explain', '../x'],
    code: 2,
    err: /"\.\.\/x" is no package name/,
  },
  {
    name: 'an empty manifest',
    arrange: write('package.json', ''),
    args: ['check', '--offline'],
    code: 0,
    out: /package\.json:1:1 {2}warning[^]*0 dependencies: 0 allowed/,
  },
  {
    name: 'a manifest that is no object',
    arrange: write('package.json', '[]'),
    args: ['check', '--offline'],
    code: 1,
    out: /package\.json:1:1 {2}error/,
  },
  {
    name: 'a manifest in pieces',
    arrange: write('package.json', '{"dependencies": {"lib-mit": "^1.0.0", '),
    args: ['check', '--offline'],
    code: 1,
    out: /error[^]*1 dependency: 1 allowed/,
  },
  {
    name: 'a manifest with a merge conflict',
    arrange: write(
      'package.json',
      '{\n<<<<<<< ours\n"dependencies": {"lib-mit": "^1.0.0"}\n=======\n>>>>>>> theirs\n}',
    ),
    args: ['check', '--offline'],
    code: 1,
    out: /package\.json:2:1 {2}error/,
  },
  {
    name: 'a policy that is no YAML',
    arrange: write('ospo-policy.yaml', 'licenses: [\n'),
    args: ['check', '--offline'],
    code: 1,
    out: /ospo-policy\.yaml:\d+:\d+ {2}error/,
  },
  {
    name: 'a policy with one bad entry, where nothing else is wrong',
    arrange: write(
      'ospo-policy.yaml',
      'version: 1\nname: x\nlicenses: { allow: [permissive], deny: [GPL-3.0-onyl] }\n',
    ),
    args: ['check', '--offline'],
    code: 1,
    out: /ospo-policy\.yaml:3:41 {2}error {2}.*Did you mean "GPL-3\.0-only"\?[\s\S]*0 denied/,
  },
  {
    name: 'an empty policy',
    arrange: write('ospo-policy.yaml', ''),
    args: ['check', '--offline'],
    code: 1,
    out: /ospo-policy\.yaml/,
  },
  {
    name: 'a lockfile in pieces',
    arrange: write('package-lock.json', '{"lockfileVersion": 3, "packages": {'),
    args: ['check', '--offline'],
    code: 1,
    out: /lib-mit: no license is known/,
  },
  {
    name: 'no policy',
    arrange: (folder) => rmSync(join(folder, 'ospo-policy.yaml')),
    args: ['check', '--offline'],
    code: 0,
    out: /only a default/,
  },
  { name: 'help', args: ['help'], code: 0, out: /^ospo-lens: / },
  { name: 'the version', args: ['--version'], code: 0, out: /^\d+\.\d+\.\d+\n$/ },
];

describe('cli on bad input', () => {
  let workspace: Workspace;
  before(buildOnce);
  beforeEach(() => (workspace = copyFixture('clean')));
  afterEach(() => workspace.remove());

  for (const { name, arrange, args, code, err, out } of badInputs) {
    it(`${name}: exit ${code}`, async () => {
      arrange?.(workspace.folder);
      const ran = await runCli(workspace.folder, args);
      assert.equal(ran.code, code, ran.err);
      assert.match(ran.err, err ?? /^$/);
      if (out !== undefined) assert.match(ran.out, out);
      if (code === 2) assert.equal(ran.out, '');
    });
  }

  it('ends quietly when nobody reads its output', async () => {
    const child = spawn(process.execPath, [CLI, 'check', '--offline', '--format', 'json'], {
      cwd: workspace.folder,
    });
    child.stdout.destroy();
    let err = '';
    child.stderr.on('data', (chunk: Buffer) => (err += chunk.toString()));
    const code = await new Promise((resolve) => child.once('close', resolve));
    assert.equal(err, '');
    assert.equal(code, 0);
  });

  it('paints only when asked or on a terminal', async () => {
    const painted = await runCli(workspace.folder, ['check', '--offline'], { FORCE_COLOR: '1' });
    assert.match(painted.out, /\u001b\[1m/);
    const refused = await runCli(workspace.folder, ['check', '--offline', '--no-color'], {
      FORCE_COLOR: '1',
    });
    assert.doesNotMatch(refused.out, /\u001b/);
  });
});

describe('cli and the network', () => {
  let workspace: Workspace;
  before(buildOnce);
  beforeEach(() => (workspace = copyFixture('nothing-known')));
  afterEach(() => workspace.remove());

  const elsewhere = (url: string) => ({
    npm_config_registry: url,
    OSPO_LENS_PUBLIC_MIRRORS: url,
    OSPO_LENS_DEPSDEV_URL: url,
    OSPO_LENS_SCORECARD_URL: url,
    OSPO_LENS_OSV_URL: url,
  });

  it('says what could not be reached, and allows nothing that was not checked', async () => {
    const { code, out } = await runCli(
      workspace.folder,
      ['check', '--format', 'json'],
      elsewhere(await closedPort()),
    );
    assert.equal(code, 1);
    const { dependencies, findings } = JSON.parse(out) as CheckReport;
    assert.deepEqual(new Set(dependencies.map(({ verdict }) => verdict)), new Set(['unknown']));
    for (const { message } of findings) assert.match(message, /could not be reached/);
  });

  it('gives up on a service that never answers', async () => {
    const silent = await startStandIn(() => undefined);
    try {
      silent.fail({ kind: 'silent' });
      const started = Date.now();
      const { code, out } = await runCli(
        workspace.folder,
        ['check', '--timeout', '1'],
        elsewhere(silent.url),
      );
      assert.equal(code, 1);
      assert.match(out, /the npm registry.* did not answer in time/);
      assert.ok(Date.now() - started < 8000);
    } finally {
      await silent.close();
    }
  });

  it('judges what the registry answers, and stays away from it when offline', async () => {
    const registry = await startNpmRegistry({
      'ospo-lens-no-such-package': { versions: { '1.2.0': { license: 'MIT' } } },
      'ospo-lens-no-such-tag': {
        versions: { '2.0.0': { license: 'AGPL-3.0-only' } },
        tags: { next: '2.0.0' },
      },
    });
    try {
      const environment = {
        npm_config_registry: registry.url,
        OSPO_LENS_DEPSDEV_URL: '',
        OSPO_LENS_SCORECARD_URL: '',
        OSPO_LENS_OSV_URL: '',
      };
      await runCli(workspace.folder, ['check', '--offline'], environment);
      assert.equal(registry.requests.length, 0);
      const { code, out } = await runCli(workspace.folder, ['check', '--format', 'json'], environment);
      assert.equal(code, 1);
      const { dependencies } = JSON.parse(out) as CheckReport;
      assert.deepEqual(
        dependencies.map(({ name, version, license, verdict }) => [name, version, license, verdict]),
        [
          ['ospo-lens-no-such-package', '1.2.0', 'MIT', 'allowed'],
          ['ospo-lens-no-such-tag', '2.0.0', 'AGPL-3.0-only', 'denied'],
        ],
      );
    } finally {
      await registry.close();
    }
  });
});

describe('cli explain and policy test', () => {
  let workspace: Workspace;
  before(buildOnce);
  beforeEach(() => (workspace = copyFixture('findings')));
  afterEach(() => workspace.remove());

  it('explains a dependency with the reasons of the report, word for word', async () => {
    const { out, code } = await runCli(workspace.folder, ['explain', 'lib-agpl', '--offline']);
    assert.equal(code, 0);
    assert.match(out, /^lib-agpl 2\.0\.10 in production: denied\n├─ Why\n/);
    const checked = await runCli(workspace.folder, ['check', '--offline', '--format', 'json']);
    const report = JSON.parse(checked.out) as CheckReport;
    for (const { message } of report.dependencies[0]?.reasons ?? [])
      assert.ok(out.includes(message), message);
  });

  it('explains a package that the manifest does not have', async () => {
    const { out, code } = await runCli(workspace.folder, [
      'explain',
      'ospo-lens-no-such-package@^1',
      '--offline',
    ]);
    assert.equal(code, 0);
    assert.match(out, /^ospo-lens-no-such-package in production: unknown\n/);
  });

  it('shows what a policy does not mention and what it never used', async () => {
    const { out, code } = await runCli(workspace.folder, ['policy', 'test', '--offline']);
    assert.equal(code, 0);
    assert.match(out, /Every license here is mentioned by a rule/);
    assert.match(out, /lib-file, lib-free-text/);
    assert.match(out, /Every rule decided something/);
  });

  it('names each rule that decided nothing by what it speaks of', async () => {
    writeFileSync(
      join(workspace.folder, 'other.yaml'),
      [
        'version: 1',
        'licenses: { deny: [{ licenses: [EPL-2.0, source-available], clause: "6" }] }',
        'packages: { deny: [left-side@^9] }',
        'clauses: { "6": { title: Six } }',
      ].join('\n'),
    );
    const args = ['policy', 'test', '--offline', '--policy', 'other.yaml'];
    const { out } = await runCli(workspace.folder, args);
    const unused = out.slice(out.indexOf('decided nothing')).split('\n').slice(1, -1);
    assert.deepEqual(
      unused.map((line) => line.replace(/^[^a-z]+/, '')),
      ['licenses.deny[0]: EPL-2.0, source-available (6)', 'packages.deny[0]: left-side@^9'],
    );
  });
});

describe('cli policy import', () => {
  let workspace: Workspace;
  before(buildOnce);
  beforeEach(() => (workspace = copyFixture('findings')));
  afterEach(() => workspace.remove());

  const review = 'allow-licenses: [MIT, Apache-2.0]\nfail-on-severity: high\n';

  it('writes a policy that check can use, and says what was lost', async () => {
    write('review.yml', review)(workspace.folder);
    const imported = await runCli(workspace.folder, ['policy', 'import', 'review.yml', '-o', 'mine.yaml']);
    assert.equal(imported.code, 0, imported.err);
    assert.equal(imported.out, '');
    assert.match(imported.err, /not carried over: .*fail-on-severity/);
    const { out, code } = await runCli(workspace.folder, [
      'check',
      '--offline',
      '--policy',
      'mine.yaml',
      '--format',
      'json',
    ]);
    assert.equal(code, 1);
    const report = JSON.parse(out) as CheckReport;
    assert.deepEqual(report.problems, []);
    assert.equal(report.dependencies.find(({ name }) => name === 'lib-evil')?.verdict, 'allowed');
    assert.equal(report.dependencies.find(({ name }) => name === 'lib-agpl')?.verdict, 'denied');
  });

  it('keeps a file that exists', async () => {
    write('review.yml', review)(workspace.folder);
    const ran = await runCli(workspace.folder, ['policy', 'import', 'review.yml', '-o', 'ospo-policy.yaml']);
    assert.equal(ran.code, 2);
    assert.match(ran.err, /ospo-policy\.yaml exists already/);
  });

  for (const [file, err] of [
    ['nowhere.yml', /nowhere\.yml: no such file/],
    ['package.json', /package\.json is no configuration that can be imported/],
  ] as const) {
    it(`refuses ${file}`, async () => {
      const ran = await runCli(workspace.folder, ['policy', 'import', file]);
      assert.equal(ran.code, 2);
      assert.match(ran.err, err);
      assert.equal(ran.out, '');
    });
  }
});

/** An address where nobody listens. */
async function closedPort(): Promise<string> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return `http://127.0.0.1:${port}`;
}
