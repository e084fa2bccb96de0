import { strict as assert } from 'node:assert';
import {
  addSnooze,
  readSeverityWishes,
  readSnoozes,
  removeSnooze,
  shownAs,
  snoozeMark,
  snoozeText,
} from '../../../src/core/index';
import type { SeverityWishes } from '../../../src/core/index';
import type { Judgement, Snooze, Verdict } from '../../../src/core/model';
import { findingsOfTwo } from './samples';

const TODAY = '2026-11-23';
const snooze = (more: Partial<Snooze> = {}): Snooze => ({
  package: 'lib',
  until: '2026-12-01',
  verdict: 'denied',
  noted: '2026-11-20',
  ...more,
});

/** `license.denied error, package.deprecated information`: what is told. */
function told(judgement: Judgement, severities: SeverityWishes, snoozes: readonly Snooze[] = []): string {
  const shown = shownAs(judgement, { severities, snoozes, today: TODAY }).judgement;
  return shown.findings.map(({ code, severity }) => `${code} ${severity}`).join(', ');
}

const BOTH = 'license.denied error, package.deprecated information';

describe('severities that a user wants', () => {
  const cases: readonly (readonly [string, unknown, string])[] = [
    ['nothing', undefined, BOTH],
    ['no table', 'loud', BOTH],
    ['an empty table', {}, BOTH],
    ['an unknown code and an unknown level', { 'license.typo': 'off', 'license.denied': 'silent' }, BOTH],
    ['a louder one', { 'package.deprecated': 'warning' }, 'license.denied error, package.deprecated warning'],
    ['one switched off', { 'package.deprecated': 'off' }, 'license.denied error'],
    [
      'an error that is lowered',
      { 'license.denied': 'hint' },
      'license.denied hint, package.deprecated information',
    ],
    [
      'an error that is switched off: it is never hidden',
      { 'license.denied': 'off' },
      'license.denied information, package.deprecated information',
    ],
  ];
  for (const [name, setting, expected] of cases)
    it(`are read: ${name}`, () =>
      assert.equal(told(findingsOfTwo('denied'), readSeverityWishes(setting)), expected));

  it('change nothing but how it is drawn', () => {
    const judgement = findingsOfTwo('denied');
    const wishes = { severities: { 'license.denied': 'hint' }, snoozes: [], today: TODAY } as const;
    const { judgement: shown } = shownAs(judgement, wishes);
    assert.equal(shown.verdict, 'denied');
    assert.equal(judgement.findings[0]?.severity, 'error');
    assert.equal(shownAs(judgement, { severities: {}, snoozes: [], today: TODAY }).judgement, judgement);
  });
});

describe('a snooze', () => {
  const cases: readonly (readonly [string, Verdict, Snooze, string])[] = [
    ['silences everything on its package', 'denied', snooze(), ''],
    ['leaves other packages alone', 'denied', snooze({ package: 'other' }), BOTH],
    [
      'silences the one finding that it names',
      'denied',
      snooze({ code: 'license.denied' }),
      'package.deprecated information',
    ],
    ['lasts to the day before', 'denied', snooze({ until: '2026-11-24' }), ''],
    ['ends when its day begins', 'denied', snooze({ until: '2026-11-23' }), BOTH],
    ['ends when the verdict gets worse', 'denied', snooze({ verdict: 'review' }), BOTH],
    ['lasts when the verdict gets better', 'review', snooze({ verdict: 'denied' }), ''],
  ];
  for (const [name, verdict, one, expected] of cases)
    it(name, () => assert.equal(told(findingsOfTwo(verdict), {}, [one]), expected));

  it('is in force where it silences something', () => {
    const inForce = (judgement: Judgement, one: Snooze) =>
      shownAs(judgement, { severities: {}, snoozes: [one], today: TODAY }).snoozes.length;
    assert.equal(inForce(findingsOfTwo('denied'), snooze()), 1);
    assert.equal(inForce(findingsOfTwo('denied'), snooze({ code: 'package.advisory' })), 0);
    assert.equal(inForce({ ...findingsOfTwo('allowed'), findings: [] }, snooze()), 0);
  });

  it('does not end because its package is being looked up', () => {
    const judgement = { ...findingsOfTwo('unknown'), pending: true };
    assert.equal(told(judgement, {}, [snooze({ verdict: 'review' })]), '');
  });

  it('takes the place of the one on the same, and what is over is dropped', () => {
    const over = snooze({ package: 'over', until: '2026-11-21' });
    const other = snooze({ code: 'license.denied' });
    const added = snooze({ until: '2027-01-01', noted: TODAY });
    assert.deepEqual(addSnooze([over, snooze(), other], added), [other, added]);
  });

  it('is taken back alone', () => {
    const one = snooze({ code: 'license.denied' });
    assert.deepEqual(removeSnooze([snooze(), one], 'lib', undefined), [one]);
    assert.deepEqual(removeSnooze([snooze(), one], 'lib', 'license.denied'), [snooze()]);
  });

  const kept: readonly (readonly [string, unknown, number])[] = [
    ['nothing', undefined, 0],
    ['no list', { package: 'lib' }, 0],
    ['a good one', [snooze({ reason: 'Waiting.' })], 1],
    ['one without a package', [{ ...snooze(), package: '' }], 0],
    ['one without a day', [{ ...snooze(), until: 'soon' }], 0],
    ['one of a finding that there is no more', [{ ...snooze(), code: 'license.gone' }], 0],
    ['a good one among others', [null, 3, snooze()], 1],
  ];
  for (const [name, value, amount] of kept)
    it(`is read from what was kept: ${name}`, () => assert.equal(readSnoozes(value).length, amount));

  it('is put into words', () => {
    assert.equal(snoozeMark([]), undefined);
    assert.equal(snoozeMark([snooze({ until: '2027-01-01' }), snooze()]), 'snoozed until 2026-12-01');
    assert.equal(snoozeText(snooze()), 'Snoozed until 2026-12-01.');
    assert.equal(
      snoozeText(snooze({ code: 'package.deprecated', reason: 'The vendor knows.' })),
      'Snoozed until 2026-12-01 (Package deprecated): The vendor knows.',
    );
  });
});
