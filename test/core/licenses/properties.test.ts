import { strict as assert } from 'node:assert';
import fc from 'fast-check';
import { decideExpression } from '../../../src/core/licenses/decide';
import { parseExpression, printExpression } from '../../../src/core/licenses/expression';
import { flattenExpression } from '../../../src/core/licenses/flatten';
import { readLicense } from '../../../src/core/licenses/read';
import { compareVerdicts } from '../../../src/core/licenses/verdicts';
import type { Decision, LicenseExpression, LicenseTerm, Policy, Verdict } from '../../../src/core/model';
import { policyOf, subjectOf, termOf, type RuleText } from '../helpers/policy';

const terms = [
  ...[
    'MIT',
    'ISC',
    'Apache-2.0',
    'Apache-1.1+',
    'MPL-2.0',
    'MPL-1.1+',
    'GPL-2.0',
    'GPL-2.0+',
    'GPL-3.0-only',
  ],
  ...['GPL-2.0-or-later', 'LGPL-2.1-or-later', 'AGPL-3.0-only', 'BUSL-1.1', 'CC0-1.0', 'LicenseRef-acme'],
  ...[
    'GPL-2.0-only WITH Classpath-exception-2.0',
    'Apache-2.0 WITH LLVM-exception',
    'MIT WITH AdditionRef-x',
  ],
].map(termOf);

const selectors = [
  ...[
    'MIT',
    'ISC',
    'Apache-2.0',
    'MPL-2.0',
    'GPL-2.0-only',
    'GPL-3.0-only',
    'GPL-2.0-or-later',
    'LicenseRef-acme',
  ],
  ...['GPL-2.0-only WITH Classpath-exception-2.0', 'permissive', 'weak-copyleft', 'strong-copyleft'],
  ...[
    'network-copyleft',
    'source-available',
    'public-domain',
    'osi-approved',
    'fsf-libre',
    'blue-oak:silver',
  ],
];

const contexts = [
  {},
  { scopes: ['production'] },
  { scopes: ['development'] },
  { scopes: ['production'], paths: ['**'] },
  { packages: ['left-side@>=2'] },
  { packages: ['left-side@<2'] },
] as const;

const decisions: readonly Decision[] = ['allowed', 'conditions', 'review', 'denied'];
const lists = { allowed: 'allow', conditions: 'conditions', review: 'review', denied: 'deny' } as const;

const term: fc.Arbitrary<LicenseTerm> = fc.constantFrom(...terms);
const { expression } = fc.letrec<{ expression: LicenseExpression }>((tie) => ({
  expression: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    term,
    fc.record({
      type: fc.constantFrom('and' as const, 'or' as const),
      terms: fc.array(tie('expression'), { minLength: 2, maxLength: 3 }),
    }),
  ),
}));

const ruleText: fc.Arbitrary<RuleText> = fc.record({
  of: fc.constantFrom(...selectors),
  when: fc.constantFrom(...contexts),
});
const policy: fc.Arbitrary<Policy> = fc
  .record({
    rules: fc.array(fc.tuple(fc.constantFrom(...decisions), ruleText), { maxLength: 6 }),
    unmentioned: fc.constantFrom(...decisions),
    notSpdx: fc.constantFrom(...decisions),
  })
  .map(({ rules, ...rest }) =>
    policyOf({
      ...rest,
      ...Object.fromEntries(
        decisions.map((decision) => [
          lists[decision],
          rules.filter(([d]) => d === decision).map(([, rule]) => rule),
        ]),
      ),
    }),
  );
const subject = fc.constantFrom(
  subjectOf(),
  subjectOf({ scope: 'development' }),
  subjectOf({ version: undefined }),
);

const runs = { numRuns: 100 };

/** Any UTF-16 code units, halves of pairs included. */
const codeUnits = fc
  .array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 12 })
  .map((units) => String.fromCharCode(...units));

describe('license expressions, whatever they are', () => {
  it('print and parse are inverse', () => {
    check(
      fc.property(expression, (tree) => {
        const flat = flattenExpression(tree);
        const parsed = parseExpression(printExpression(tree));
        assert.ok(parsed.ok);
        assert.deepEqual(parsed.expression, flat);
        assert.equal(printExpression(parsed.expression), printExpression(tree));
      }),
    );
  });

  it('no string makes the parser throw, and what it reads prints to itself', () => {
    const pieces = fc.constantFrom(
      'MIT',
      'mit',
      'GPL-2.0',
      '+',
      '(',
      ')',
      ' ',
      'AND',
      ' or ',
      'With',
      'LLVM-exception',
      ',',
      '\n',
      ':',
      'é',
    );
    const text = fc.oneof(
      fc.string(),
      codeUnits,
      fc.array(pieces, { maxLength: 30 }).map((parts) => parts.join(' ')),
    );
    check(
      fc.property(text, (raw) => {
        const parsed = parseExpression(raw);
        if (!parsed.ok) {
          assert.ok(parsed.at >= 0 && parsed.at <= raw.length);
          return;
        }
        const printed = printExpression(parsed.expression);
        const again = parseExpression(printed);
        assert.ok(again.ok && printExpression(again.expression) === printed);
      }),
    );
  });

  it('no value makes the reader throw, and what was stated is kept', () => {
    check(
      fc.property(fc.oneof(fc.jsonValue(), fc.anything()), (raw) => {
        const reading = readLicense(raw);
        if (typeof raw === 'string') assert.equal(reading.raw, raw);
      }),
    );
  });
});

