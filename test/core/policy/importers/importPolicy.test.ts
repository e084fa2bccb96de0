import { strict as assert } from 'node:assert';
import fc from 'fast-check';
import { parse } from 'yaml';
import { parsePolicy } from '../../../../src/core/policy/parse';
import {
  detectFormat,
  importPolicy,
  type ImportFormat,
} from '../../../../src/core/policy/importers/importPolicy';

interface Case {
  readonly about: string;
  readonly file: string;
  readonly text: string;
  readonly format: ImportFormat;
  /** Without version, name and the categories that pass in development. */
  readonly policy: Readonly<Record<string, unknown>>;
  readonly losses: readonly string[];
  readonly others?: Readonly<Record<string, string>>;
}

const REPORTS = { 'license.unknown': 'information', 'license.review': 'information' };

const cases: readonly Case[] = [
  {
    about: 'a dependency-review configuration that allows',
    file: '.github/dependency-review-config.yml',
    text: `
fail-on-severity: moderate
fail_on_scopes: [runtime, development]
allow-licenses:
  - MIT
  - Apache-2.0
  - (MIT OR GPL-2.0-only)
  - BSD
allow_dependencies_licenses: pkg:npm/@myorg/mypackage, pkg:npm/%40scope%2Fname, pkg:npm/sharp@0.33.0, pkg:githubactions/a/b
deny-packages: [pkg:npm/event-stream@3.3.6, 'pkg:npm/left-pad', pkg:pypi/requests]
deny-groups:
  - pkg:npm/@bad/
  - pkg:maven/org.x/
allow-ghsas: [GHSA-abcd-1234-5679]
warn-on-openssf-scorecard-level: 4
comment-summary-in-pr: always
retry-on-snapshot-warnings: true
colour: red
`,
    format: 'dependency-review',
    policy: {
      licenses: { allow: [{ licenses: ['MIT', 'Apache-2.0'] }], unmentioned: 'deny', 'not-spdx': 'review' },
      packages: {
        deny: [{ package: 'event-stream@3.3.6' }, { package: 'left-pad' }, { package: '@bad/*' }],
        approve: [
          { package: '@myorg/mypackage', reason: 'exempt from the license check' },
          { package: '@scope/name', reason: 'exempt from the license check' },
          { package: 'sharp', reason: 'exempt from the license check' },
        ],
      },
      scorecard: { total: 4 },
      severity: REPORTS,
    },
    losses: [
      'allow-licenses: "(MIT OR GPL-2.0-only)" is an expression; such choices are worked out from single licenses.',
      'allow-licenses: "BSD" is no SPDX license id.',
      'deny-packages: "pkg:pypi/requests" is not about npm.',
      'deny-groups: "pkg:maven/org.x/" is not about npm.',
      'allow-dependencies-licenses: the version of sharp@0.33.0 is left out, as the action ignores it.',
      'allow-dependencies-licenses: "pkg:githubactions/a/b" is not about npm.',
      'fail-on-severity: advisories are shown whatever their severity.',
      'allow-ghsas: single advisories cannot be excepted.',
      'colour: this setting is not known.',
    ],
  },
  {
    about: 'a dependency-review configuration that denies',
    file: 'review.yml',
    text: 'deny-licenses: GPL-3.0-only, AGPL-3.0-or-later\nwarn-only: true\nvulnerability-check: false\nshow-openssf-scorecard: false',
    format: 'dependency-review',
    policy: {
      licenses: {
        deny: [
          {
            licenses: ['GPL-3.0-only', 'AGPL-3.0-or-later'],
            when: { scope: ['production', 'peer', 'optional'] },
          },
        ],
        unmentioned: 'allow',
        'not-spdx': 'review',
      },
      severity: {
        ...REPORTS,
        'package.advisory': 'off',
        'license.denied': 'information',
        'package.denied': 'information',
      },
    },
    losses: [
      'deny-licenses: the action denies all that mentions one; here an OR may choose another branch.',
      'warn-only: denials are information here, since warnings of OSPO Lens fail a check.',
    ],
  },
  {
    about: 'a dependency-review configuration without licenses',
    file: 'dependency-review-config.yml',
    text: 'license-check: false\n',
    format: 'dependency-review',
    policy: {
      licenses: { unmentioned: 'review', 'not-spdx': 'review' },
      scorecard: { total: 3 },
      severity: { 'license.review': 'off', 'license.unknown': 'off', 'license.changes-in-range': 'off' },
    },
    losses: ['license-check is off: licenses are for review, without findings.'],
  },
  {
    about: 'a workflow, whose inline settings win over those of the file',
    file: '.github/workflows/review.yml',
    text: `
on: pull_request
jobs:
  review:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
      - name: Review
        uses: actions/dependency-review-action@v4
        with:
          config-file: ./.github/dependency-review-config.yml
          allow-licenses: MIT, ISC
  again:
    steps: [{ uses: 'actions/dependency-review-action@v3' }]
`,
    others: {
      '.github/dependency-review-config.yml':
        'allow-licenses: [MIT, GPL-3.0-only]\nfail-on-scopes: development',
    },
    format: 'workflow',
    policy: {
      licenses: { allow: [{ licenses: ['MIT', 'ISC'] }], unmentioned: 'deny', 'not-spdx': 'review' },
      scorecard: { total: 3 },
      severity: REPORTS,
    },
    losses: ['The workflow uses the action in 2 steps; the first one was read.'],
  },
  {
    about: 'a workflow whose configuration lies in another repository',
    file: 'ci.yaml',
    text: `
jobs:
  a:
    steps:
      - uses: actions/dependency-review-action@v4
        with: { config-file: 'acme/policies/review.yml@main', fail-on-scopes: 'runtime, development' }
`,
    format: 'workflow',
    policy: {
      licenses: { unmentioned: 'review', 'not-spdx': 'review' },
      scorecard: { total: 3 },
      severity: REPORTS,
    },
    losses: [
      'It names no licenses: all are for review, at a level that does not fail.',
      'config-file: acme/policies/review.yml@main was not read. Import it, too.',
    ],
  },
  {
    about: 'licensee',
    file: '.licensee.json',
    text: '{"licenses":{"spdx":["MIT","CC-BY-4.0"],"blueOak":"bronze"},"packages":{"optimist":"<=0.6.1","any":"*"},"corrections":true,"ignore":[{"scope":"x"},{"prefix":"x-"},{"author":"Name"}]}',
    format: 'licensee',
    policy: {
      licenses: {
        allow: [{ licenses: ['MIT', 'CC-BY-4.0'] }, 'blue-oak:bronze'],
        unmentioned: 'deny',
        'not-spdx': 'deny',
      },
      packages: {
        approve: [
          { package: 'optimist@<=0.6.1', reason: 'exempt in licensee' },
          { package: 'any', reason: 'exempt in licensee' },
          { package: '@x/*', reason: 'ignored in licensee' },
          { package: 'x-*', reason: 'ignored in licensee' },
        ],
      },
    },
    losses: [
      'ignore: packages by the author "Name" cannot be named here; list them one by one.',
      'corrections: what is no SPDX license is shown with a suggestion, but never corrected silently.',
    ],
  },
  {
    about: 'a list of license-checker',
    file: 'licenses.txt',
    text: 'MIT; ISC;Apache-2.0;BSD-3-Clause\n',
    format: 'license-checker',
    policy: {
      licenses: {
        allow: [{ licenses: ['MIT', 'ISC', 'Apache-2.0', 'BSD-3-Clause'] }],
        unmentioned: 'deny',
        'not-spdx': 'deny',
      },
    },
    losses: [],
  },
  {
    about: 'a script that calls license-checker',
    file: 'package.json',
    text: JSON.stringify({
      scripts: {
        test: 'mocha --failOn',
        licenses:
          'license-checker --production --onlyAllow \'MIT;MIT*;Apache 2.0;(MIT OR CC0-1.0)\' --excludePackages="sharp@0.33.0;@acme/ui" --unknown --json',
      },
    }),
    format: 'license-checker',
    policy: {
      licenses: { allow: ['MIT'], unmentioned: 'deny', 'not-spdx': 'deny' },
      packages: {
        approve: [
          { package: 'sharp@0.33.0', reason: 'excluded in license-checker' },
          { package: '@acme/ui', reason: 'excluded in license-checker' },
        ],
      },
    },
    losses: [
      'MIT*: guesses are not allowed apart from what is stated.',
      'onlyAllow: "Apache 2.0" is no SPDX license id. Perhaps Apache-2.0 was meant.',
      'onlyAllow: "(MIT OR CC0-1.0)" is an expression; such choices are worked out from single licenses.',
      '--unknown: this option has no counterpart.',
    ],
  },
  {
    about: 'a command of license-checker that denies',
    file: 'check.sh',
    text: 'npx license-checker-rseidelsohn --failOn "GPL-3.0-only;AGPL-3.0-only"',
    format: 'license-checker',
    policy: {
      licenses: {
        deny: [{ licenses: ['GPL-3.0-only', 'AGPL-3.0-only'] }],
        unmentioned: 'allow',
        'not-spdx': 'review',
      },
    },
    losses: [
      'failOn: packages that state no SPDX license are for review here; license-checker lets them pass.',
    ],
  },
  {
    about: 'cargo-deny',
    file: 'deny.toml',
    text: `
[graph]
all-features = true
[advisories]
ignore = []
[licenses]
allow = ["MIT", "Apache-2.0 WITH LLVM-exception"]
confidence-threshold = 0.8
exceptions = [{ allow = ["Zlib"], crate = "adler32" }]
private = { ignore = true }
[[licenses.clarify]]
crate = "ring"
expression = "MIT AND ISC AND OpenSSL"
license-files = [{ path = "LICENSE", hash = 0xbd0eed23 }]
[bans]
multiple-versions = "warn"
`,
    format: 'cargo-deny',
    policy: {
      licenses: {
        allow: [{ licenses: ['MIT', 'Apache-2.0 WITH LLVM-exception'] }],
        unmentioned: 'deny',
        'not-spdx': 'deny',
      },
    },
    losses: [
      'licenses.exceptions: crates are no npm packages (adler32).',
      'licenses.clarify: crates are no npm packages (ring).',
      'confidence-threshold: license files are matched by rules of our own.',
      'licenses.private: name your own packages under "private".',
      '[bans] is about crates and was left out.',
      '[advisories] is about crates and was left out.',
    ],
  },
  {
    about: 'an old cargo-deny',
    file: 'deny.toml',
    text: '[licenses]\ninclude-dev = true\nallow-osi-fsf-free = "either"\ncopyleft = "warn"\ndefault = "deny"\ndeny = ["Nokia"]',
    format: 'cargo-deny',
    policy: {
      licenses: {
        deny: ['Nokia'],
        review: [{ licenses: ['weak-copyleft', 'strong-copyleft', 'network-copyleft'] }],
        allow: ['osi-approved', 'fsf-libre'],
        unmentioned: 'deny',
        'not-spdx': 'deny',
      },
    },
    losses: [],
  },
  {
    about: 'ORT license classifications',
    file: 'license-classifications.yml',
    text: `
categories:
  - name: "copyleft-limited"
  - name: "permissive"
  - name: "include-in-notice-file"
  - name: "ours"
categorizations:
  - id: "MIT"
    categories: ["permissive", "include-in-notice-file"]
  - id: "MPL-2.0"
    categories: ["copyleft-limited", "include-in-notice-file"]
  - id: "LicenseRef-scancode-acme"
    categories: ["ours"]
  - id: "CC0-1.0"
    categories: ["public-domain"]
  - id: "LicenseRef-acme-commercial"
    categories: ["commercial"]
`,
    format: 'ort',
    policy: {
      licenses: {
        allow: [
          { licenses: ['MIT'], reason: 'ORT category "permissive"' },
          { licenses: ['CC0-1.0'], reason: 'ORT category "public-domain"' },
        ],
        review: [
          { licenses: ['MPL-2.0'], reason: 'ORT category "copyleft-limited"' },
          { licenses: ['LicenseRef-scancode-acme'], reason: 'ORT category "ours"' },
        ],
        deny: [{ licenses: ['LicenseRef-acme-commercial'], reason: 'ORT category "commercial"' }],
        unmentioned: 'review',
        'not-spdx': 'review',
      },
    },
    losses: [
      'The file sorts licenses, its rules are a Kotlin script: the decisions here are proposals. Read each one.',
      'categories: "include-in-notice-file" is a duty; write it as a condition where you need it.',
    ],
  },
  {
    about: 'github/licensed',
    file: '.licensed.yml',
    text: 'sources:\n  npm: true\nallowed: [mit, apache-2.0, bsd-3-clause, other]\nreviewed:\n  npm: [left-pad, "@acme/ui"]\n  bundler: [rails]\nignored:\n  npm: [internal-*]\n',
    format: 'github-licensed',
    policy: {
      licenses: {
        allow: [{ licenses: ['MIT', 'Apache-2.0', 'BSD-3-Clause'] }],
        unmentioned: 'review',
        'not-spdx': 'review',
      },
      packages: {
        approve: [
          { package: 'left-pad', reason: 'reviewed in github/licensed' },
          { package: '@acme/ui', reason: 'reviewed in github/licensed' },
          { package: 'internal-*', reason: 'ignored in github/licensed' },
        ],
      },
    },
    losses: [
      'allowed: "other" is no license; such packages are reviewed or unknown here.',
      'reviewed: bundler are not npm.',
    ],
  },
];

