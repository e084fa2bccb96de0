import { strict as assert } from 'node:assert';
import { mergeEvidence, noEvidence } from '../../../src/core/evidence';
import { parseManifest } from '../../../src/core/manifests/packageJson';
import type { Evidence, Judgement, Origin, Privacy, Scorecard } from '../../../src/core/model';
import { parsePolicy } from '../../../src/core/policy/parse';
import type { EvidencePatch } from '../../../src/core/ports';
import { judgeManifest } from '../../../src/core/scan';

const origin: Origin = { source: 'lockfile', label: 'package-lock.json', date: '2026-11-23' };
const other: Origin = { source: 'deps.dev', label: 'deps.dev', date: '2026-11-20' };

const BASE =
  'licenses: { allow: [permissive], conditions: [{ license: weak-copyleft, conditions: [share changes] }], deny: [network-copyleft] }';

interface Case {
  readonly policy?: string;
  readonly entry?: string;
  readonly facts?: EvidencePatch | undefined;
  readonly privacy?: Privacy;
  readonly pending?: boolean;
}

function judgeOne({
  policy = BASE,
  entry = '"x": "^1.0.0"',
  facts,
  privacy,
  pending = false,
}: Case): Judgement {
  const parsed = parsePolicy(`version: 1\nname: Test\n${policy}\n`, { origin: 'policy.yaml' });
  assert.deepEqual(parsed.problems, []);
  const { value: manifest } = parseManifest(`{ "dependencies": { ${entry} } }`);
  const evidence: Evidence = mergeEvidence(noEvidence, facts ?? {});
  const judgements = judgeManifest({
    manifest,
    evidenceOf: () => evidence,
    policy: parsed.value,
    manifestPath: 'package.json',
    now: '2026-11-23T08:00:00Z',
    privacyOf: () => privacy,
    isPending: () => pending,
  });
  return judgements.at(-1)!;
}

const stated = (...licenses: unknown[]): EvidencePatch => ({
  version: { value: '1.2.0', origin },
  licenses: licenses.map((value) => ({ value, origin })),
});

const byFile = (raw: unknown, id: string): EvidencePatch => {
  const file: Origin = {
    source: 'license-file',
    label: 'node_modules/x/LICENSE',
    date: '2026-11-23',
    similarity: 0.98,
  };
  return {
    ...stated(raw),
    licenses: [
      { value: raw, origin },
      { value: id, origin: file },
    ],
  };
};

const scored = (score: number, checks: Record<string, number> = {}): EvidencePatch => ({
  ...stated('MIT'),
  scorecards: [{ value: scorecard(score, checks), origin: other }],
});

function scorecard(score: number, checks: Record<string, number>): Scorecard {
  const list = Object.entries(checks).map(([name, value]) => ({ name, score: value, reason: '' }));
  return { repository: 'github.com/a/x', score, date: '2026-06-29', checks: list, history: [] };
}

const runs = (...list: [string, string, string][]): EvidencePatch => ({
  licenseRuns: { value: list.map(([from, to, license]) => ({ from, to, license })), origin: other },
});

const uaParser = runs(['0.7.0', '1.0.41', 'MIT'], ['2.0.0', '2.0.10', 'AGPL-3.0-or-later']);
const own: Privacy = { because: 'pattern', pattern: '@acme/*', from: 'policy' };
const denyX = `${BASE}\npackages: { deny: [{ package: "x@1.2.0", reason: malware, instead: [y] }] }`;
const until = (day: string): string =>
  `${BASE}\nexceptions: [{ package: x, reason: r, approver: legal, expires: ${day}, conditions: [unmodified only] }]`;
const floors = `${BASE}\nscorecard: { floors: { Maintained: 5 }, total: { minimum: 3, severity: information } }`;