describe('verdicts, whatever the policy', () => {
  it('one more OR branch never worsens', () => {
    check(
      fc.property(expression, expression, policy, subject, (tree, more, by, of) => {
        const worse = compareVerdicts(
          decide({ type: 'or', terms: [tree, more] }, by, of),
          decide(tree, by, of),
        );
        assert.ok(worse <= 0);
      }),
    );
  });

  it('one more AND term never betters', () => {
    check(
      fc.property(expression, expression, policy, subject, (tree, more, by, of) => {
        const better = compareVerdicts(
          decide({ type: 'and', terms: [tree, more] }, by, of),
          decide(tree, by, of),
        );
        assert.ok(better >= 0);
      }),
    );
  });

  it('one more rule that denies never betters', () => {
    check(
      fc.property(expression, policy, ruleText, subject, (tree, by, denied, of) => {
        const tighter = {
          ...by,
          licenseRules: [...by.licenseRules, ...policyOf({ deny: [denied] }).licenseRules],
        };
        assert.ok(compareVerdicts(decide(tree, tighter, of), decide(tree, by, of)) >= 0);
      }),
    );
  });

  it('a stricter decision of one rule never betters', () => {
    check(
      fc.property(expression, policy, fc.nat(5), fc.nat(3), subject, (tree, by, which, step, of) => {
        const licenseRules = by.licenseRules.map((rule, index) =>
          index === which ? { ...rule, decision: stricter(rule.decision, step) } : rule,
        );
        assert.ok(compareVerdicts(decide(tree, { ...by, licenseRules }, of), decide(tree, by, of)) >= 0);
      }),
    );
  });

  it('a stricter default never betters', () => {
    check(
      fc.property(expression, policy, fc.nat(3), subject, (tree, by, step, of) => {
        const tighter = {
          ...by,
          unmentioned: stricter(by.unmentioned, step),
          notSpdx: stricter(by.notSpdx, step),
        };
        assert.ok(compareVerdicts(decide(tree, tighter, of), decide(tree, by, of)) >= 0);
      }),
    );
  });

  it('an unknown version never has a better verdict than each that it may be', () => {
    check(
      fc.property(expression, policy, fc.constantFrom('1.0.0', '2.0.0'), (tree, by, version) => {
        const unknown = decide(tree, by, subjectOf({ version: undefined }));
        assert.ok(compareVerdicts(unknown, decide(tree, by, subjectOf({ version }))) >= 0);
      }),
    );
  });

  it('the elected branch, decided alone, has the verdict of the whole', () => {
    check(
      fc.property(expression, policy, (tree, by) => {
        const whole = decideExpression(tree, by, subjectOf());
        const elected = parseExpression(whole.electedText);
        assert.ok(elected.ok);
        assert.equal(decide(elected.expression, by, subjectOf()), whole.verdict);
      }),
    );
  });
});

describe('license expressions, however long', () => {
  const many = 100_000;
  const cases: readonly (readonly [name: string, text: string, ok: boolean])[] = [
    ['open parentheses', '('.repeat(many), false],
    ['close parentheses', ')'.repeat(many), false],
    ['pairs', `${'('.repeat(many / 2)}MIT${')'.repeat(many / 2)}`, true],
    ['nesting to the right', `${'MIT OR ('.repeat(many / 8)}MIT${')'.repeat(many / 8)}`, true],
    ['nesting to the left', `${'('.repeat(many / 9)}MIT${' OR MIT)'.repeat(many / 9)}`, true],
    ['alternation', `${'MIT OR (ISC AND ('.repeat(many / 18)}MIT${'))'.repeat(many / 18)}`, false],
    ['a flat list', `MIT${' AND MIT'.repeat(many / 8)}`, true],
    ['one word', 'M'.repeat(many), false],
    ['no words', '+'.repeat(many), false],
  ];

  for (const [name, text, ok] of cases) {
    it(`${name}: answers at once, without a deep call stack`, () => {
      const started = process.hrtime.bigint();
      const parsed = parseExpression(text);
      assert.equal(parsed.ok, ok);
      if (parsed.ok) decideExpression(parsed.expression, policyOf({ allow: ['MIT'] }), subjectOf());
      assert.ok(Number(process.hrtime.bigint() - started) < 1e9);
    });
  }
});

function decide(tree: LicenseExpression, by: Policy, of: ReturnType<typeof subjectOf>): Verdict {
  return decideExpression(tree, by, of).verdict;
}

function stricter(decision: Decision, step: number): Decision {
  return decisions[Math.min(decisions.indexOf(decision) + step, decisions.length - 1)] ?? 'denied';
}

function check<T>(property: fc.IPropertyWithHooks<T>): void {
  fc.assert(property, runs);
}
