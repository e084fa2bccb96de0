import { strict as assert } from 'node:assert';
import fc from 'fast-check';
import type { Context } from '../../../src/core/model';
import { appliesTo, matchesContext, type Subject } from '../../../src/core/policy/context';
import { matchesGlob, matchesPathGlob } from '../../../src/core/policy/glob';

const subject: Subject = {
  scope: 'production',
  shipping: 'hosted',
  manifestPath: 'apps/shop/package.json',
  packageName: '@acme/ui',
  version: '1.2.3',
};

describe('matchesContext', () => {
  const cases: readonly [Context, boolean][] = [
    [{}, true],
    [{ scopes: ['production', 'peer'] }, true],
    [{ scopes: ['development'] }, false],
    [{ shipping: ['hosted'] }, true],
    [{ shipping: ['internal'] }, false],
    [{ paths: ['apps/**'] }, true],
    [{ paths: ['tools/**', 'apps/*'] }, true],
    [{ paths: ['tools/**'] }, false],
    [{ packages: ['@acme/*'] }, true],
    [{ packages: ['@acme/ui@^2', 'other'] }, false],
    [{ packages: ['not a pattern'] }, false],
    [{ scopes: ['production'], shipping: ['hosted'], paths: ['**'], packages: ['@acme/ui@^1'] }, true],
    [{ scopes: ['production'], shipping: ['internal'] }, false],
    [{ scopes: [] }, false],
  ];
  for (const [context, expected] of cases) {
    it(`${JSON.stringify(context)} → ${expected}`, () => {
      assert.equal(matchesContext(context, subject), expected);
    });
  }

  it('is careful about a version that is not known', () => {
    const unresolved: Subject = { ...subject, version: undefined };
    const context: Context = { packages: ['@acme/ui@^2'] };
    assert.equal(appliesTo({ context, decision: 'denied' }, unresolved), true);
    assert.equal(appliesTo({ context, decision: 'review' }, unresolved), true);
    assert.equal(appliesTo({ context, decision: 'allowed' }, unresolved), false);
    assert.equal(appliesTo({ context, decision: 'conditions' }, unresolved), false);
  });
});

describe('globs', () => {
  const cases: readonly [glob: string, path: string, boolean][] = [
    ['apps/shop/package.json', 'apps/shop/package.json', true],
    ['apps/shop', 'apps/shop/package.json', true],
    ['apps/shop/', 'apps/shop/package.json', true],
    ['./apps/shop', 'apps/shop/package.json', true],
    ['/apps', 'apps/shop/package.json', true],
    ['apps/*', 'apps/shop/package.json', true],
    ['apps/sh?p', 'apps/shop/package.json', true],
    ['apps/sh', 'apps/shop/package.json', false],
    ['shop', 'apps/shop/package.json', false],
    ['**/shop', 'apps/shop/package.json', true],
    ['**/shop/**', 'a/b/shop/c/package.json', true],
    ['apps/**/package.json', 'apps/package.json', true],
    ['package.json', 'package.json', true],
    ['package.json', 'apps/package.json', false],
    ['apps\\shop', 'apps/shop/package.json', true],
    ['**', 'package.json', true],
  ];
  for (const [glob, path, expected] of cases) {
    it(`${glob} on ${path} → ${expected}`, () => assert.equal(matchesPathGlob(glob, path), expected));
  }

  it('agrees with a regular expression on short texts', () => {
    const letter = fc.constantFrom('a', 'b', '/', '*', '?');
    fc.assert(
      fc.property(
        fc.array(letter, { maxLength: 7 }),
        fc.array(fc.constantFrom('a', 'b', '/'), { maxLength: 7 }),
        (glob, text) => {
          const pattern = glob.join('');
          fc.pre(!pattern.includes('**'));
          const regex = new RegExp(`^${pattern.replaceAll('*', '[^/]*').replaceAll('?', '[^/]')}$`);
          assert.equal(matchesGlob(pattern, text.join('')), regex.test(text.join('')));
        },
      ),
    );
  });

  it('is not slowed down by a hostile glob', () => {
    assert.equal(matchesGlob(`${'*a'.repeat(200)}b`, 'a'.repeat(4000)), false);
    assert.equal(matchesGlob(`${'**/a/'.repeat(200)}b`, 'a/'.repeat(4000)), false);
  });
});
