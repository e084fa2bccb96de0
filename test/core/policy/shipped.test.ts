import { strict as assert } from 'node:assert';
import { readFileSync } from 'node:fs';
import { decideReading } from '../../../src/core/licenses/decide';
import { readLicense } from '../../../src/core/licenses/read';
import type { DependencyScope, Policy, Shipping, Verdict } from '../../../src/core/model';
import { matchesPackage } from '../../../src/core/policy/packages';
import { parsePolicy } from '../../../src/core/policy/parse';

const policies = {
  default: read('default.yaml'),
  permissive: read('starters/permissive-only.yaml'),
  balanced: read('starters/balanced.yaml'),
  strict: read('starters/strict.yaml'),
};

function read(file: string): Policy {
  const { value, problems } = parsePolicy(readFileSync(`resources/policy/${file}`, 'utf8'), { origin: file });
  assert.deepEqual(problems, []);
  return value;
}

function verdict(policy: Policy, license: unknown, scope: DependencyScope, shipping: Shipping): Verdict {
  const subject = { scope, shipping, manifestPath: 'package.json', packageName: 'a', version: '1.0.0' };
  return decideReading(readLicense(license), policy, subject).verdict;
}

type Row = readonly [license: string, def: Verdict, permissive: Verdict, balanced: Verdict, strict: Verdict];

/** The four policies, in the order of `Row`. */
const TABLES: Readonly<Record<string, readonly [DependencyScope, Shipping, readonly Row[]]>> = {
  'in production, distributed': [
    'production',
    'distributed',
    [
      ['MIT', 'allowed', 'allowed', 'allowed', 'allowed'],
      ['ISC', 'allowed', 'allowed', 'allowed', 'allowed'],
      ['Apache-2.0', 'allowed', 'allowed', 'allowed', 'allowed'],
      ['Apache-2.0 WITH LLVM-exception', 'allowed', 'allowed', 'allowed', 'review'],
      ['BSL-1.0', 'allowed', 'allowed', 'allowed', 'review'],
      ['CC-BY-4.0', 'allowed', 'allowed', 'allowed', 'conditions'],
      ['CC0-1.0', 'allowed', 'allowed', 'allowed', 'review'],
      ['MPL-2.0', 'conditions', 'review', 'conditions', 'denied'],
      ['LGPL-3.0-or-later', 'conditions', 'review', 'conditions', 'denied'],
      ['GPL-2.0-only', 'denied', 'denied', 'denied', 'denied'],
      ['GPL-3.0', 'denied', 'denied', 'denied', 'denied'],
      ['AGPL-3.0-or-later', 'denied', 'denied', 'denied', 'denied'],
      ['SSPL-1.0', 'review', 'denied', 'review', 'denied'],
      ['BUSL-1.1', 'review', 'denied', 'review', 'denied'],
      ['UNLICENSED', 'review', 'denied', 'review', 'denied'],
      ['SEE LICENSE IN LICENSE.md', 'review', 'review', 'review', 'denied'],
      ['Standard license', 'review', 'review', 'review', 'denied'],
      ['LicenseRef-acme', 'review', 'review', 'review', 'denied'],
      ['', 'unknown', 'unknown', 'unknown', 'unknown'],
      ['MIT OR GPL-3.0-only', 'allowed', 'allowed', 'allowed', 'allowed'],
      ['MIT AND GPL-3.0-only', 'denied', 'denied', 'denied', 'denied'],
      ['MIT AND MPL-2.0', 'conditions', 'review', 'conditions', 'denied'],
      ['(MPL-2.0 OR Apache-2.0)', 'allowed', 'allowed', 'allowed', 'allowed'],
    ],
  ],
  'in development, distributed': [
    'development',
    'distributed',
    [
      ['MIT', 'allowed', 'allowed', 'allowed', 'allowed'],
      ['CC0-1.0', 'allowed', 'allowed', 'allowed', 'allowed'],
      ['MPL-2.0', 'allowed', 'review', 'allowed', 'denied'],
      ['GPL-3.0-only', 'review', 'review', 'allowed', 'denied'],
      ['AGPL-3.0-only', 'review', 'review', 'review', 'denied'],
      ['SSPL-1.0', 'review', 'denied', 'review', 'denied'],
    ],
  ],
  'in production, hosted': [
    'production',
    'hosted',
    [
      ['MPL-2.0', 'conditions', 'review', 'conditions', 'denied'],
      ['GPL-3.0-only', 'review', 'denied', 'conditions', 'denied'],
      ['AGPL-3.0-only', 'denied', 'denied', 'denied', 'denied'],
    ],
  ],
  'optional, internal': [
    'optional',
    'internal',
    [
      ['GPL-3.0-only', 'review', 'denied', 'conditions', 'denied'],
      ['AGPL-3.0-only', 'review', 'denied', 'review', 'denied'],
    ],
  ],
};