describe('importPolicy', () => {
  for (const { about, file, text, format, policy, losses, others = {} } of cases) {
    it(about, () => {
      const { value, problems } = importPolicy(file, text, (path) => others[path]);
      assert.deepEqual(problems, []);
      assert.equal(value?.format, format);
      assert.deepEqual(value.losses, losses);
      assert.deepEqual(content(value.yaml), policy);
      for (const loss of losses) assert.ok(value.yaml.includes(loss), 'the file itself names its losses');
      const { problems: ours } = parsePolicy(value.yaml, { origin: 'imported' });
      assert.deepEqual(ours, []);
    });
  }

  it('names what it can read when it cannot read a file', () => {
    const { value, problems } = importPolicy('README.md', '# Hello');
    assert.equal(value, undefined);
    assert.deepEqual([problems[0]?.code, problems.length], ['import.format', 1]);
  });

  const broken: readonly [file: string, text: string, code: string][] = [
    ['deny.toml', '[licenses]\nallow = [', 'import.syntax'],
    ['.licensee.json', '{', 'import.syntax'],
    ['.licensee.json', '', 'import.empty'],
    ['package.json', '{"devDependencies":{"license-checker":"^25"}}', 'import.empty'],
    ['w.yml', '# uses: actions/dependency-review-action@v4\nname: x', 'import.no-step'],
  ];
  for (const [file, text, code] of broken) {
    it(`says what is wrong with ${file}: ${code}`, () => {
      const { problems } = importPolicy(file, text);
      assert.ok(
        problems.some((problem) => problem.code === code && problem.file === file),
        JSON.stringify(problems),
      );
    });
  }

  it('survives any text', () => {
    const files = [
      'deny.toml',
      '.licensee.json',
      '.licensed.yml',
      'dependency-review.yml',
      'list.txt',
      'package.json',
    ];
    fc.assert(
      fc.property(fc.constantFrom(...files), fc.string(), (file, text) => {
        const { value } = importPolicy(file, `${text}\n[licenses]\nMIT;license-checker --onlyAllow x`);
        if (value) assert.deepEqual(parsePolicy(value.yaml, { origin: 'imported' }).problems, []);
      }),
      { numRuns: 50 },
    );
  });
});

