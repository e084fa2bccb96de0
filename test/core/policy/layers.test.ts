import { strict as assert } from 'node:assert';
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { decideReading } from '../../../src/core/licenses/decide';
import { readLicense } from '../../../src/core/licenses/read';
import { chooseRule } from '../../../src/core/licenses/rules';
import { compareVerdicts } from '../../../src/core/licenses/verdicts';
import type { Policy, Verdict } from '../../../src/core/model';
import type { Subject } from '../../../src/core/policy/context';
import { layerPolicies } from '../../../src/core/policy/layers';
import { parsePolicy } from '../../../src/core/policy/parse';
import { placesIn } from '../../../src/core/policy/places';

const SUBJECT: Subject = {
  scope: 'production',
  shipping: 'distributed',
  manifestPath: 'apps/shop/package.json',
  packageName: 'a',
  version: '1.0.0',
};

function read(body: string, origin = 'base.yaml'): Policy {
  const { value, problems } = parsePolicy(`version: 1\n${body}`, { origin });
  assert.deepEqual(problems, []);
  return value;
}

function layer(base: string, upper: string): { policy: Policy; refused: string[] } {
  const { value, problems } = layerPolicies(read(base), read(upper, 'repo.yaml'));
  for (const { code, file } of problems)
    assert.deepEqual([code, file], ['policy.not-overridable', 'repo.yaml']);
  return { policy: value, refused: problems.map(({ message }) => message.split(':')[0] ?? '') };
}

function verdict(policy: Policy, license: string, subject: Partial<Subject> = {}): Verdict {
  return decideReading(readLicense(license), policy, { ...SUBJECT, ...subject }).verdict;
}

/** Whether a rule speaks of the license as it is written, not only of versions of it, and denies it. */
function deniesItself(policy: Policy, license: string, subject: Partial<Subject>): boolean {
  const { decision } = decideReading(readLicense(license), policy, { ...SUBJECT, ...subject });
  const rule = decision?.elected[0]?.rule;
  const names = rule !== undefined && chooseRule([rule], decision?.elected[0]?.term) === rule;
  return decision?.verdict === 'denied' && names;
}

