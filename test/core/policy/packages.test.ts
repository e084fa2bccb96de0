import { strict as assert } from 'node:assert';
import { matchesPackage, parsePackagePattern, printPackagePattern } from '../../../src/core/policy/packages';

describe('parsePackagePattern', () => {
  const cases: readonly [text: string, printed: string | undefined][] = [
    ['left-pad', 'left-pad'],
    [' left-pad ', 'left-pad'],
    ['JSONStream', 'JSONStream'],
    ['@acme/ui', '@acme/ui'],
    ['@acme/*', '@acme/*'],
    ['@acme', '@acme/*'],
    ['acme-*', 'acme-*'],
    ['event-stream@3.3.6', 'event-stream@3.3.6'],
    ['@acme/ui@^1 || ^2', '@acme/ui@^1 || ^2'],
    ['sharp@>=0.30 <0.34', 'sharp@>=0.30 <0.34'],
    ['pkg:npm/event-stream@3.3.6', 'event-stream@3.3.6'],
    ['pkg:npm/%40acme/ui@1.2.3', '@acme/ui@1.2.3'],
    ['pkg:npm/@acme/ui', '@acme/ui'],
    ['pkg:npm/@acme/ui@1.0.0', '@acme/ui@1.0.0'],
    ['pkg:npm/%40acme%2Fui', '@acme/ui'],
    ['pkg:npm/%40acme%2Fui@1.2.3', '@acme/ui@1.2.3'],
    ['pkg:npm/@acme/', '@acme/*'],
    ['pkg:npm/JSONStream', 'JSONStream'],
    ['PKG:npm/left-pad', 'left-pad'],
    ['pkg:npm/left-pad?download_url=x#sub', 'left-pad'],
    ['pkg:pypi/requests@2', 'pkg:pypi/requests@2'],
    ['pkg:maven/org.acme/core', 'pkg:maven/org.acme/core'],
    ['', undefined],
    ['pkg:', undefined],
    ['pkg:npm', undefined],
    ['pkg:npm/left-pad@nonsense', undefined],
    ['pkg:npm/%zz', undefined],
    ['left-pad@', undefined],
    ['left-pad@latest', undefined],
    ['a/b', undefined],
    ['@acme/', undefined],
    ['@acme/ui/deep', undefined],
    ['left pad', undefined],
  ];
  for (const [text, printed] of cases) {
    it(`${JSON.stringify(text)} → ${printed ?? 'no pattern'}`, () => {
      const pattern = parsePackagePattern(text);
      assert.equal(pattern && printPackagePattern(pattern), printed);
    });
  }
});

describe('matchesPackage', () => {
  const cases: readonly [
    pattern: string,
    name: string,
    version: string | undefined,
    boolean | 'unknown-version',
  ][] = [
    ['a', 'a', undefined, true],
    ['a', 'A', undefined, false],
    ['a', 'ab', '1.0.0', false],
    ['@acme/*', '@acme/ui', undefined, true],
    ['@acme/*', '@acmee/ui', undefined, false],
    ['*', '@acme/ui', undefined, false],
    ['acme-*', 'acme-ui', '1.0.0', true],
    ['a@1.2.3', 'a', '1.2.3', true],
    ['a@1.2.3', 'a', '1.2.4', false],
    ['a@1.2.3', 'a', undefined, 'unknown-version'],
    ['a@1.2.3', 'a', 'github:x/y', 'unknown-version'],
    ['a@1.2.3', 'b', undefined, false],
    ['a@^1', 'a', '1.5.0-beta.1', true],
    ['a@^1', 'a', '2.0.0-alpha', false],
    ['a@>=2', 'a', '2.0.0-alpha', true],
    ['a@>=2.0.0', 'a', '2.0.0-alpha', false],
    ['a@>=2.0.0-0', 'a', '2.0.0-alpha', true],
    ['pkg:npm/%40acme/ui@1.2.3', '@acme/ui', '1.2.3', true],
    ['pkg:pypi/requests', 'requests', '1.0.0', false],
  ];
  for (const [text, name, version, expected] of cases) {
    it(`${text} on ${name} ${version ?? '(unknown)'} → ${expected}`, () => {
      const pattern = parsePackagePattern(text);
      assert.ok(pattern);
      assert.equal(matchesPackage(pattern, name, version), expected);
    });
  }
});
