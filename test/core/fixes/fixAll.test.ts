import { strict as assert } from 'node:assert';
import { noEvidence } from '../../../src/core/evidence';
import { applyEdits } from '../../../src/core/fixes/applyEdits';
import { fixAll } from '../../../src/core/fixes/fixAll';
import { packageManagerOf } from '../../../src/core/fixes/packageManager';
import { parseCatalogs, resolveCatalogs } from '../../../src/core/manifests/catalogs';
import { parseManifest } from '../../../src/core/manifests/packageJson';
import type { Judgement, Policy } from '../../../src/core/model';
import { clause, policy, released } from './support';

/** `old>new` with `=` behind for drop-in. */
function policyOf(...rules: string[]): Policy {
  const alternatives = rules.map((rule) => {
    const [old = '', name = ''] = rule.replace('=', '').split('>');
    return {
      replaces: { type: 'npm', name: old },
      use: [{ name, range: '^7.0.0', dropIn: rule.endsWith('=') }],
      clause,
    };
  });
  return { ...policy, alternatives };
}

function judged(text: string, catalog?: { file: string; text: string }): Judgement[] {
  const catalogs = catalog && parseCatalogs(catalog.file, catalog.text);
  return resolveCatalogs(parseManifest(text).value, catalogs).dependencies.map((dependency) => ({
    dependency,
    evidence: noEvidence,
    license: undefined,
    scorecard: undefined,
    verdict: 'review',
    reasons: [],
    findings: [
      {
        code: released.code,
        severity: 'hint',
        dependency,
        version: undefined,
        span: dependency.nameSpan,
        data: released,
      },
    ],
    privacy: undefined,
    pending: false,
  }));
}

describe('fixAll', () => {
  const cases: readonly (readonly [
    title: string,
    rules: readonly string[],
    before: string,
    after: string,
  ])[] = [
    [
      'every drop-in replacement',
      ['a>x=', 'c>y='],
      '{"dependencies":{"a":"1","b":"1","c":"1"}}',
      '{"dependencies":{"x":"^7.0.0","b":"1","y":"^7.0.0"}}',
    ],
    [
      'nothing that needs other code',
      ['a>x', 'b>y='],
      '{"dependencies":{"a":"1","b":"1"}}',
      '{"dependencies":{"a":"1","y":"^7.0.0"}}',
    ],
    [
      'neighbors that both go',
      ['a>x=', 'b>x='],
      '{\n  "dependencies": {\n    "x": "7",\n    "a": "1",\n    "b": "1"\n  }\n}',
      '{\n  "dependencies": {\n    "x": "7"\n  }\n}',
    ],
    [
      'two that become the same',
      ['a>x=', 'b>x='],
      '{\n  "dependencies": {\n    "a": "1",\n    "b": "1"\n  }\n}',
      '{\n  "dependencies": {\n    "x": "^7.0.0"\n  }\n}',
    ],
    ['a chain only once', ['a>b=', 'b>c='], '{"dependencies":{"a":"1"}}', '{"dependencies":{"b":"^7.0.0"}}'],
    ['nothing', [], '{"dependencies":{"a":"1"}}', '{"dependencies":{"a":"1"}}'],
    [
      'types that go along, before their own turn',
      ['a>x=', '@types/a>y='],
      '{"dependencies":{"a":"1"},"devDependencies":{"@types/a":"1"}}',
      '{"dependencies":{"x":"^7.0.0"},"devDependencies":{}}',
    ],
  ];
  for (const [title, rules, before, after] of cases) {
    it(`fixes ${title}`, () => {
      const { edits, elsewhere, titles } = fixAll(judged(before), policyOf(...rules), before, {
        textOf: () => undefined,
        isShared: () => false,
      });
      assert.equal(applyEdits(before, edits), after);
      assert.deepEqual(elsewhere, []);
      assert.equal(titles.length > 0, before !== after);
      assert.ok(edits.length <= 1);
    });
  }

  it('changes the file of a catalog once for all entries', () => {
    const text = '{"dependencies":{"a":"catalog:","b":"catalog:"}}';
    const catalog = { file: 'pnpm-workspace.yaml', text: 'catalog:\n  a: ^1 # one\n  b: ^1\n' };
    const { edits, elsewhere } = fixAll(judged(text, catalog), policyOf('a>x=', 'b>z='), text, {
      textOf: () => catalog.text,
      isShared: () => false,
    });
    assert.equal(applyEdits(text, edits), '{"dependencies":{"x":"catalog:","z":"catalog:"}}');
    assert.equal(elsewhere.length, 1);
    assert.equal(
      applyEdits(catalog.text, elsewhere[0]?.edits ?? []),
      'catalog:\n  x: ^7.0.0 # one\n  z: ^7.0.0\n',
    );
  });
});

describe('packageManagerOf', () => {
  const cases: readonly (readonly [
    manifest: string | undefined,
    names: readonly string[],
    expected: string | undefined,
  ])[] = [
    ['{"packageManager":"pnpm@9.1.0+sha512.abc"}', ['package-lock.json'], 'pnpm'],
    ['{"packageManager":"yarn@4.10.3"}', [], 'yarn'],
    ['{"packageManager":"rm -rf"}', ['yarn.lock'], 'yarn'],
    ['{"packageManager":"npm && rm"}', [], 'npm'],
    ['{"packageManager":1}', ['bun.lock'], 'bun'],
    ['{', ['bun.lockb'], 'bun'],
    [undefined, ['package-lock.json'], 'npm'],
    ['{}', ['npm-shrinkwrap.json'], 'npm'],
    ['{}', ['pnpm-lock.yaml', 'yarn.lock'], 'pnpm'],
    ['{}', ['index.js'], undefined],
  ];
  for (const [manifest, names, expected] of cases)
    it(`${manifest ?? 'no manifest'}, ${names.join(', ')}: ${expected ?? 'not told'}`, () =>
      assert.equal(packageManagerOf(manifest, names), expected));
});