describe('layerPolicies: licenses', () => {
  const base = 'licenses: { allow: [permissive, MPL-2.0], review: [weak-copyleft], deny: [strong-copyleft] }';
  type Row = readonly [upper: string, license: string, Verdict, refused: readonly string[]];
  const rows: readonly Row[] = [
    // tighter
    ['deny: [MIT]', 'MIT', 'denied', []],
    ['deny: [weak-copyleft]', 'LGPL-3.0-only', 'denied', []],
    ['deny: [weak-copyleft]', 'MPL-2.0', 'denied', []],
    ['deny: [osi-approved]', 'MPL-2.0', 'denied', []],
    ['deny: [osi-approved]', 'MIT', 'denied', []],
    ['review: [weak-copyleft]', 'MPL-2.0', 'review', []],
    ['conditions: [{ license: MIT, conditions: [x] }]', 'MIT', 'conditions', []],
    ['unmentioned: deny', 'SSPL-1.0', 'denied', []],
    ['not-spdx: deny', 'Custom', 'denied', []],
    ['deny: [{ license: MIT, when: { scope: development } }]', 'MIT', 'allowed', []],
    // no change
    ['allow: [ISC]', 'ISC', 'allowed', []],
    ['review: [SSPL-1.0]', 'SSPL-1.0', 'review', []],
    // looser
    ['allow: [GPL-3.0-only]', 'GPL-3.0-only', 'denied', ['licenses.allow[0]']],
    ['review: [GPL-3.0-only]', 'GPL-3.0-only', 'denied', ['licenses.review[0]']],
    ['review: [GPL-2.0-or-later]', 'GPL-2.0-or-later', 'denied', ['licenses.review[0]']],
    [
      'allow: [{ license: GPL-3.0-only, when: { path: "apps/**" } }]',
      'GPL-3.0-only',
      'denied',
      ['licenses.allow[0]'],
    ],
    ['allow: [SSPL-1.0]', 'SSPL-1.0', 'review', ['licenses.allow[0]']],
    ['allow: [LicenseRef-acme]', 'LicenseRef-acme', 'review', ['licenses.allow[0]']],
    ['unmentioned: allow', 'SSPL-1.0', 'review', ['licenses.unmentioned']],
    ['not-spdx: allow', 'Custom', 'review', ['licenses.not-spdx']],
    // one entry is refused, the rest counts
    [
      'allow: [{ licenses: [GPL-3.0-only, AGPL-3.0-only] }], deny: [MIT]',
      'MIT',
      'denied',
      ['licenses.allow[0]'],
    ],
  ];
  for (const [upper, license, expected, refused] of rows) {
    it(`${upper}: ${license} → ${expected}`, () => {
      const result = layer(base, `licenses: { ${upper} }`);
      assert.equal(verdict(result.policy, license), expected);
      assert.deepEqual(result.refused, refused);
    });
  }

  const permitted: readonly (readonly [marked: string, upper: string, license: string, Verdict])[] = [
    ['licenses.allow', 'allow: [GPL-3.0-only]', 'GPL-3.0-only', 'allowed'],
    ['licenses', 'allow: [strong-copyleft]', 'GPL-3.0-only', 'allowed'],
    ['"*"', 'review: [strong-copyleft]', 'GPL-3.0-only', 'review'],
    ['licenses', 'unmentioned: allow', 'SSPL-1.0', 'allowed'],
    ['licenses.not-spdx', 'not-spdx: allow', 'Custom', 'allowed'],
  ];
  for (const [marked, upper, license, expected] of permitted) {
    it(`${marked} is overridable, ${upper}: ${license} → ${expected}`, () => {
      const result = layer(`${base}\noverridable: [${marked}]`, `licenses: { ${upper} }`);
      assert.equal(verdict(result.policy, license), expected);
      assert.deepEqual(result.refused, []);
    });
  }

  it('a permitted rule replaces a narrower one of the same licenses', () => {
    const narrow = 'licenses: { deny: [{ licenses: [strong-copyleft], when: { scope: production } }] }';
    const { policy } = layer(`${narrow}\noverridable: [licenses]`, 'licenses: { allow: [strong-copyleft] }');
    assert.equal(verdict(policy, 'GPL-3.0-only'), 'allowed');
  });

  it('minds rules of the base that only sometimes apply', () => {
    const deny = [
      'deny: [{ license: weak-copyleft, when: { package: b } }, { license: MPL-2.0, when: { path: "libs/**" } }]',
      'review: [{ license: strong-copyleft, when: { path: "libs/**" } }], deny: [{ license: osi-approved, when: { package: b } }]',
    ];
    const loosen = ['allow: [MPL-2.0]', 'review: [GPL-2.0-only]'];
    const licenses = ['MPL-2.0', 'GPL-2.0-or-later'];
    for (const [index, rules] of deny.entries()) {
      const below = `licenses: { ${rules}, unmentioned: allow }`;
      const { policy, refused } = layer(below, `licenses: { ${loosen[index] ?? ''}, unmentioned: allow }`);
      assert.equal(refused.length, 1);
      assert.equal(verdict(policy, licenses[index] ?? '', { packageName: 'b' }), 'denied');
    }
  });

  it('never betters a verdict, and makes what is stricter count', () => {
    const license = fc.constantFrom(
      ...[
        'MIT',
        'GPL-2.0-only',
        'GPL-2.0-or-later',
        'GPL-3.0-only',
        'MPL-2.0',
        'permissive',
        'strong-copyleft',
      ],
      ...['weak-copyleft', 'osi-approved', 'LicenseRef-acme'],
    );
    const when = fc.constantFrom(
      '',
      'scope: production',
      'shipping: hosted',
      'path: "apps/**"',
      'package: b',
    );
    const rule = fc.tuple(license, when).map(([id, text]) => `{ license: "${id}", when: { ${text} } }`);
    const rules = fc.array(rule, { maxLength: 3 }).map((list) => `[${list.join(', ')}]`);
    const decision = fc.constantFrom('allow', 'review', 'deny');
    const policy = fc
      .record({ allow: rules, review: rules, deny: rules, unmentioned: decision, 'not-spdx': decision })
      .map(
        (parts) =>
          `licenses: { ${Object.entries(parts)
            .map(([key, value]) => `${key}: ${value}`)
            .join(', ')} }`,
      );
    const stated = fc.constantFrom(
      'MIT',
      'GPL-2.0-or-later',
      'GPL-3.0-only',
      'MPL-2.0',
      'Zlib',
      'LicenseRef-acme',
      'Custom',
    );
    const subject = fc.record({
      scope: fc.constantFrom('production' as const, 'development' as const),
      shipping: fc.constantFrom('hosted' as const, 'distributed' as const),
      packageName: fc.constantFrom('a', 'b'),
      manifestPath: fc.constantFrom('apps/x/package.json', 'package.json'),
    });
    fc.assert(
      fc.property(policy, policy, stated, subject, (below, above, text, where) => {
        const layered = verdict(layer(below, above).policy, text, where);
        assert.ok(compareVerdicts(layered, verdict(read(below), text, where)) >= 0, 'it got better');
        if (deniesItself(read(above), text, where)) assert.equal(layered, 'denied', 'it does not count');
      }),
      { numRuns: 25 },
    );
  });
});

