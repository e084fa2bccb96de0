import { strict as assert } from 'node:assert';
import fc from 'fast-check';
import semver from 'semver';
import { admitsBetween, isAtLeast, isAtMost, isInRange, isRange, isVersion } from '../../src/core/versions';

const number = fc.oneof(fc.nat(3), fc.constant(999_999_999), fc.constant(1_000_000_000));
const version = fc
  .tuple(number, number, number, fc.constantFrom('', '', '', '-rc.1', '+build', '-0'))
  .map(([major, minor, patch, rest]) => `${major}.${minor}.${patch}${rest}`);
const range = fc.oneof(
  fc.tuple(fc.constantFrom('', '^', '~', '>=', '<', '=', 'v'), version).map((parts) => parts.join('')),
  fc
    .array(
      fc.tuple(
        fc.constantFrom('', '^', '>=', '<=', '>', '<', '='),
        version,
        fc.constantFrom(' ', ' || ', '||', '  '),
      ),
    )
    .map((parts) =>
      parts
        .map((part) => part.join(''))
        .join('')
        .trim(),
    ),
  fc.constantFrom(
    '*',
    '',
    '1.x',
    '^1',
    '~0',
    '1 || 2',
    '>=1 <3',
    'latest',
    '01.2.3',
    '^ 1.2.3',
    '1.2',
    '1.0.0 || 1.1.0-liberty-2',
    '1.0.0 || 1.1.0-.x',
  ),
);
const odd = fc.oneof(version, fc.constantFrom('', 'v1.2.3', '1.2', '01.2.3', ' 1.2.3', '1.2.3.4', 'x'));

describe('core/versions', () => {
  it('knows versions and ranges as npm does', () => {
    fc.assert(
      fc.property(fc.oneof(odd, range), fc.boolean(), (text, loose) => {
        assert.equal(isVersion(text, loose), semver.valid(text, { loose }) !== null, text);
        assert.equal(isRange(text, loose), semver.validRange(text, { loose }) !== null, text);
      }),
      { numRuns: 2000 },
    );
  });

  it('finds versions in ranges as npm does', () => {
    fc.assert(
      fc.property(odd, range, fc.boolean(), fc.boolean(), (one, within, loose, includePrerelease) => {
        const options = { loose, includePrerelease };
        assert.equal(
          isInRange(one, within, options),
          semver.satisfies(one, within, options),
          `${one} in ${within}`,
        );
      }),
      { numRuns: 4000 },
    );
  });

  it('orders versions as npm does', () => {
    fc.assert(
      fc.property(version, version, (a, b) => {
        assert.equal(isAtLeast(a, b), semver.gte(a, b), `${a} ${b}`);
        assert.equal(isAtMost(a, b), semver.lte(a, b), `${a} ${b}`);
      }),
      { numRuns: 2000 },
    );
  });

  it('finds what lies between two versions as npm does', () => {
    fc.assert(
      fc.property(range, version, version, (within, from, to) => {
        fc.pre(semver.validRange(within) !== null && semver.lte(from, to));
        const expected = semver.intersects(within, `>=${from} <=${to}`);
        assert.equal(admitsBetween(within, from, to), expected, `${within}: ${from} to ${to}`);
      }),
      { numRuns: 2000 },
    );
  });
});