describe('detectFormat', () => {
  const texts: readonly [file: string, text: string, ImportFormat | undefined][] = [
    ['deny.toml', '[licenses]', 'cargo-deny'],
    ['Cargo.toml', '[package]', undefined],
    ['a/b/licensee.json', '{}', 'licensee'],
    ['x.yml', 'deny_packages: a', 'dependency-review'],
    ['x.json', '{ "allow-licenses": ["MIT"] }', 'dependency-review'],
    ['x.yml', 'uses: "acme/dependency-review-action@v1"', 'workflow'],
    ['ospo-policy.yaml', 'version: 1\nlicenses: { allow: [MIT] }', undefined],
    ['package.json', '{ "name": "a" }', undefined],
  ];
  for (const [file, text, format] of texts) {
    it(`${file} → ${format ?? 'not known'}`, () => assert.equal(detectFormat(file, text), format));
  }
});

/** The policy as an object, without what is the same in every case. */
function content(yaml: string): Record<string, unknown> {
  const { version, name, licenses, ...rest } = parse(yaml) as Record<string, Record<string, unknown>>;
  assert.deepEqual([version, typeof name], [1, 'string']);
  const allow = (licenses?.allow ?? []) as { when?: unknown }[];
  const kept = allow.filter((entry) => typeof entry === 'string' || entry.when === undefined);
  const others = Object.entries(licenses ?? {}).filter(([key]) => key !== 'allow');
  return {
    licenses: { ...(kept.length === 0 ? {} : { allow: kept }), ...Object.fromEntries(others) },
    ...rest,
  };
}
