import { strict as assert } from 'node:assert';
import fc from 'fast-check';
import type { Policy } from '../../../src/core/model';
import { parsePolicy } from '../../../src/core/policy/parse';

function read(text: string): Policy {
  return parsePolicy(text, { origin: 'policy.yaml' }).value;
}

/** `code "the text it points at" message` */
function complaints(text: string): string[] {
  return parsePolicy(text, { origin: 'policy.yaml' }).problems.map(({ code, span, message, file }) => {
    assert.equal(file, 'policy.yaml');
    return `${code} [${text.slice(span?.start, span?.end)}] ${message}`;
  });
}

describe('parsePolicy', () => {
  it('reads a whole policy', () => {
    const policy = read(`
version: 1
name: Acme
revision: 2026
shipping: hosted
licenses:
  allow: [permissive, "GPL-2.0-only WITH Classpath-exception-2.0"]
  deny:
    - licenses: [network-copyleft, SSPL-1.0]
      when: { scope: [production, peer], shipping: hosted, path: "apps/**", package: "@acme/*" }
      reason: Ask first.
      clause: 2.10
  unmentioned: deny
  not-spdx: allow
packages:
  deny: [{ package: [a@1, b], instead: [c], reason: broken, link: why.md }]
  approve: ["@acme/*"]
exceptions:
  - { package: sharp, reason: fast, approver: Jo, expires: 2026-12-31, conditions: [unmodified only], id: OSPO-88, link: d/88.md }
clarifications: [{ package: busboy@^1, license: MIT, seen: LICENSE }]
scorecard: { floors: { Maintained: 5 }, total: { minimum: 3.5 } }
health: { no-release-for-months: 36 }
alternatives: [{ package: moment, need: Dates, use: [date-fns@^4.1.0, { name: dayjs, range: ^1, drop-in: true }] }]
private: ["@acme", acme-*]
clauses: { 2.10: { title: Network copyleft, link: docs/l.md#n } }
documents: [{ title: Licenses, location: docs/l.md }]
onboarding: [{ title: First week, document: docs/w.md, replaces: contributing }, { title: More, document: 'https://a.example' }]
community-catalog: false
ask: { template: "mailto:a@b.example" }
severity: { license.review: error, alternative.approved: off }
`);
    const at = (path: string) => ({ path, policy: 'policy.yaml' });
    const context = {
      scopes: ['production', 'peer'],
      shipping: ['hosted'],
      paths: ['apps/**'],
      packages: ['@acme/*'],
    };
    const clause = { id: '2.10', title: 'Network copyleft', link: 'docs/l.md#n', ...at('licenses.deny[0]') };
    const { hash, layer, ...content } = policy;
    assert.match(hash, /^[0-9a-f]{14}$/);
    assert.deepEqual(layer?.overridable, []);
    assert.deepEqual(content, {
      name: 'Acme',
      revision: '2026',
      origin: 'policy.yaml',
      isDefault: false,
      shipping: 'hosted',
      licenseRules: [
        {
          selector: { kind: 'category', category: 'permissive' },
          decision: 'allowed',
          context: {},
          conditions: [],
          clause: at('licenses.allow[0]'),
        },
        {
          selector: {
            kind: 'term',
            term: { type: 'license', id: 'GPL-2.0-only', plus: false, exception: 'Classpath-exception-2.0' },
          },
          decision: 'allowed',
          context: {},
          conditions: [],
          clause: at('licenses.allow[1]'),
        },
        {
          selector: { kind: 'category', category: 'network-copyleft' },
          decision: 'denied',
          context,
          reason: 'Ask first.',
          conditions: [],
          clause,
        },
        {
          selector: { kind: 'term', term: { type: 'license', id: 'SSPL-1.0', plus: false } },
          decision: 'denied',
          context,
          reason: 'Ask first.',
          conditions: [],
          clause,
        },
      ],
      unmentioned: 'denied',
      notSpdx: 'allowed',
      packageRules: [
        {
          pattern: { type: 'npm', name: 'a', range: '1' },
          decision: 'denied',
          context: {},
          reason: 'broken',
          instead: ['c'],
          clause: { link: 'why.md', ...at('packages.deny[0]') },
        },
        {
          pattern: { type: 'npm', name: 'b' },
          decision: 'denied',
          context: {},
          reason: 'broken',
          instead: ['c'],
          clause: { link: 'why.md', ...at('packages.deny[0]') },
        },
        {
          pattern: { type: 'npm', name: '@acme/*' },
          decision: 'allowed',
          context: {},
          instead: [],
          clause: at('packages.approve[0]'),
        },
      ],
      exceptions: [
        {
          pattern: { type: 'npm', name: 'sharp' },
          context: {},
          reason: 'fast',
          approver: 'Jo',
          expires: '2026-12-31',
          conditions: ['unmodified only'],
          clause: { link: 'd/88.md', ...at('exceptions[0]'), id: 'OSPO-88' },
        },
      ],
      clarifications: [
        {
          pattern: { type: 'npm', name: 'busboy', range: '^1' },
          license: 'MIT',
          seen: 'LICENSE',
          clause: at('clarifications[0]'),
        },
      ],
      floors: [
        { check: 'Maintained', minimum: 5, severity: 'warning', clause: at('scorecard.floors.Maintained') },
        { check: 'total', minimum: 3.5, severity: 'information', clause: at('scorecard.total') },
      ],
      noReleaseForMonths: 36,
      alternatives: [
        {
          replaces: { type: 'npm', name: 'moment' },
          need: 'Dates',
          use: [
            { name: 'date-fns', range: '^4.1.0', dropIn: false },
            { name: 'dayjs', range: '^1', dropIn: true },
          ],
          clause: at('alternatives[0]'),
        },
      ],
      privatePackages: ['@acme/*', 'acme-*'],
      documents: [{ title: 'Licenses', location: 'docs/l.md' }],
      onboarding: [
        { title: 'First week', location: 'docs/w.md', replaces: ['contributing'] },
        { title: 'More', location: 'https://a.example', replaces: [] },
      ],
      communityCatalog: false,
      ask: { label: 'Ask the OSPO', template: 'mailto:a@b.example' },
      severities: { 'license.review': 'error', 'alternative.approved': 'off' },
    });
    assert.deepEqual(complaints('version: 1'), []);
  });

  it('reads the same from JSON with comments, from YAML, with any line ends', () => {
    const yaml = 'version: 1\nname: Acme\nlicenses:\n  deny: [MIT]\n';
    const json = '// ours\n{ "version": 1, "name": "Acme", "licenses": { "deny": ["MIT",] } /* end */ }';
    const texts = [
      yaml,
      json,
      `\uFEFF${yaml}`,
      `\uFEFF${json}`,
      yaml.replaceAll('\n', '\r\n'),
      json.replace('//', '\n//'),
    ];
    const hashes = texts.map((text) => {
      assert.deepEqual(complaints(text), []);
      assert.equal(read(text).licenseRules.length, 1);
      return read(text).hash;
    });
    assert.equal(new Set(hashes).size, 1);
    assert.notEqual(read(yaml.replace('MIT', 'ISC')).hash, hashes[0]);
  });

  it('reads what allows under conditions, however it is written', () => {
    const texts = [
      'version: 1\nlicenses: { allow: [{ license: MPL-2.0, conditions: [publish] }] }',
      'version: 1\nlicenses: { conditions: [{ license: MPL-2.0, conditions: publish }] }',
    ];
    for (const text of texts) {
      const [rule] = read(text).licenseRules;
      assert.deepEqual([rule?.decision, rule?.conditions], ['conditions', ['publish']]);
    }
  });

  it('lets lists be repeated by an alias, and own keys be put under x-', () => {
    const text = 'version: 1\nx-copyleft: &c [GPL-2.0-only, MPL-2.0]\nlicenses: { deny: *c, review: *c }';
    assert.deepEqual(complaints(text), []);
    assert.equal(read(text).licenseRules.length, 4);
  });
});

