import { strict as assert } from 'node:assert';
import { messageOf } from '../../../src/core/present/messages';
import { titleOf } from '../../../src/core/present/words';
import { findingCodes } from '../../../src/core/rules/input';
import type {
  Dependency,
  FindingData,
  PackageRule,
  PolicyException,
  Reason,
  Verdict,
} from '../../../src/core/model';
import { clauseAt, dependencyOf, findingOf, licenseReason, lock, scorecard } from './samples';

const deny: PackageRule = {
  pattern: { type: 'npm', name: 'event-stream' },
  decision: 'denied',
  context: {},
  reason: 'shipped malware in 2018',
  instead: ['readable-stream'],
  clause: clauseAt('packages.deny[0]', { id: 'SEC-12' }),
};

const approval: PolicyException = {
  pattern: { type: 'npm', name: 'sharp' },
  context: {},
  reason: 'reviewed',
  expires: '2026-12-31',
  conditions: ['unmodified only'],
  clause: clauseAt('exceptions[0]', { id: 'OSPO-88' }),
};

function license(raw: unknown): FindingData {
  const reason = licenseReason(raw);
  const codes: Readonly<Partial<Record<Verdict, 'license.denied' | 'license.conditions'>>> = {
    denied: 'license.denied',
    conditions: 'license.conditions',
  };
  return { code: codes[reason.verdict] ?? 'license.review', reason };
}

function unknown(reason: Partial<Extract<Reason, { rule: 'license.unknown' }>>): FindingData {
  return {
    code: 'license.unknown',
    reason: { rule: 'license.unknown', verdict: 'unknown', gaps: [], asked: [], ...reason },
  };
}

const alternative = (names: readonly string[]): FindingData => ({
  code: 'alternative.approved',
  alternative: {
    use: names.map((name) => ({ name, range: '^1', dropIn: false })),
    clause: clauseAt('alternatives[0]'),
  },
});

const installed = {
  source: 'installed',
  label: 'node_modules/left-side/package.json',
  date: '2026-11-23',
} as const;

