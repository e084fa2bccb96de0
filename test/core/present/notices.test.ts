import { strict as assert } from 'node:assert';
import { nothingFound } from '../../../src/core/present/notices';
import { dependencyOf, findingOf, judgementOf, licenseReason } from './samples';

const finding = findingOf(
  { code: 'license.denied', reason: licenseReason('AGPL-3.0-only') },
  dependencyOf('ua-parser-js'),
  '2.0.10',
);
const calm = judgementOf('MIT');
const found = judgementOf('AGPL-3.0-only', {
  findings: [finding],
});
const pending = judgementOf('MIT', { verdict: 'unknown', pending: true });
const decided = { ...found, pending: true };

const none = 'No findings.';
const noFix = 'No fix is known for any finding here.';
const soFar = 'Nothing so far: dependencies are still being looked up.';

describe('present/notices', () => {
  for (const [what, judgements, wanted, expected] of [
    ['an empty manifest', [], 'finding', none],
    ['a calm one', [calm], 'fix', none],
    ['findings without a fix', [calm, found], 'fix', noFix],
    ['sources that are still being asked', [calm, pending], 'finding', soFar],
    ['sources that may still tell of a fix', [found, pending], 'fix', soFar],
    ['what is denied, whatever else comes', [decided], 'fix', noFix],
  ] as const)
    it(`says of ${what}: ${expected}`, () => {
      assert.equal(nothingFound(judgements, wanted), expected);
    });
});