describe('problems of a policy', () => {
  const cases: readonly [about: string, body: string, expected: readonly string[]][] = [
    [
      'a mistyped key',
      'licences: {}',
      [
        'policy.unknown-key [licences] licences: this key is not known and has no effect. Did you mean "licenses"?',
      ],
    ],
    [
      'a mistyped category',
      'licenses: { deny: [strong-copylfet] }',
      [
        'policy.license-id [strong-copylfet] licenses.deny[0]: "strong-copylfet" is no SPDX license id, category or catalog. Did you mean "strong-copyleft"? Licenses that SPDX does not list are written LicenseRef-….',
      ],
    ],
    [
      'a license in another letter case',
      'licenses: { allow: [apache-2.0] }',
      [
        'policy.license-case [apache-2.0] licenses.allow[0]: read as Apache-2.0. Write it so: ids have an official letter case.',
      ],
    ],
    [
      'an expression',
      'licenses: { allow: ["MIT OR GPL-2.0-only"] }',
      [
        'policy.license-expression ["MIT OR GPL-2.0-only"] licenses.allow[0]: "MIT OR GPL-2.0-only" is an expression. List the licenses one by one (MIT, GPL-2.0-only): a package\'s AND and OR are worked out from them.',
      ],
    ],
    [
      'UNLICENSED, which is no license',
      'licenses: { deny: [UNLICENSED] }',
      [
        'policy.license-id [UNLICENSED] licenses.deny[0]: "UNLICENSED" is no SPDX license. Packages that state it are proprietary: write "proprietary". (The Unlicense has the id Unlicense.)',
      ],
    ],
    [
      'a check in another letter case',
      'scorecard: { floors: { code_review: 3 } }',
      [
        'policy.unknown-key [code_review] scorecard.floors.code_review: this key is not known and has no effect. Did you mean "Code-Review"?',
      ],
    ],
    [
      'a day that does not exist',
      'exceptions: [{ package: a, reason: b, expires: 2026-02-30 }]',
      [
        'policy.date [2026-02-30] exceptions[0].expires: "2026-02-30" is no day. Write it as 2026-12-31. Until then, the exception is left out.',
      ],
    ],
    [
      'a clarification that is no expression',
      'clarifications: [{ package: a, license: BSD }]',
      [
        'policy.license-id [BSD] clarifications[0].license: "BSD" is no SPDX expression. Write an id, an expression, or LicenseRef-… for your own.',
      ],
    ],
    [
      'a package of another ecosystem',
      'packages: { deny: ["pkg:pypi/requests"] }',
      [
        'policy.package-type ["pkg:pypi/requests"] packages.deny[0]: "pkg:pypi/requests" is kept, but only npm packages are judged here.',
      ],
    ],
    [
      'a value without its key',
      'licenses:\n  allow:',
      ['policy.type [] licenses.allow: expected a list, there is nothing here.'],
    ],
    [
      'a key that stands twice',
      'name: A\nname: B',
      [
        'policy.duplicate-key [name] name: this key stands here twice; the last one counts. Remove one of them.',
      ],
    ],
    [
      'an alias of nothing',
      'private: *nobody',
      [
        'policy.syntax [*nobody] YAML: nothing above is named &nobody.',
        'policy.type [*nobody] private: expected a list, there is nothing here.',
      ],
    ],
  ];
  for (const [about, body, expected] of cases) {
    it(about, () => assert.deepEqual(complaints(`version: 1\n${body}`), expected));
  }

  it('an empty policy', () => {
    for (const text of ['', '# nothing yet\n', '---\n'])
      assert.deepEqual(
        parsePolicy(text, { origin: 'p' }).problems.map(({ code }) => code),
        ['policy.empty'],
        JSON.stringify(text),
      );
  });

  it('JSON that stops in the middle still gives what was read', () => {
    const text = '{ "version": 1, "name": "Acme", "licenses": { "deny": ["MIT"';
    assert.equal(read(text).licenseRules.length, 1);
    assert.ok(complaints(text).every((line) => line.startsWith('policy.syntax')));
  });

  it('YAML that stops in the middle still gives what was read', () => {
    const text = 'version: 1\nname: Acme\nlicenses:\n  deny: [MIT';
    assert.equal(read(text).licenseRules.length, 1);
    assert.ok(complaints(text).length > 0);
  });
});

