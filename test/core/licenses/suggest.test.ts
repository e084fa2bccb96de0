import { strict as assert } from 'node:assert';
import { suggestLicenseId } from '../../../src/core/licenses/suggest';
import { bestVerdict, compareVerdicts, worstVerdict } from '../../../src/core/licenses/verdicts';
import type { Verdict } from '../../../src/core/model';

const cases: readonly (readonly [text: string, meant: string | undefined])[] = [
  ['Apache 2.0', 'Apache-2.0'],
  ['Apach-2.0', 'Apache-2.0'],
  ['Apache-2.O', 'Apache-2.0'],
  ['apache-2', 'Apache-2.0'],
  ['GPLv3', 'GPL-3.0-only'],
  ['GPL-3.0-onyl', 'GPL-3.0-only'],
  ['LGPL-2.1-or-latter', 'LGPL-2.1-or-later'],
  ['AGPL-v3', 'AGPL-3.0-only'],
  ['MTI', 'MIT'],
  ['MIT License', 'MIT'],
  ['BSD3', 'BSD-3-Clause'],
  ['BSD-3-Clauses', 'BSD-3-Clause'],
  ['Unlicence', 'Unlicense'],
  ['BSD', undefined],
  ['GPL', undefined],
  ['GPL-4.0', undefined],
  ['UNLICENSED', undefined],
  ['none', undefined],
  ['acme', undefined],
  ['proprietary', undefined],
  ['', undefined],
  ['x'.repeat(5000), undefined],
];

describe('suggesting a license id', () => {
  for (const [text, meant] of cases) {
    it(`${JSON.stringify(text.slice(0, 30))}: ${meant ?? 'nothing'}`, () => {
      assert.equal(suggestLicenseId(text), meant);
    });
  }
});

describe('the order of verdicts', () => {
  const order: readonly Verdict[] = ['allowed', 'conditions', 'review', 'unknown', 'denied'];

  it('is best to worst', () => {
    assert.deepEqual([...order].reverse().sort(compareVerdicts), order);
    assert.equal(worstVerdict(['review', 'unknown', 'allowed']), 'unknown');
    assert.equal(bestVerdict(['denied', 'unknown', 'review']), 'review');
  });

  it('never makes something of nothing', () => {
    assert.equal(worstVerdict([]), 'unknown');
    assert.equal(bestVerdict([]), 'unknown');
  });
});
