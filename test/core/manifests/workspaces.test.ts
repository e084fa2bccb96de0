import { strict as assert } from 'node:assert';
import { declaresPackages, packageNamesIn } from '../../../src/core/index';

describe('core/manifests/workspaces', () => {
  const names: [string, string, string[]][] = [
    ['a package', '{ "name": "a" }', ['a']],
    ['a trailing comma', '{ "name": "a", }', ['a']],
    ['a comment', '{ /* ours */ "name": "a" }', ['a']],
    ['a byte order mark', '\ufeff{ "name": "a" }', ['a']],
    ['no end', '{ "name": "a", "dependencies": { "b": "^1', ['a']],
    ['nothing of its own', '{ "author": { "name": "somebody" } }', []],
    ['no name', '{ "private": true }', []],
    ['nothing', '', []],
    ['a broken beginning', '"private": true,\n"name" : "@acme/a"\n}', ['@acme/a']],
    ['no package name', '"name": "Some Body"', []],
  ];
  for (const [what, text, expected] of names) {
    it(`${what}: ${expected.join(' ') || 'no name'}`, () => assert.deepEqual(packageNamesIn(text), expected));
  }

  it('takes a text that is no JSON at its word', () => {
    assert.equal(declaresPackages('{ "workspaces": ["packages/*"], }'), true);
    assert.equal(declaresPackages('{ "name": "a" }'), false);
  });
});
