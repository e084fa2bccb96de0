import { strict as assert } from 'node:assert';
import { noEvidence } from '../../../src/core/evidence';
import type { Evidence, Fact, FactKind, Gap, SourceId } from '../../../src/core/model';
import { lacksAnswer } from '../../../src/core/present/reach';

const gap = (fact: FactKind, source: SourceId, why: Gap['why']): Gap => ({ fact, source, why });
const from = <T>(source: SourceId, value: T): Fact<T> => ({
  value,
  origin: { source, label: source, date: '2026-11-23' },
});
const noAdvisories = (source: SourceId) => ({ advisories: from(source, []) });

describe('present/reach', () => {
  const rows: readonly (readonly [string, Partial<Evidence>, boolean])[] = [
    ['nothing failed', {}, false],
    ['it could not be reached', { gaps: [gap('license', 'npm', 'unreachable')] }, true],
    ['it did not answer in time', { gaps: [gap('advisories', 'osv', 'time-out')] }, true],
    ['it refuses more questions for now', { gaps: [gap('license', 'npm', 'rate-limited')] }, true],
    [
      'a page to log in came in its place',
      { gaps: [gap('version', 'npm', 'not-found'), gap('license', 'deps.dev', 'bad-answer')] },
      true,
    ],
    ['it knows nothing', { gaps: [gap('license', 'npm', 'not-found')] }, false],
    ['nobody asks it', { gaps: [gap('license', 'npm', 'private'), gap('license', 'npm', 'offline')] }, false],
    ['it is no service', { gaps: [gap('license', 'installed', 'unreachable')] }, false],
    [
      'the cache holds an older answer of it',
      { gaps: [gap('advisories', 'osv', 'unreachable')], ...noAdvisories('osv') },
      true,
    ],
    [
      'another service answered instead',
      { gaps: [gap('advisories', 'deps.dev', 'unreachable')], ...noAdvisories('osv') },
      false,
    ],
    [
      'only what ships inside says something',
      { gaps: [gap('version', 'npm', 'unreachable')], version: from('snapshot', '1.0.0') },
      true,
    ],
    [
      'another service answered what the lockfile does not state in words that can be read',
      {
        gaps: [gap('license', 'deps.dev', 'unreachable')],
        licenses: [from('lockfile', 'SEE LICENSE IN x'), from('npm', 'MIT')],
      },
      false,
    ],
    [
      'the Scorecard that is known is the older one',
      {
        gaps: [gap('scorecard', 'scorecard', 'time-out')],
        scorecards: [
          from('scorecard', {
            ...{ repository: 'github.com/acme/x', score: 5, date: '2026-01-01', history: [] },
            checks: [{ name: 'License', score: 10, reason: '' }],
          }),
        ],
      },
      true,
    ],
  ];
  for (const [name, evidence, expected] of rows)
    it(`${expected ? 'has' : 'does not have'} a service asked again where ${name}`, () => {
      assert.equal(lacksAnswer({ ...noEvidence, ...evidence }), expected);
    });
});
