import { strict as assert } from 'node:assert';
import { gapText } from '../../../src/core/present/gaps';
import { reasonText } from '../../../src/core/present/reasons';
import type { Gap, Reason } from '../../../src/core/model';
import { clauseAt, licenseReason, lock } from './samples';

const SOURCE = 'Source: package-lock.json, 2026-11-23.';
const pattern = { type: 'npm', name: 'x' };

export const cases: readonly (readonly [string, Reason, string])[] = [
  ['a rule by name', licenseReason('MIT'), `MIT is allowed by policy licenses.allow[0]. ${SOURCE}`],
  [
    'a rule by category, with an id',
    licenseReason('AGPL-3.0-only'),
    `AGPL-3.0-only is denied by policy 2.3 as network copyleft. ${SOURCE}`,
  ],
  [
    'the branch of an OR',
    licenseReason('MIT OR GPL-3.0-only'),
    `Dual license: MIT was chosen from MIT OR GPL-3.0-only. MIT is allowed by policy licenses.allow[0]. ${SOURCE}`,
  ],
  [
    'all terms of an AND',
    licenseReason('MIT AND GPL-3.0-only'),
    `MIT is allowed by policy licenses.allow[0]. GPL-3.0-only is denied by policy licenses.deny[0]. ${SOURCE}`,
  ],
  [
    'unmentioned',
    licenseReason('MPL-2.0'),
    `MPL-2.0 (weak copyleft) is not mentioned by the policy: needs review. ${SOURCE}`,
  ],
  [
    'conditions',
    licenseReason('LGPL-3.0-only'),
    `LGPL-3.0-only is allowed under conditions by policy licenses.conditions[0]. Conditions: link dynamically; offer the source. ${SOURCE}`,
  ],
  [
    'the legacy form',
    licenseReason({ type: 'MIT', url: 'https://x.example' }),
    `MIT is allowed by policy licenses.allow[0]. Written as "{"type":"MIT","url":"https://x.example"}": stated in a form that npm no longer uses. ${SOURCE}`,
  ],
  [
    'not SPDX',
    licenseReason('UNLICENSED'),
    `The package grants no license ("UNLICENSED"): needs review. ${SOURCE}`,
  ],
  [
    'unknown',
    {
      rule: 'license.unknown',
      verdict: 'unknown',
      asked: [lock],
      gaps: [{ fact: 'license', source: 'npm', why: 'time-out' }],
    },
    'No license found in package-lock.json; the npm registry did not answer in time.',
  ],
  [
    'sources that disagree',
    {
      rule: 'license.sources-disagree',
      verdict: 'review',
      readings: [
        { text: 'MIT', origin: lock },
        { text: 'ISC', origin: { source: 'npm', label: 'npm registry', date: '2026-11-22T10:00:00Z' } },
      ],
    },
    'The sources disagree: MIT (package-lock.json, 2026-11-23) and ISC (npm registry, 2026-11-22).',
  ],
  [
    'a package rule of the default policy',
    {
      rule: 'package',
      verdict: 'denied',
      packageRule: {
        pattern,
        decision: 'denied',
        context: {},
        reason: 'Malware.',
        instead: ['a', 'b'],
        clause: { path: 'packages.deny[0]', policy: 'default' },
      },
    },
    'The package is denied by default policy packages.deny[0]: Malware. Use a or b.',
  ],
  [
    'a package rule on versions, where the version is not known',
    {
      rule: 'package',
      verdict: 'review',
      packageRule: {
        pattern,
        decision: 'denied',
        context: {},
        instead: [],
        clause: clauseAt('packages.deny[0]'),
      },
    },
    'Some versions of the package are denied by policy packages.deny[0], and the version in use is not known.',
  ],
  [
    'an exception',
    {
      rule: 'exception',
      verdict: 'conditions',
      exception: {
        pattern,
        context: {},
        reason: 'isolated process',
        approver: 'Legal',
        expires: '2026-12-31',
        conditions: ['unmodified only'],
        clause: clauseAt('exceptions[0]', { id: 'OSPO-88' }),
      },
    },
    'Approved by Legal until 2026-12-31, unmodified only (decision OSPO-88): isolated process.',
  ],
  [
    'a clarification',
    {
      rule: 'clarification',
      verdict: 'allowed',
      clarification: {
        pattern,
        license: 'MIT',
        seen: 'https://x.example/LICENSE',
        clause: clauseAt('clarifications[0]'),
      },
    },
    'The policy states the license: MIT (policy clarifications[0]). Seen at https://x.example/LICENSE.',
  ],
  [
    'git, without its secrets',
    {
      rule: 'not-a-registry-package',
      verdict: 'unknown',
      specifier: {
        kind: 'git',
        url: 'git+https://user:token@git.example.com/a/b.git?key=1',
        committish: 'v1',
      },
    },
    'It comes from git (git+https://git.example.com/a/b.git), not from a registry: its license was not checked.',
  ],
  [
    'an own package',
    {
      rule: 'own-package',
      verdict: 'unknown',
      privacy: { because: 'pattern', pattern: '@acme/*', from: 'policy' },
    },
    'A private package: the policy lists @acme/*. Your own packages are not judged.',
  ],
];

const gaps: readonly (readonly [Gap['why'], string])[] = [
  ['offline', 'deps.dev was not asked: offline'],
  ['private', 'deps.dev was not asked: the package is private'],
  ['not-found', 'nothing found in deps.dev'],
  ['unreachable', 'deps.dev could not be reached'],
  ['time-out', 'deps.dev did not answer in time'],
  ['rate-limited', 'deps.dev is refusing more questions for now'],
  ['bad-answer', 'deps.dev gave an answer that could not be read'],
  ['no-repository', 'deps.dev knows no source repository'],
  ['unsupported', 'deps.dev cannot tell'],
];

describe('present/reasons', () => {
  for (const [name, reason, expected] of cases) {
    it(`says ${name}`, () => assert.equal(reasonText(reason), expected));
  }

  for (const [why, expected] of gaps) {
    it(`says of a gap: ${expected}`, () =>
      assert.equal(gapText({ fact: 'scorecard', source: 'deps.dev', why }), expected));
  }
});
