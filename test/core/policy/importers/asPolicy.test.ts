import { strict as assert } from 'node:assert';
import { decideReading } from '../../../../src/core/licenses/decide';
import { readLicense } from '../../../../src/core/licenses/read';
import type { DependencyScope, Verdict } from '../../../../src/core/model';
import { dependencyReviewAsPolicy } from '../../../../src/core/policy/importers/asPolicy';

const ORIGIN = '.github/dependency-review-config.yml';

describe('dependencyReviewAsPolicy', () => {
  const allowing = 'allow-licenses: [MIT, Apache-2.0]\ndeny-packages: pkg:npm/left-pad';
  const denying = 'deny-licenses: [GPL-3.0-only]\nfail-on-scopes: [runtime, development]';
  const rows: readonly [config: string, license: string, scope: DependencyScope, Verdict][] = [
    [allowing, 'MIT', 'production', 'allowed'],
    [allowing, 'Apache-2.0 AND MIT', 'production', 'allowed'],
    [allowing, 'MIT OR GPL-3.0-only', 'production', 'allowed'],
    [allowing, 'GPL-3.0-only', 'production', 'denied'],
    [allowing, 'GPL-3.0-only', 'development', 'allowed'],
    [allowing, 'Custom', 'production', 'review'],
    [allowing, 'NOASSERTION', 'production', 'unknown'],
    [denying, 'GPL-3.0-only', 'production', 'denied'],
    [denying, 'GPL-3.0-only', 'development', 'denied'],
    [denying, 'AGPL-3.0-only', 'production', 'allowed'],
    ['base-ref: main', 'MIT', 'production', 'review'],
  ];
  for (const [config, license, scope, expected] of rows) {
    it(`${config.split(':')[0] ?? ''}: ${license} in ${scope} → ${expected}`, () => {
      const { value } = dependencyReviewAsPolicy(config, ORIGIN);
      const subject = { scope, shipping: value.shipping, manifestPath: 'package.json', packageName: 'a' };
      assert.equal(decideReading(readLicense(license), value, subject).verdict, expected);
    });
  }

  it('names the configuration in its clauses, and its losses as information', () => {
    const { value, problems } = dependencyReviewAsPolicy(`${allowing}\nallow-ghsas: [GHSA-x]`, ORIGIN);
    assert.deepEqual(value.packageRules[0]?.clause, { path: 'deny-packages', policy: ORIGIN });
    assert.deepEqual(value.licenseRules.at(-1)?.clause, { path: 'allow-licenses', policy: ORIGIN });
    assert.deepEqual(problems, [
      {
        code: 'import.loss',
        severity: 'information',
        message: 'allow-ghsas: single advisories cannot be excepted.',
        file: ORIGIN,
      },
    ]);
  });
});