const cases: readonly [string, Case, string, readonly string[]][] = [
  // licenses
  ['an allowed license is quiet', { facts: stated('MIT') }, 'allowed', []],
  ['conditions are told', { facts: stated('MPL-2.0') }, 'conditions', ['license.conditions']],
  ['a denied license', { facts: stated('AGPL-3.0-only') }, 'denied', ['license.denied']],
  ['not SPDX asks for review', { facts: stated('Standard no charge') }, 'review', ['license.review']],
  ['UNLICENSED asks for review', { facts: stated('UNLICENSED') }, 'review', ['license.review']],
  ['nothing stated is unknown', { facts: stated() }, 'unknown', ['license.unknown']],
  ['an empty license is unknown', { facts: stated('') }, 'unknown', ['license.unknown']],
  ['NOASSERTION is unknown', { facts: stated('NOASSERTION') }, 'unknown', ['license.unknown']],
  ['while sources are asked nothing is called unknown', { pending: true }, 'unknown', []],
  [
    'what is known already counts while others are asked',
    { facts: stated('AGPL-3.0-only'), pending: true },
    'denied',
    ['license.denied'],
  ],
  ['no evidence at all', {}, 'unknown', ['license.unknown']],
  // several sources
  [
    'what is partly NOASSERTION is not made up for by a source that names less',
    { facts: stated('AGPL-3.0-only AND NOASSERTION', 'MIT') },
    'unknown',
    ['license.unknown'],
  ],
  [
    'NOASSERTION beside another statement says nothing, in whatever form',
    { facts: stated('NOASSERTION', ['NOASSERTION'], { type: 'NOASSERTION' }, 'MIT') },
    'allowed',
    [],
  ],
  ['equal statements agree', { facts: stated('MIT', 'MIT') }, 'allowed', []],
  [
    'the stricter of two statements counts',
    { facts: stated('MIT', 'AGPL-3.0-only') },
    'denied',
    ['license.denied'],
  ],
  ['whatever their order', { facts: stated('AGPL-3.0-only', 'MIT') }, 'denied', ['license.denied']],
  ['deps.dev repeats that it could not read', { facts: stated('MIT', 'non-standard') }, 'allowed', []],
  ['alone, non-standard asks for review', { facts: stated('non-standard') }, 'review', ['license.review']],
  // license files
  [
    'the file that the metadata points to answers',
    { facts: byFile('SEE LICENSE IN LICENSE', 'MIT') },
    'allowed',
    [],
  ],
  [
    'another file does not answer for the one that is named',
    { facts: byFile('SEE LICENSE IN EULA.md', 'MIT') },
    'review',
    ['license.review'],
  ],
  ['the file confirms what free text means', { facts: byFile('Apache 2.0', 'Apache-2.0') }, 'allowed', []],
  [
    'the file does not answer for other free text',
    { facts: byFile('Commercial', 'MIT') },
    'review',
    ['license.review'],
  ],
  [
    'the file does not answer for UNLICENSED',
    { facts: byFile('UNLICENSED', 'MIT') },
    'review',
    ['license.review'],
  ],
  [
    'the file of a package that states nothing',
    { facts: byFile(null, 'AGPL-3.0-only') },
    'denied',
    ['license.denied'],
  ],
  // packages by name
  ['a denied package', { policy: denyX, facts: stated('MIT') }, 'denied', ['package.denied']],
  [
    'denied in another version',
    { policy: denyX, facts: { ...stated('MIT'), version: { value: '1.3.0', origin } } },
    'allowed',
    [],
  ],
  [
    'denied in some version, version unknown',
    { policy: denyX, facts: { licenses: stated('MIT').licenses! } },
    'review',
    ['package.review'],
  ],
  [
    'approved by name whatever the license',
    {
      policy: `${BASE}\npackages: { approve: [{ package: x, reason: bought }] }`,
      facts: stated('UNLICENSED'),
    },
    'allowed',
    [],
  ],
  [
    'review by name',
    { policy: `${BASE}\npackages: { review: [{ package: x, reason: r }] }`, facts: stated('MIT') },
    'review',
    ['package.review'],
  ],
  [
    'review by name does not better a denied license',
    { policy: `${BASE}\npackages: { review: [{ package: x, reason: r }] }`, facts: stated('AGPL-3.0-only') },
    'denied',
    ['package.review', 'license.denied'],
  ],
  [
    'review of certain versions, version unknown',
    {
      policy: `${BASE}\npackages: { review: [{ package: "x@<2", reason: r }] }`,
      facts: { licenses: stated('MIT').licenses! },
    },
    'review',
    ['package.review'],
  ],
  [
    'approval of certain versions, version unknown',
    {
      policy: `${BASE}\npackages: { approve: [{ package: "x@<2", reason: r }] }`,
      facts: { licenses: stated('Commercial').licenses! },
    },
    'review',
    ['license.review'],
  ],
  // names that are kept elsewhere than in a registry
  [
    'an approval by name is not for a git address',
    { policy: `${BASE}\npackages: { approve: [{ package: x, reason: r }] }`, entry: '"x": "github:evil/x"' },
    'unknown',
    ['license.unknown'],
  ],
  [
    'an approval by name is not for an entry whose catalog does not tell what it is',
    { policy: `${BASE}\npackages: { approve: [{ package: x, reason: r }] }`, entry: '"x": "catalog:"' },
    'unknown',
    ['license.unknown'],
  ],
  [
    'an exception is not for an archive',
    {
      policy: until('2026-12-31'),
      entry: '"x": "https://evil.example/x.tgz"',
      facts: stated('AGPL-3.0-only'),
    },
    'denied',
    ['license.denied'],
  ],
  [
    'a clarification is not for a git address',
    { policy: `${BASE}\nclarifications: [{ package: x, license: MIT }]`, entry: '"x": "github:evil/x"' },
    'unknown',
    ['license.unknown'],
  ],
  [
    'a deny by name is for a git address, too',
    { policy: denyX.replace('x@1.2.0', 'x'), entry: '"x": "github:evil/x"', facts: stated('MIT') },
    'denied',
    ['package.denied'],
  ],
  // exceptions
  [
    'an exception in force',
    { policy: until('2026-12-31'), facts: stated('AGPL-3.0-only') },
    'conditions',
    ['package.exception-expires'],
  ],
  [
    'an exception holds through its day',
    { policy: until('2026-11-23'), facts: stated('AGPL-3.0-only') },
    'conditions',
    ['package.exception-expires'],
  ],
  [
    'an expired exception does nothing but say so',
    { policy: until('2026-11-22'), facts: stated('AGPL-3.0-only') },
    'denied',
    ['license.denied', 'package.exception-expired'],
  ],
  // clarifications
  [
    'a clarification stands for the metadata',
    {
      policy: `${BASE}\nclarifications: [{ package: "x@^1", license: MIT, seen: "https://example.com" }]`,
      facts: stated('see the site'),
    },
    'allowed',
    [],
  ],
  [
    'a clarification of other versions does not',
    { policy: `${BASE}\nclarifications: [{ package: "x@^2", license: MIT }]`, facts: stated('see the site') },
    'review',
    ['license.review'],
  ],
  // specifiers
  [
    'the own workspace is not judged',
    { entry: '"x": "workspace:^"', privacy: { because: 'specifier', kind: 'workspace' } },
    'unknown',
    [],
  ],
  [
    'a listed name is the own, UNLICENSED or not',
    { entry: '"@acme/ui": "1"', privacy: own, facts: stated('UNLICENSED') },
    'unknown',
    [],
  ],
  [
    'an own package under a denied license is denied',
    { entry: '"@acme/ui": "1"', privacy: own, facts: stated('AGPL-3.0-only') },
    'denied',
    ['license.denied'],
  ],
  [
    'an own scope without a registry',
    { entry: '"@acme/ui": "1"', privacy: { ...own, unmappedScope: '@acme' } },
    'unknown',
    ['registry.scope-unmapped'],
  ],
  [
    "a git dependency is somebody's",
    { entry: '"x": "github:a/x"', privacy: { because: 'specifier', kind: 'git' } },
    'unknown',
    ['license.unknown'],
  ],
  [
    'a git dependency whose license is on disk',
    { entry: '"x": "github:a/x"', privacy: { because: 'specifier', kind: 'git' }, facts: stated('MIT') },
    'allowed',
    [],
  ],
  ['half a range is no reason to shout', { entry: '"x": "^^"' }, 'unknown', []],
  // ranges
  [
    'a range within one license',
    { entry: '"x": "^1.0.0"', facts: { ...stated('MIT'), ...uaParser } },
    'allowed',
    [],
  ],
  [
    'a range that admits a worse license',
    { entry: '"x": ">=1"', facts: { ...stated('MIT'), ...uaParser } },
    'allowed',
    ['license.changes-in-range'],
  ],
  [
    'already under the worse license',
    {
      entry: '"x": ">=1"',
      facts: { ...stated('AGPL-3.0-or-later'), version: { value: '2.0.1', origin }, ...uaParser },
    },
    'denied',
    ['license.denied'],
  ],
  [
    'a change that the policy does not mind',
    {
      entry: '"x": ">=1"',
      facts: { ...stated('MIT'), ...runs(['1.0.0', '1.9.0', 'MIT'], ['2.0.0', '2.1.0', 'ISC']) },
    },
    'allowed',
    [],
  ],
  ['a tag is no range', { entry: '"x": "latest"', facts: { ...stated('MIT'), ...uaParser } }, 'allowed', []],
  // health
  [
    'a check below its floor',
    { policy: floors, facts: scored(5, { Maintained: 2 }) },
    'allowed',
    ['scorecard.below-floor'],
  ],
  ['a check at its floor', { policy: floors, facts: scored(5, { Maintained: 5 }) }, 'allowed', []],
  [
    'an inconclusive check says nothing',
    { policy: floors, facts: scored(5, { Maintained: -1 }) },
    'allowed',
    [],
  ],
  ['an absent check says nothing', { policy: floors, facts: scored(5, { SAST: 0 }) }, 'allowed', []],
  ['a total below its floor', { policy: floors, facts: scored(2.9) }, 'allowed', ['scorecard.below-floor']],
  ['an inconclusive total says nothing', { policy: floors, facts: scored(-1) }, 'allowed', []],
  [
    'deprecated',
    { facts: { ...stated('MIT'), deprecation: { value: 'use y', origin } } },
    'allowed',
    ['package.deprecated'],
  ],
  [
    'stated as not deprecated',
    { facts: { ...stated('MIT'), deprecation: { value: '', origin } } },
    'allowed',
    [],
  ],
  [
    'a repository that only the author names',
    {
      policy: `${BASE}\nhealth: { attested-provenance: true }`,
      facts: {
        ...stated('MIT'),
        repository: { value: { id: 'github.com/a/b', provenance: 'self-reported' }, origin },
      },
    },
    'allowed',
    ['package.unattested'],
  ],
  [
    'a repository that somebody vouches for',
    {
      policy: `${BASE}\nhealth: { attested-provenance: true }`,
      facts: {
        ...stated('MIT'),
        repository: { value: { id: 'github.com/a/b', provenance: 'attested' }, origin },
      },
    },
    'allowed',
    [],
  ],
  [
    'a repository that only the author names, which nobody minds',
    {
      facts: {
        ...stated('MIT'),
        repository: { value: { id: 'github.com/a/b', provenance: 'self-reported' }, origin },
      },
    },
    'allowed',
    [],
  ],
  [
    'no release for long',
    {
      policy: `${BASE}\nhealth: { no-release-for-months: 24 }`,
      facts: { ...stated('MIT'), lastRelease: { value: '2024-11-23', origin } },
    },
    'allowed',
    ['package.no-release'],
  ],
  [
    'a release one day too young',
    {
      policy: `${BASE}\nhealth: { no-release-for-months: 24 }`,
      facts: { ...stated('MIT'), lastRelease: { value: '2024-11-24', origin } },
    },
    'allowed',
    [],
  ],
  [
    'advisories',
    {
      facts: {
        ...stated('MIT'),
        advisories: { value: [{ id: 'GHSA-1', summary: 's', url: 'https://example.com' }], origin },
      },
    },
    'allowed',
    ['package.advisory'],
  ],
  // alternatives and duplicates
  [
    'an approved alternative',
    {
      policy: `${BASE}\nalternatives: [{ package: x, use: [{ name: y, range: ^1.0.0 }] }]`,
      facts: stated('MIT'),
    },
    'allowed',
    ['alternative.approved'],
  ],
  [
    'is advice of its own only where nothing else says "act"',
    {
      policy: `${BASE}\nalternatives: [{ package: x, use: [{ name: y, range: ^1.0.0 }] }]`,
      facts: stated('AGPL-3.0-only'),
    },
    'denied',
    ['license.denied'],
  ],
  [
    'the same name in two blocks',
    { entry: '"x": "^1" }, "devDependencies": { "x": "^1"', facts: stated('MIT') },
    'allowed',
    ['manifest.duplicate-entry'],
  ],
  [
    'a peer tested as development dependency',
    {
      entry: '"y": "1" }, "peerDependencies": { "x": "^1" }, "devDependencies": { "x": "^1"',
      facts: stated('MIT'),
    },
    'allowed',
    [],
  ],
  // severities
  [
    'a code that the policy switched off',
    { policy: `${BASE}\nseverity: { license.review: off }`, facts: stated('who knows') },
    'review',
    [],
  ],
];