export const cases: readonly (readonly [FindingData, Dependency, string | undefined, string])[] = [
  [
    license('AGPL-3.0-or-later'),
    dependencyOf('ua-parser-js'),
    '2.0.10',
    'ua-parser-js 2.0.10 is AGPL-3.0-or-later: denied in production (network copyleft).',
  ],
  [
    license('AGPL-3.0-only'),
    dependencyOf('a', { scope: 'development' }),
    undefined,
    'a is AGPL-3.0-only: denied in development (network copyleft).',
  ],
  [
    license('MIT AND GPL-3.0-only'),
    dependencyOf('a', { scope: 'peer' }),
    '1.0.0',
    'a 1.0.0 is MIT AND GPL-3.0-only: denied as a peer dependency (GPL-3.0-only: strong copyleft).',
  ],
  [
    license('MPL-2.0'),
    dependencyOf('a', { scope: 'optional' }),
    '1.0.0',
    'a 1.0.0 is MPL-2.0: needs review (weak copyleft, not mentioned by the policy).',
  ],
  [
    license('LGPL-3.0-only'),
    dependencyOf('a'),
    '1.0.0',
    'a 1.0.0 is LGPL-3.0-only: allowed under conditions: link dynamically; offer the source.',
  ],
  [
    license("Standard 'no charge' license: https://gsap.com/standard-license."),
    dependencyOf('gsap'),
    '3.15.0',
    `gsap 3.15.0 states "Standard 'no charge' license: https://gsap.com/standard-lic…", which is not SPDX: needs review.`,
  ],
  [
    license('UNLICENSED'),
    dependencyOf('a'),
    '1.0.0',
    'a 1.0.0 grants no license ("UNLICENSED"): needs review.',
  ],
  [
    license('SEE LICENSE IN license.txt'),
    dependencyOf('a'),
    '1.0.0',
    'a 1.0.0 refers to a license text of its own ("SEE LICENSE IN license.txt"), which is not SPDX: needs review.',
  ],
  [
    license('weird\u001b[31m\nlicense\u202e'),
    dependencyOf('a'),
    '1.0.0',
    'a 1.0.0 states "weird[31m license", which is not SPDX: needs review.',
  ],
  [
    license('AGPL-3.0-only'),
    dependencyOf('old-sdk', { packageName: '@celo/identity' }),
    '1.5.2',
    '@celo/identity 1.5.2 (as old-sdk) is AGPL-3.0-only: denied in production (network copyleft).',
  ],
  [
    unknown({ asked: [lock, installed], gaps: [{ fact: 'license', source: 'npm', why: 'not-found' }] }),
    dependencyOf('left-side'),
    '1.0.2',
    'left-side 1.0.2: no license found in package-lock.json, node_modules/left-side/package.json or the npm registry.',
  ],
  [
    unknown({
      gaps: [
        { fact: 'license', source: 'npm', why: 'offline' },
        { fact: 'license', source: 'deps.dev', why: 'offline' },
        { fact: 'license', source: 'snapshot', why: 'not-found' },
      ],
    }),
    dependencyOf('left-side'),
    '1.0.2',
    'left-side 1.0.2: no license found in the built-in snapshot; the npm registry and deps.dev were not asked: offline.',
  ],
  [
    unknown({ gaps: [{ fact: 'license', source: 'npm', why: 'bad-answer', detail: 'HTTP 500' }] }),
    dependencyOf('left-side'),
    undefined,
    'left-side: no license is known; the npm registry gave an answer that could not be read (HTTP 500).',
  ],
  [unknown({}), dependencyOf('left-side'), undefined, 'left-side: no license is known.'],
  [
    {
      code: 'license.changes-in-range',
      version: '2.0.0',
      from: 'BSD-3-Clause',
      to: 'SEE LICENSE IN LICENSE.txt',
      verdict: 'review',
      origin: lock,
    },
    dependencyOf('mapbox-gl', { range: '>=1' }),
    '1.13.3',
    'mapbox-gl: ">=1" admits 2.0.0, where BSD-3-Clause became "SEE LICENSE IN LICENSE.txt" (needs review).',
  ],
  [
    { code: 'package.denied', packageRule: deny },
    dependencyOf('event-stream'),
    '3.3.6',
    'event-stream 3.3.6 is denied: shipped malware in 2018 (SEC-12). Use readable-stream.',
  ],
  [
    { code: 'package.review', packageRule: deny },
    dependencyOf('event-stream'),
    undefined,
    'event-stream: some versions are denied, and the version in use is not known: shipped malware in 2018 (SEC-12). Use readable-stream.',
  ],
  [
    {
      code: 'package.review',
      packageRule: {
        pattern: deny.pattern,
        decision: 'review',
        context: {},
        instead: [],
        clause: clauseAt('packages.review[0]'),
      },
    },
    dependencyOf('event-stream'),
    '4.0.0',
    'event-stream 4.0.0 needs review.',
  ],
  [
    { code: 'package.deprecated', message: '', origin: lock },
    dependencyOf('request'),
    '2.88.2',
    'request 2.88.2 is deprecated by its authors.',
  ],
  [
    { code: 'package.deprecated', message: 'use got\ninstead', origin: lock },
    dependencyOf('request'),
    '2.88.2',
    'request 2.88.2 is deprecated by its authors: use got instead.',
  ],
  [
    { code: 'package.exception-expires', exception: approval },
    dependencyOf('sharp'),
    '0.33.5',
    'sharp is approved until 2026-12-31, unmodified only (decision OSPO-88).',
  ],
  [
    { code: 'package.exception-expired', exception: approval },
    dependencyOf('sharp'),
    '0.33.5',
    'sharp: the approval ended on 2026-12-31 (decision OSPO-88). Ask for a new one, or replace the package.',
  ],
  [
    { code: 'package.unattested', repository: 'github.com/a/b', origin: lock },
    dependencyOf('a'),
    '1.0.0',
    'a 1.0.0: only its author says that it was built from github.com/a/b; no attestation is known.',
  ],
  [
    { code: 'package.no-release', lastRelease: '2022-01-05T10:00:00Z', months: 58, origin: lock },
    dependencyOf('a'),
    '1.0.0',
    'a: no release for 58 months, the last one is of 2022-01-05.',
  ],
  [
    {
      code: 'package.advisory',
      advisories: [{ id: 'GHSA-x', summary: 'Prototype pollution', url: 'https://x' }],
      origin: lock,
    },
    dependencyOf('a'),
    '1.0.0',
    'a 1.0.0 has 1 known vulnerability: GHSA-x Prototype pollution.',
  ],
  [
    {
      code: 'scorecard.below-floor',
      floor: { check: 'Maintained', minimum: 5, severity: 'warning', clause: clauseAt('f') },
      score: 2,
      scorecard,
      origin: lock,
    },
    dependencyOf('multer'),
    '1.0.0',
    'multer: Maintained is 2/10 (2026-06-29), the floor is 5.',
  ],
  [
    {
      code: 'scorecard.below-floor',
      floor: { check: 'total', minimum: 6, severity: 'warning', clause: clauseAt('f') },
      score: 5.1,
      scorecard,
      origin: lock,
    },
    dependencyOf('multer'),
    '1.0.0',
    'multer: the Scorecard total is 5.1/10 (2026-06-29), the floor is 6.',
  ],
  [
    alternative(['date-fns']),
    dependencyOf('moment'),
    '2.0.0',
    'moment has an approved alternative: date-fns.',
  ],
  [
    alternative(['date-fns', 'dayjs']),
    dependencyOf('moment'),
    '2.0.0',
    'moment has approved alternatives: date-fns, dayjs.',
  ],
  [
    { code: 'registry.scope-unmapped', packageScope: '@acme' },
    dependencyOf('@acme/ui'),
    undefined,
    '@acme/ui: @acme is a private scope, but no registry is mapped to it: dependency confusion.',
  ],
  [
    {
      code: 'alternative.community',
      suggestions: [
        { kind: 'package', name: 'dayjs', version: '1.11.0', license: 'MIT', verdict: 'allowed' },
        { kind: 'native', what: 'Intl', node: '13.0.0' },
        { kind: 'code', what: 'Subtract.', example: 'a - b' },
      ],
      catalog: { name: 'module-replacements', version: '3.4.0', date: '2026-11-23' },
    },
    dependencyOf('moment'),
    '2.30.1',
    'moment: the community (module-replacements) suggests dayjs, Intl (Node.js 13 or later) or a few lines of code. This is no approval by your organization.',
  ],
  [
    { code: 'manifest.duplicate-entry', other: 'development' },
    dependencyOf('a'),
    undefined,
    'a is also listed in devDependencies.',
  ],
  [
    { code: 'manifest.duplicate-entry', other: 'production' },
    dependencyOf('a'),
    undefined,
    'a is listed twice in dependencies: the last entry counts.',
  ],
];

describe('present/messages', () => {
  for (const [data, dependency, version, expected] of cases) {
    it(expected, () => assert.equal(messageOf(findingOf(data, dependency, version)), expected));
  }

  it('words every code, each as one line, and titles it', () => {
    const worded = new Set(cases.map(([data]) => data.code));
    assert.deepEqual([...worded].sort(), [...findingCodes].sort());
    for (const code of findingCodes) assert.match(titleOf(code), /^[A-Z][^\n]+$/);
  });
});