describe('layerPolicies: the rest', () => {
  const base = `
name: Acme
revision: "1"
shipping: distributed
packages: { deny: [bad] }
exceptions: [{ package: sharp, reason: fast }]
scorecard: { floors: { Maintained: 5, Code-Review: { minimum: 3, severity: error } } }
health: { no-release-for-months: 24 }
private: ["@acme/*"]
clauses: { "1": { title: One, link: one.md } }
ask: { template: "mailto:ospo@acme.example" }
severity: { license.review: warning }
`;

  it('comes from the base where the upper policy is silent', () => {
    const { policy, refused } = layer(base, '');
    const { hash, origin } = policy;
    const below = read(base);
    const same = { hash: '', origin: '', layer: undefined };
    assert.deepEqual([{ ...policy, ...same }, origin, refused], [{ ...below, ...same }, 'repo.yaml', []]);
    assert.match(hash, /^[0-9a-f]{14}$/);
  });

  it('may be stricter', () => {
    const { policy, refused } = layer(
      base,
      `
name: Shop
packages: { deny: [{ package: worse, clause: 1 }], review: [odd] }
scorecard: { floors: { Maintained: { minimum: 6, severity: error }, Fuzzing: 1 }, total: 2 }
health: { no-release-for-months: 12 }
private: [shop-*]
severity: { license.review: error, license.unknown: error }
`,
    );
    assert.deepEqual(refused, []);
    assert.deepEqual([policy.name, policy.revision], ['Shop', undefined]);
    assert.deepEqual(
      policy.packageRules.map(({ pattern, decision }) => [pattern.name, decision]),
      [
        ['bad', 'denied'],
        ['worse', 'denied'],
        ['odd', 'review'],
      ],
    );
    assert.deepEqual(policy.packageRules[1]?.clause, {
      id: '1',
      title: 'One',
      link: 'one.md',
      path: 'packages.deny[0]',
      policy: 'repo.yaml',
    });
    assert.deepEqual(
      policy.floors.map(({ check, minimum, severity }) => [check, minimum, severity]),
      [
        ['Maintained', 6, 'error'],
        ['Code-Review', 3, 'error'],
        ['Fuzzing', 1, 'warning'],
        ['total', 2, 'information'],
      ],
    );
    assert.equal(policy.noReleaseForMonths, 12);
    assert.deepEqual(policy.privatePackages, ['@acme/*', 'shop-*']);
    assert.deepEqual(policy.severities, { 'license.review': 'error', 'license.unknown': 'error' });
  });

  const looser = `
shipping: internal
packages: { approve: [bad] }
exceptions: [{ package: left-pad, reason: why not }]
clarifications: [{ package: odd, license: MIT }]
scorecard: { floors: { Maintained: 1, Code-Review: { minimum: 9, severity: hint } } }
health: { no-release-for-months: 99 }
ask: { template: "mailto:me@acme.example" }
severity: { license.review: off, license.denied: hint, scorecard.below-floor: warning }
`;

  const catalogs: readonly (readonly [string, string, boolean | undefined, string[]])[] = [
    ['', '', undefined, []],
    ['', 'community-catalog: true', true, []],
    ['community-catalog: true', '', true, []],
    ['community-catalog: true', 'community-catalog: false', false, []],
    ['community-catalog: false', 'community-catalog: true', false, ['community-catalog']],
    ['community-catalog: false\noverridable: [community-catalog]', 'community-catalog: true', true, []],
  ];
  for (const [below, above, expected, refusals] of catalogs)
    it(`keeps suggestions of the community off where the base does: ${below} / ${above}`, () => {
      const { policy, refused } = layer(below, above);
      assert.deepEqual([policy.communityCatalog, refused], [expected, refusals]);
    });

  const off = { 'license.unknown': 'off' } as const;
  const transitives: readonly (readonly [string, string, object | undefined, string[]])[] = [
    ['', '', undefined, []],
    ['transitive: { decision: ignore }', '', { decision: 'ignore', severities: {} }, []],
    ['', 'transitive: { decision: ignore }', { decision: 'judge', severities: {} }, ['transitive.decision']],
    [
      'overridable: [transitive]',
      'transitive: { decision: ignore }',
      { decision: 'ignore', severities: {} },
      [],
    ],
    [
      'transitive: { decision: ignore }',
      'transitive: { decision: judge }',
      { decision: 'judge', severities: {} },
      [],
    ],
    [
      '',
      'transitive: { severity: { license.unknown: off } }',
      { decision: 'judge', severities: {} },
      ['transitive.severity.license.unknown'],
    ],
    [
      'transitive: { severity: { license.unknown: off } }',
      'transitive: { severity: { license.review: error } }',
      { decision: 'judge', severities: { ...off, 'license.review': 'error' } },
      [],
    ],
    [
      'transitive: { severity: { license.unknown: off } }',
      'transitive: { severity: { license.unknown: error, package.deprecated: hint } }',
      { decision: 'judge', severities: { 'license.unknown': 'error', 'package.deprecated': 'hint' } },
      [],
    ],
  ];
  for (const [below, above, expected, refusals] of transitives)
    it(`lets nobody be quieter on what dependencies bring than the base: ${below} / ${above}`, () => {
      const { policy, refused } = layer(below, above);
      assert.deepEqual([policy.transitive, refused], [expected, refusals]);
    });

  it('adds its own texts for beginners to those of the base', () => {
    const text = (title: string) => `onboarding: [{ title: ${title}, document: a.md }]`;
    const { policy } = layer(text('Base'), text('Ours'));
    assert.deepEqual(
      policy.onboarding?.map(({ title }) => title),
      ['Ours', 'Base'],
    );
  });

  const provenance: readonly (readonly [string, string, boolean | undefined, string[]])[] = [
    ['', '', undefined, []],
    ['', 'health: { attested-provenance: true }', true, []],
    ['health: { attested-provenance: true }', '', true, []],
    ['health: { attested-provenance: false }', 'health: { attested-provenance: true }', true, []],
    [
      'health: { attested-provenance: true }',
      'health: { attested-provenance: false }',
      true,
      ['health.attested-provenance'],
    ],
    [
      'health: { attested-provenance: true }\noverridable: [health]',
      'health: { attested-provenance: false }',
      false,
      [],
    ],
  ];
  for (const [below, above, expected, refusals] of provenance)
    it(`keeps provenance to be attested where the base does: ${below} / ${above}`, () => {
      const { policy, refused } = layer(below, above);
      assert.equal(policy.attestedProvenance, expected);
      assert.deepEqual(refused, refusals);
    });

  it('may not be looser', () => {
    const { policy, refused } = layer(base, looser);
    assert.deepEqual(refused, [
      'shipping',
      'packages.approve[0]',
      'exceptions[0]',
      'clarifications[0]',
      'scorecard.floors.Maintained',
      'scorecard.floors.Code-Review',
      'health.no-release-for-months',
      'ask',
      'severity.license.denied',
      'severity.license.review',
      'severity.scorecard.below-floor',
    ]);
    const kept = read(base);
    assert.deepEqual(
      [
        policy.shipping,
        policy.packageRules,
        policy.exceptions,
        policy.clarifications,
        policy.ask,
        policy.severities,
      ],
      [kept.shipping, kept.packageRules, kept.exceptions, [], kept.ask, kept.severities],
    );
    assert.deepEqual(
      policy.floors.map(({ check, minimum, severity }) => [check, minimum, severity]),
      [
        ['Maintained', 5, 'warning'],
        ['Code-Review', 9, 'error'],
      ],
    );
    assert.equal(policy.noReleaseForMonths, 24);
  });

  it('may be looser where it is marked', () => {
    const marks =
      'overridable: [shipping, packages, exceptions, clarifications, scorecard, health, ask, severity]';
    const { policy, refused } = layer(`${base}${marks}`, looser);
    assert.deepEqual(refused, []);
    assert.equal(policy.shipping, 'internal');
    assert.deepEqual(
      policy.exceptions.map(({ pattern }) => pattern.name),
      ['left-pad', 'sharp'],
    );
    assert.equal(policy.noReleaseForMonths, 99);
    assert.equal(policy.ask?.template, 'mailto:me@acme.example');
    assert.equal(policy.severities['license.denied'], 'hint');
  });

  it('lets a repository say how it ships where the base does not', () => {
    const { policy, refused } = layer('name: Acme', 'shipping: internal');
    assert.deepEqual([policy.shipping, refused], ['internal', []]);
  });

  it('lets be loosened what each policy marks itself, and no more than it may loosen', () => {
    const marks = (below: string, above: string) => layer(below, above).policy.layer?.overridable;
    assert.deepEqual(marks('overridable: [severity, ask]', ''), []);
    assert.deepEqual(marks('overridable: [severity, licenses]', 'overridable: [ask, licenses.allow]'), [
      'licenses.allow',
    ]);
    assert.deepEqual(marks('overridable: ["*"]', 'overridable: [ask]'), ['ask']);
  });

  it('points at the place', () => {
    const text = 'version: 1\nlicenses:\n  allow:\n    - GPL-3.0-only\n';
    const upper = parsePolicy(text, { origin: 'repo.yaml' }).value;
    const { problems } = layerPolicies(
      read('licenses: { deny: [strong-copyleft] }\nname: Acme'),
      upper,
      placesIn(text),
    );
    assert.equal(text.slice(problems[0]?.span?.start, problems[0]?.span?.end), 'GPL-3.0-only');
    assert.equal(
      problems[0]?.message,
      'licenses.allow[0]: this would loosen the policy "Acme" (base.yaml), which does not list "licenses.allow" as overridable. It has no effect.',
    );
  });

  it('lets everything be changed in the default policy', () => {
    const text = readFileSync('resources/policy/default.yaml', 'utf8');
    const { value } = parsePolicy(text, { origin: 'default', isDefault: true });
    const own = read(
      'licenses: { allow: [strong-copyleft] }\nseverity: { license.unknown: off }',
      'repo.yaml',
    );
    const { value: policy, problems } = layerPolicies(value, own);
    assert.deepEqual(problems, []);
    assert.deepEqual([policy.isDefault, verdict(policy, 'GPL-3.0-only')], [false, 'allowed']);
  });
});
