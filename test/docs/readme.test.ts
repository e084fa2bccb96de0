import { strict as assert } from 'node:assert';
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parsePolicy } from '../../src/core/index';

const root = resolve(import.meta.dirname, '../..');
const readme = readFileSync(join(root, 'README.md'), 'utf8');
const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
  readonly scripts: Readonly<Record<string, string>>;
};
const documents = ['README.md', 'CONTRIBUTING.md', 'ARCHITECTURE.md'].map(
  (name) => [name, readFileSync(join(root, name), 'utf8')] as const,
);

describe('the documents', () => {
  it('carry the commands, settings and usage that there are', () => {
    const { status, stderr } = spawnSync(process.execPath, ['scripts/docs.mjs', '--check'], {
      cwd: root,
      encoding: 'utf8',
    });
    assert.equal(status, 0, stderr);
  });

  it('show a policy that can be read', () => {
    const [, yaml = ''] = /```yaml\n([\s\S]*?)```/.exec(readme) ?? [];
    const { value, problems } = parsePolicy(yaml, { origin: 'README.md' });
    assert.deepEqual(problems, []);
    assert.equal(value.licenseRules.length, 4);
  });

  for (const [name, text] of documents) {
    it(`name npm scripts that are there: ${name}`, () => {
      const named = [...text.matchAll(/npm run ([\w:]+)/g)].map(([, script = '']) => script);
      assert.deepEqual(
        named.filter((script) => !(script in scripts)),
        [],
      );
    });
  }
});
