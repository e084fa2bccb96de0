import { strict as assert } from 'node:assert';
import { mergeEvidence, noEvidence } from '../../../src/core/evidence';
import { tookAdvice } from '../../../src/core/guidance/progress';
import { parseManifest } from '../../../src/core/manifests/packageJson';
import type { Judgement, Origin } from '../../../src/core/model';
import { parsePolicy } from '../../../src/core/policy/parse';
import { judgeManifest } from '../../../src/core/scan';

const origin: Origin = { source: 'lockfile', label: 'package-lock.json', date: '2026-11-23' };
const { value: policy } = parsePolicy(
  `version: 1
licenses: { allow: [permissive], deny: [network-copyleft] }
packages: { deny: [{ package: request, instead: [undici] }] }
alternatives: [{ package: moment, use: [date-fns@^4.1.0] }]
`,
  { origin: 'p.yaml' },
);
const runs = [
  { from: '0.7.0', to: '1.0.41', license: 'MIT' },
  { from: '2.0.0', to: '2.0.10', license: 'AGPL-3.0-or-later' },
];

function judged(entries: Readonly<Record<string, string>>): Judgement[] {
  return judgeManifest({
    manifest: parseManifest(JSON.stringify({ dependencies: entries })).value,
    evidenceOf: ({ name, range }) =>
      mergeEvidence(noEvidence, {
        version: { value: range.replace('^', ''), origin },
        licenses: [{ value: range === '^2.0.10' ? 'AGPL-3.0-or-later' : 'MIT', origin }],
        ...(name === 'ua-parser-js' && { licenseRuns: { value: runs, origin } }),
      }),
    policy,
    manifestPath: 'package.json',
    now: '2026-11-23T08:00:00Z',
    privacyOf: () => undefined,
    isPending: () => false,
  });
}

const START = { moment: '^2.30.0', request: '^2.88.0', 'ua-parser-js': '^2.0.10', lodash: '^4.17.0' };
const { moment, ...withoutMoment } = START;

const cases: readonly (readonly [string, Readonly<Record<string, string>>, boolean])[] = [
  ['nothing', START, false],
  ['the approved package takes the place', { ...withoutMoment, 'date-fns': '^4.1.0' }, true],
  ['the approved package is added beside', { ...START, 'date-fns': '^4.1.0' }, false],
  ['another package takes the place', { ...withoutMoment, dayjs: '^1.0.0' }, false],
  ['the package is only removed', withoutMoment, false],
  ['what the rule names takes the place', { ...START, request: '', undici: '^7.0.0' }, false],
  ['the last allowed range', { ...START, 'ua-parser-js': '^1.0.41' }, true],
  ['another range', { ...START, 'ua-parser-js': '^1.0.0' }, false],
  ['another package gets another range', { ...START, lodash: '^4.17.21' }, false],
];

describe('guidance/progress', () => {
  assert.ok(moment);
  for (const [name, entries, expected] of cases)
    it(`${expected ? 'is' : 'is not'} advice taken: ${name}`, () =>
      assert.equal(tookAdvice(judged(START), judged(entries), policy), expected));

  it('is advice taken: what a rule names instead takes the place', () => {
    const { request, ...others } = START;
    assert.ok(request);
    assert.ok(tookAdvice(judged(START), judged({ ...others, undici: '^7.0.0' }), policy));
  });
});