describe('a bad entry', () => {
  it('never disables the rest', () => {
    const policy = read(
      'version: 1\nlicenses: { allow: [MTI, "MIT AND ISC", MIT, 7, null, { when: 3 }, ISC], deny: 3 }\npackages: { deny: [a b, c] }\nexceptions: [3, { package: d, reason: e }]',
    );
    assert.deepEqual(
      policy.licenseRules.map(({ selector }) => selector.kind === 'term' && selector.term.id),
      ['MIT', 'ISC'],
    );
    assert.deepEqual([policy.packageRules.length, policy.exceptions.length], [1, 1]);
  });

  it('in a condition makes a rule that denies apply always, and leaves out one that allows', () => {
    const when = 'when: { scope: [production, devlopment], shipping: hosted }';
    const policy = read(
      `version: 1\nlicenses: { deny: [{ license: MIT, ${when} }], review: [{ license: ISC, ${when} }], allow: [{ license: Zlib, ${when} }] }\npackages: { deny: [{ package: a, ${when} }], approve: [{ package: b, ${when} }] }\nexceptions: [{ package: c, reason: d, ${when} }]`,
    );
    const kept = policy.licenseRules.map(({ decision, context }) => [decision, context]);
    assert.deepEqual(kept, [
      ['review', { shipping: ['hosted'] }],
      ['denied', { shipping: ['hosted'] }],
    ]);
    assert.deepEqual(
      policy.packageRules.map(({ decision }) => decision),
      ['denied'],
    );
    assert.deepEqual(policy.exceptions, []);
  });
});