describe('judge', () => {
  for (const [title, input, verdict, codes] of cases) {
    it(title, () => {
      const judgement = judgeOne(input);
      assert.equal(judgement.verdict, verdict);
      assert.deepEqual(
        judgement.findings.map((finding) => finding.code),
        codes,
      );
      assert.ok(judgement.reasons.length > 0, 'every verdict has a reason');
    });
  }

  it('names the last allowed range of a package whose license changed', () => {
    const facts = { ...stated('AGPL-3.0-or-later'), version: { value: '2.0.1', origin }, ...uaParser };
    const { lastAllowed } = judgeOne({ entry: '"x": "^2.0.0"', facts });
    assert.deepEqual(lastAllowed, { range: '^1.0.41', version: '1.0.41', license: 'MIT', origin: other });
  });

  const ranges: readonly [string, [string, string, string][], string | undefined][] = [
    [
      'caret where the next major changed',
      [
        ['1.0.0', '1.0.41', 'MIT'],
        ['2.0.0', '2.0.1', 'AGPL-3.0-only'],
      ],
      '^1.0.41',
    ],
    [
      'tilde where the next minor changed',
      [
        ['1.0.0', '1.4.3', 'MIT'],
        ['1.5.0', '1.6.0', 'AGPL-3.0-only'],
      ],
      '~1.4.3',
    ],
    [
      'the version itself where the next patch changed',
      [
        ['1.0.0', '1.4.3', 'MIT'],
        ['1.4.4', '1.6.0', 'AGPL-3.0-only'],
      ],
      '1.4.3',
    ],
    [
      'a return to the first license',
      [
        ['1.0.0', '1.1.0', 'MIT'],
        ['2.0.0', '2.1.0', 'AGPL-3.0-only'],
        ['3.0.0', '3.2.0', 'MIT'],
      ],
      '^3.2.0',
    ],
    ['nothing where no version is allowed', [['1.0.0', '1.1.0', 'AGPL-3.0-only']], undefined],
  ];
  for (const [title, list, range] of ranges) {
    it(`offers ${title}`, () => {
      const facts = { ...stated('AGPL-3.0-only'), ...runs(...list) };
      assert.equal(judgeOne({ entry: '"x": "*"', facts }).lastAllowed?.range, range);
    });
  }

  it('applies a deny for certain versions of its context, too, while the version is unknown', () => {
    const policy = `${BASE}\npackages: { deny: [{ package: x, reason: r, when: { package: "x@<2" } }] }`;
    assert.equal(judgeOne({ policy, facts: { licenses: stated('MIT').licenses ?? [] } }).verdict, 'denied');
  });

  it('does not call a version without a statement a change', () => {
    const silent = { licenseRuns: { value: [{ from: '2.0.0', to: '2.1.0', license: null }], origin: other } };
    assert.deepEqual(judgeOne({ entry: '"x": ">=1"', facts: { ...stated('MIT'), ...silent } }).findings, []);
  });

  it('names the first version in the range, not the first of the license', () => {
    const facts = { ...stated('MIT'), ...uaParser };
    const [finding] = judgeOne({ entry: '"x": "1.0.41 || >=2.0.5"', facts }).findings;
    assert.equal(finding?.data.code === 'license.changes-in-range' && finding.data.version, '2.0.5');
  });

  it('draws findings on the range where they concern the range', () => {
    const [finding] = judgeOne({ entry: '"x": ">=1"', facts: { ...stated('MIT'), ...uaParser } }).findings;
    assert.deepEqual(finding?.span, finding?.dependency.rangeSpan);
  });

  it('shows every statement where sources disagree', () => {
    const { reasons } = judgeOne({ facts: stated('MIT', 'AGPL-3.0-only') });
    const reason = reasons.find((each) => each.rule === 'license.sources-disagree');
    assert.deepEqual(
      reason?.rule === 'license.sources-disagree' && reason.readings.map((reading) => reading.text),
      ['MIT', 'AGPL-3.0-only'],
    );
  });
});
