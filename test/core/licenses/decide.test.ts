import { strict as assert } from 'node:assert';
import { decideExpression, decideReading, decideTerm } from '../../../src/core/licenses/decide';
import { parseExpression, printExpression } from '../../../src/core/licenses/expression';
import { readLicense } from '../../../src/core/licenses/read';
import type { LicenseExpression } from '../../../src/core/model';
import { policyOf, ruleText, subjectOf, termOf } from '../helpers/policy';
import { basicTables } from './basicCases';
import { four, type Case, type Table } from './cases';
import { peerProbes, peerTables } from './peerCases';
import { ruleTables } from './ruleCases';
import { versionTables } from './versionCases';

const tables = [...basicTables, ...versionTables, ...ruleTables, ...peerTables];

describe('deciding on a license', () => {
  for (const table of tables) {
    it(table.name, () => {
      for (const row of table.cases) checkCase(table, row);
    });
  }

  it('is right on every probe on which other checkers were wrong', () => {
    for (const [name, raw, verdict] of peerProbes) {
      assert.equal(decideReading(readLicense(raw), four, subjectOf()).verdict, verdict, name);
    }
  });

  it('was asked more than 300 questions', () => {
    const asked = tables.reduce((sum, { cases }) => sum + cases.length, peerProbes.length);
    assert.ok(asked >= 300, `${asked} cases`);
  });

  it('tells every term, elected or not, and what was elected', () => {
    const policy = policyOf({ allow: ['MIT', 'GPL-3.0-only'], deny: ['AGPL-3.0-only'] });
    const decision = decideExpression(
      parsed('(AGPL-3.0-only OR MIT) AND GPL-2.0-or-later'),
      policy,
      subjectOf(),
    );
    assert.deepEqual(
      decision.terms.map(({ term, verdict }) => [printExpression(term), verdict]),
      [
        ['AGPL-3.0-only', 'denied'],
        ['MIT', 'allowed'],
        ['GPL-2.0-or-later', 'allowed'],
      ],
    );
    assert.deepEqual(
      decision.elected.map(({ term }) => term.id),
      ['MIT', 'GPL-2.0-or-later'],
    );
    assert.equal(decision.elected[1]?.version?.id, 'GPL-3.0-only');
    assert.equal(decision.choice, true);
    assert.equal(decision.electedText, 'MIT AND GPL-3.0-only');
  });

  it('knows no choice where there was none', () => {
    const policy = policyOf({ allow: ['permissive'] });
    for (const text of ['MIT', 'MIT AND ISC', 'GPL-2.0-or-later', 'Apache-2.0+']) {
      const decision = decideExpression(parsed(text), policy, subjectOf());
      assert.equal(decision.choice, false, text);
      assert.equal(decision.electedText, text);
    }
  });

  it('decides on a term by itself', () => {
    const decision = decideTerm(termOf('GPL-2.0'), policyOf({ deny: ['strong-copyleft'] }), subjectOf());
    assert.equal(decision.verdict, 'denied');
    assert.equal(decision.category, 'strong-copyleft');
    assert.equal(decision.term.id, 'GPL-2.0');
  });

  it('takes an unknown version for the one that the policy likes less', () => {
    const when = { packages: ['left-side@>=2'] };
    const policy = policyOf({ allow: [{ of: 'MIT', when }], unmentioned: 'denied' });
    const verdictAt = (version: string | undefined) =>
      decideExpression(termOf('MIT'), policy, subjectOf({ version })).verdict;
    assert.deepEqual(
      [verdictAt('2.0.0'), verdictAt('1.0.0'), verdictAt(undefined)],
      ['allowed', 'denied', 'denied'],
    );
  });

  it('lets no closer rule for some versions hide a stricter one for others, while the version is unknown', () => {
    const policy = policyOf({
      allow: [{ of: 'MIT', when: { packages: ['left-side@>=2'] } }],
      deny: [{ of: 'permissive', when: { packages: ['left-side@<2'] } }],
      unmentioned: 'allowed',
    });
    for (const text of ['MIT', 'MIT OR ISC', 'MIT AND MPL-2.0']) {
      const verdictAt = (version: string | undefined) =>
        decideExpression(parsed(text), policy, subjectOf({ version })).verdict;
      assert.deepEqual([verdictAt('1.0.0'), verdictAt(undefined)], ['denied', 'denied'], text);
    }
  });

  it('stays linear where expanding every OR under every AND would not', () => {
    const text = Array.from({ length: 400 }, (_, i) => `(GPL-${(i % 3) + 1}.0-only OR MIT)`).join(' AND ');
    const started = process.hrtime.bigint();
    assert.equal(decideExpression(parsed(text), four, subjectOf()).verdict, 'allowed');
    assert.ok(Number(process.hrtime.bigint() - started) < 1e9);
  });
});

function checkCase(table: Table, [raw, verdict, elected, by]: Case): void {
  const label = `${JSON.stringify(raw)} (${table.name})`;
  const reading = readLicense(raw);
  const decided = decideReading(reading, table.policy, subjectOf(table.subject));
  assert.equal(decided.verdict, verdict, label);
  if (elected !== undefined) assert.equal(decided.decision?.electedText, elected, label);
  const rule = decided.decision
    ? decided.decision.elected.find((term) => term.verdict === decided.verdict)?.rule
    : decided.rule;
  if (by !== undefined) assert.equal(ruleText(rule), by, label);
}

function parsed(text: string): LicenseExpression {
  const result = parseExpression(text);
  assert.ok(result.ok, text);
  return result.expression;
}
