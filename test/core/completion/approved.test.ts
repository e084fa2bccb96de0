import { strict as assert } from 'node:assert';
import {
  adviceText,
  approvedLabel,
  approvedPackages,
  blockAt,
  fitOf,
  purposeText,
} from '../../../src/core/index';
import { policy } from './support';

const approved = approvedPackages(policy);

describe('approved packages', () => {
  it('are listed once each, as the policy ranks them, with what they are for', () => {
    assert.deepEqual(
      approved.map((one) => `${one.choice.name} ${one.choice.range}: ${purposeText(one)}`),
      [
        'date-fns ^4.1.0: Dates and times, instead of moment',
        'luxon ^3.0.0: Dates and times, instead of moment',
        'undici ^7.16.0: HTTP client, instead of request',
        'ky ^1.0.0: HTTP client',
      ],
    );
  });

  const searches: readonly (readonly [typed: string, wide: boolean, expected: string])[] = [
    ['', true, 'date-fns luxon undici ky'],
    ['date', true, 'date-fns luxon'],
    ['DATES times', true, 'date-fns luxon'],
    ['moment', true, 'date-fns luxon'],
    ['fns', true, 'date-fns'],
    ['ns', true, ''],
    ['zones', true, 'luxon'],
    ['zones', false, ''],
    ['http und', true, 'undici'],
    ['http zones', true, ''],
  ];
  for (const [typed, wide, expected] of searches)
    it(`are found by "${typed}"${wide ? '' : ' while a name is typed'}`, () => {
      const found = approved.filter((one) => fitOf(one, typed, wide) !== undefined);
      assert.equal(found.map(({ choice }) => choice.name).join(' '), expected);
    });

  it('fit better by their name than by their need', () => {
    const fits = approved.map((one) => fitOf(one, 'date', true));
    assert.deepEqual(fits, [0, 1, undefined, undefined]);
  });

  it('read well', () => {
    const [first, , undici] = approved;
    assert.ok(first && undici);
    assert.equal(adviceText(first.choice), 'Small and maintained.');
    assert.equal(
      approvedLabel(first.choice, 'Dates and times'),
      'date-fns ^4.1.0, approved for Dates and times. Small and maintained.',
    );
    assert.equal(approvedLabel(undici.choice, 'HTTP client'), 'undici ^7.16.0, approved for HTTP client');
  });
});

describe('the block at the cursor', () => {
  const cases: readonly (readonly [marked: string, expected: string | undefined])[] = [
    ['{ "dependencies": { "a": "1"| } }', 'production'],
    ['{ "dependencies": {}, "devDependencies": {| } }', 'development'],
    ['{ "devDependencies": { "a"|: "1" } }', 'development'],
    ['{ "devDependencies"|: { "a": "1" } }', undefined],
    ['{ "scripts": { "a|": "1" } }', undefined],
  ];
  for (const [marked, expected] of cases)
    it(marked, () => assert.equal(blockAt(marked.replace('|', ''), marked.indexOf('|')), expected));
});
