import { strict as assert } from 'node:assert';
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './cli';

const FILE = join(ROOT, 'dist', 'notices.txt');
const { dependencies } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as {
  readonly dependencies: Readonly<Record<string, string>>;
};

describe('the notices of what ships inside', () => {
  let notices: ReadonlyMap<string, string>;
  before(() => {
    if (!existsSync(FILE)) execFileSync(process.execPath, ['scripts/build.mjs'], { cwd: ROOT });
    const [, ...parts] = readFileSync(FILE, 'utf8').split(/^={100}$/m);
    notices = new Map(parts.map((part) => [/^\s*(\S+) \d/.exec(part)?.[1] ?? part, part]));
  });

  it('name every runtime dependency, what they bring, and whose data ship', () => {
    const wanted = [...Object.keys(dependencies), 'minipass', 'module-replacements'];
    assert.deepEqual(
      wanted.filter((name) => !notices.has(name)),
      [],
    );
  });

  it('name nothing that is only used to build and test', () =>
    assert.deepEqual(
      ['typescript', 'mocha', 'esbuild'].filter((name) => notices.has(name)),
      [],
    ));

  it('have a license and its text for each', () => {
    for (const [name, text] of notices) {
      assert.match(text, /^\s*\S+ \d\S*: [A-Z0-9]\S+/, name);
      assert.ok(text.length > 400, name);
    }
  });

  it('are in the package', () => {
    assert.match(readFileSync(join(ROOT, '.vscodeignore'), 'utf8'), /^!dist\/notices\.txt$/m);
  });
});