for (const [where, [scope, shipping, rows]] of Object.entries(TABLES)) {
  describe(`the shipped policies ${where}`, () => {
    for (const [license, ...expected] of rows) {
      it(`${license || '(none)'} → ${expected.join(', ')}`, () => {
        const verdicts = Object.values(policies).map((policy) => verdict(policy, license, scope, shipping));
        assert.deepEqual(verdicts, expected);
      });
    }
  });
}

describe('the default policy', () => {
  const policy = policies.default;

  it('says of itself that nobody decided it', () => {
    assert.match(policy.name, /not your organization's policy/);
    assert.deepEqual(policy.layer?.overridable, ['*']);
  });

  const denied: readonly [name: string, bad: string, good: string][] = [
    ['event-stream', '3.3.6', '4.0.1'],
    ['eslint-scope', '3.7.2', '8.4.0'],
    ['ua-parser-js', '0.7.29', '0.7.30'],
    ['ua-parser-js', '1.0.0', '1.0.1'],
    ['coa', '3.1.3', '2.0.2'],
    ['rc', '1.2.9', '1.2.8'],
    ['colors', '1.4.44-liberty-2', '1.4.0'],
    ['faker', '6.6.6', '5.5.3'],
    ['node-ipc', '10.1.2', '10.1.3'],
    ['debug', '4.4.2', '4.4.3'],
    ['chalk', '5.6.1', '5.6.2'],
  ];
  for (const [name, bad, good] of denied) {
    it(`denies ${name} ${bad}, not ${good}`, () => {
      const denies = (version: string) =>
        policy.packageRules.some(({ pattern }) => matchesPackage(pattern, name, version) === true);
      assert.deepEqual([denies(bad), denies(good)], [true, false]);
    });
  }

  it('gives a reason and a link for every package that it denies', () => {
    for (const { reason, clause } of policy.packageRules)
      assert.ok(reason !== undefined && clause.link !== undefined);
  });

  it('offers only alternatives that it would not deny itself', () => {
    for (const { name } of policy.alternatives.flatMap(({ use }) => use)) {
      const named = policy.packageRules.filter(
        ({ pattern }) => pattern.name === name && pattern.range === undefined,
      );
      assert.deepEqual(named, []);
    }
  });

  it('lets the dependencies of this project pass', () => {
    const manifest = JSON.parse(readFileSync('package.json', 'utf8')) as Record<
      string,
      Record<string, string>
    >;
    const lockfile = JSON.parse(readFileSync('package-lock.json', 'utf8')) as {
      packages: Record<string, { license?: unknown }>;
    };
    const blocks = { dependencies: 'production', devDependencies: 'development' } as const;
    for (const [block, scope] of Object.entries(blocks)) {
      for (const name of Object.keys(manifest[block] ?? {})) {
        const license = lockfile.packages[`node_modules/${name}`]?.license;
        assert.equal(verdict(policy, license, scope, 'distributed'), 'allowed', name);
      }
    }
  });
});
