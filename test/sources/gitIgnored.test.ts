import { strict as assert } from 'node:assert';
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { createIgnoreRule } from '../../src/sources/gitIgnored';

interface Case {
  readonly name: string;
  readonly rules: Readonly<Record<string, string>>;
  readonly file: string;
  readonly ignored: boolean;
}

const CASES: readonly Case[] = [
  { name: 'no rule', rules: {}, file: 'a/package.json', ignored: false },
  {
    name: 'a folder by name',
    rules: { '.gitignore': 'dist/\n' },
    file: 'a/dist/package.json',
    ignored: true,
  },
  {
    name: 'a folder from the root',
    rules: { '.gitignore': '/dist\n' },
    file: 'a/dist/package.json',
    ignored: false,
  },
  {
    name: 'a file by name',
    rules: { '.gitignore': 'package.json' },
    file: 'a/b/package.json',
    ignored: true,
  },
  {
    name: 'a rule further down that keeps a folder',
    rules: { '.gitignore': 'out/*', 'out/.gitignore': '!kept' },
    file: 'out/kept/package.json',
    ignored: false,
  },
  {
    name: 'a rule further down',
    rules: { 'a/.gitignore': 'out' },
    file: 'a/out/package.json',
    ignored: true,
  },
  {
    name: 'a rule of a neighbor',
    rules: { 'b/.gitignore': 'out' },
    file: 'a/out/package.json',
    ignored: false,
  },
  {
    name: 'an exception',
    rules: { '.gitignore': '*\n!*/\n!/a/package.json\n' },
    file: 'a/package.json',
    ignored: false,
  },
  {
    name: 'an exception in the nearer file',
    rules: { '.gitignore': 'package.json', 'a/.gitignore': '!package.json' },
    file: 'a/package.json',
    ignored: false,
  },
  {
    name: 'an exception below a folder that is left out',
    rules: { '.gitignore': 'out/\n!out/package.json' },
    file: 'out/package.json',
    ignored: true,
  },
  {
    name: 'a pattern over folders',
    rules: { '.gitignore': 'a/**/tmp' },
    file: 'a/b/c/tmp/package.json',
    ignored: true,
  },
  { name: 'a comment', rules: { '.gitignore': '# a\n' }, file: 'a/package.json', ignored: false },
];

describe('what git leaves out', () => {
  let root: string;
  beforeEach(() => {
    root = realpathSync(mkdtempSync(join(tmpdir(), 'ospo-ignored-')));
    execFileSync('git', ['init', '-q', root]);
  });
  afterEach(() => rmSync(root, { recursive: true, force: true }));

  for (const { name, rules, file, ignored } of CASES) {
    it(`${name}: as git says`, async () => {
      for (const [path, text] of Object.entries({ ...rules, [file]: '{}' })) write(join(root, path), text);
      assert.equal(await createIgnoreRule(root)(join(root, file)), ignored);
      assert.equal(saysGit(root, file), ignored);
    });
  }

  it('does not stand still over patterns that were made for it', async () => {
    write(join(root, '.gitignore'), `${'**/a/'.repeat(6)}z\n${'**/a/'.repeat(3)}z\n**/left/out/**\n`);
    const ignores = createIgnoreRule(root);
    for (const depth of [20, 60, 80]) {
      const file = join(root, 'a/'.repeat(depth), 'zz/package.json');
      assert.equal(await ignores(file), false);
    }
    assert.equal(await ignores(join(root, 'a/left/out/package.json')), true);
  });

  it('ends at the base where there is no repository', async () => {
    rmSync(join(root, '.git'), { recursive: true });
    write(join(root, '.gitignore'), 'package.json');
    write(join(root, 'base', 'package.json'), '{}');
    assert.equal(await createIgnoreRule(join(root, 'base'))(join(root, 'base', 'package.json')), false);
    assert.equal(await createIgnoreRule(root)(join(root, 'base', 'package.json')), true);
  });
});

function write(path: string, text: string): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}

function saysGit(root: string, file: string): boolean {
  try {
    execFileSync('git', ['check-ignore', '-q', file], { cwd: root });
    return true;
  } catch {
    return false;
  }
}