describe('an entry that lets something pass', () => {
  const cases: readonly [body: string, what: string][] = [
    ['licenses: { allow: [{ license: MIT, when: { scopes: development } }] }', 'a misspelled condition'],
    ['licenses: { allow: [{ license: MIT, wenn: { scope: development } }] }', 'a misspelled when'],
    ['licenses: { allow: [{ license: MIT, conditions: { a: b } }] }', 'conditions that are no text'],
    [
      'licenses: { conditions: [{ license: MIT, conditions: [a, { b: c }] }] }',
      'a condition that is no text',
    ],
    ['packages: { approve: [{ package: a, version: 1.0.0 }] }', 'a version that patterns state'],
    ['exceptions: [{ package: a, reason: b, expire: 2020-01-01 }]', 'a misspelled end'],
    ['exceptions: [{ package: a, reason: b, condition: [c] }]', 'a misspelled list of conditions'],
    ['exceptions: [{ package: a, reason: b, conditions: { c: d } }]', 'conditions that are a map'],
    ['x-end: &end { expires: 2020-01-01 }\nexceptions: [{ <<: *end, package: a, reason: b }]', 'a merge key'],
    ['clarifications: [{ package: a, license: MIT, when: { scope: development } }]', 'a when that none has'],
    [
      `exceptions: [{ package: a, reason: b, when: ${'['.repeat(40)}${']'.repeat(40)} }]`,
      'a condition that is nested too deeply to be read',
    ],
  ];
  for (const [body, what] of cases)
    it(`is left out where it has ${what}: it never passes more than is written`, () => {
      const { value, problems } = parsePolicy(`version: 1\n${body}`, { origin: 'policy.yaml' });
      const { licenseRules, packageRules, exceptions, clarifications } = value;
      assert.deepEqual([licenseRules, packageRules, exceptions, clarifications], [[], [], [], []]);
      assert.ok(problems.some(({ severity }) => severity === 'error'));
    });

  it('may hold own keys under x-, and stops all the more where it stops', () => {
    const own = read('version: 1\nexceptions: [{ package: a, reason: b, x-ticket: 7 }]');
    assert.equal(own.exceptions.length, 1);
    const denied = read('version: 1\npackages: { deny: [{ package: a, wehn: { scope: development } }] }');
    assert.deepEqual(
      denied.packageRules.map(({ context }) => context),
      [{}],
    );
  });
});

describe('a hostile policy', () => {
  it('changes no prototype', () => {
    for (const text of [
      'version: 1\n__proto__: { polluted: 1 }\nclauses: { __proto__: { title: polluted } }\nseverity: { __proto__: off, constructor: off }',
      '{ "version": 1, "clauses": { "__proto__": { "title": "x" }, "constructor": { "title": "x" } } }',
    ]) {
      read(text);
      assert.equal(({} as Record<string, unknown>).polluted, undefined);
      assert.equal(({} as Record<string, unknown>).title, undefined);
    }
    assert.deepEqual(
      read('version: 1\nlicenses: { deny: [{ license: MIT, clause: constructor }] }').licenseRules[0]?.clause,
      {
        id: 'constructor',
        path: 'licenses.deny[0]',
        policy: 'policy.yaml',
      },
    );
  });

  it('made of aliases, or nested without end, is stopped', () => {
    const levels = Array.from({ length: 30 }, (_, i) => `x-${i + 1}: &a${i + 1} [${`*a${i},`.repeat(10)}]`);
    const bombs = [
      `version: 1\nx-0: &a0 [a]\n${levels.join('\n')}`,
      'version: 1\nx-a: &a [*a]',
      `version: 1\nprivate: ${'['.repeat(5_000)}`,
      '- '.repeat(5_000),
      `{ "a": ${'['.repeat(5_000)}`,
      `x-a: ${'{a: '.repeat(60)}${'}'.repeat(60)}`,
      `{ "x-a": ${'['.repeat(60)}${']'.repeat(60)} }`,
    ];
    for (const bomb of bombs)
      assert.ok(complaints(bomb).some((line) => /^policy\.(too-large|syntax)/.test(line)));
  });

  it('of any text at all is survived', () => {
    const words = fc.constantFrom(
      'version',
      'licenses',
      'allow',
      'when',
      ':',
      '- ',
      '\n',
      '  ',
      '{',
      '[',
      '&a ',
      '*a',
      '"',
      '1',
      '//',
    );
    const text = fc.oneof(
      fc.string(),
      fc.array(words).map((parts) => parts.join('')),
    );
    fc.assert(
      fc.property(text, (value) => {
        const { value: policy, problems } = parsePolicy(value, { origin: 'p' });
        assert.equal(typeof policy.hash, 'string');
        for (const { span } of problems) assert.ok(span && span.start >= 0 && span.end <= value.length + 1);
      }),
      { numRuns: 300 },
    );
  });
});
