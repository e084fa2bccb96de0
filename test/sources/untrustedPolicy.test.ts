import { strict as assert } from 'node:assert';
import { EVERY_NAME } from '../../src/core/index';
import { privatePackagesNearby } from '../../src/sources/untrustedPolicy';
import { tempFolder } from './support';
import type { TempFolder } from './support';

const lists = (name: string, more = ''): string => `version: 1\nprivate: [${name}]\n${more}`;

describe('the private names of a workspace that is not trusted', () => {
  let temp: TempFolder;
  beforeEach(() => {
    temp = tempFolder();
    temp.write('repo/.git/HEAD', '');
  });
  afterEach(() => temp.remove());

  const cases: readonly (readonly [
    title: string,
    files: Readonly<Record<string, string>>,
    expected: readonly string[],
  ])[] = [
    ['none without a policy', {}, []],
    ['those of the nearest policy', { 'ospo-policy.yaml': lists('own') }, ['own']],
    [
      'those of the files that it builds on, too, whatever builds on what',
      {
        'ospo-policy.yaml': lists('own', 'extends: [ospo/a.yaml, "ospo-lens:strict"]'),
        'ospo/a.yaml': lists('a', 'extends: [./b.yaml]'),
        'ospo/b.yaml': lists('b', 'extends: [../ospo-policy.yaml, ./a.yaml]'),
      },
      ['own', 'a', 'b'],
    ],
    [
      'all where a base is missing',
      { 'ospo-policy.yaml': lists('own', 'extends: ./none.yaml') },
      ['own', ...EVERY_NAME],
    ],
    [
      'all where a base stands outside of the repository',
      { 'ospo-policy.yaml': lists('own', 'extends: ../base.yaml'), '../base.yaml': lists('base') },
      ['own', ...EVERY_NAME],
    ],
    [
      'all where a base is a package, which nobody looks up',
      { 'ospo-policy.yaml': lists('own', 'extends: "@acme/policy"') },
      ['own', ...EVERY_NAME],
    ],
    [
      'all where a base stands on the web, which nobody asks',
      { 'ospo-policy.yaml': lists('own', `extends: https://example.com/p.yaml#sha256-${'0'.repeat(64)}`) },
      ['own', ...EVERY_NAME],
    ],
    ['all where the policy cannot be read', { 'ospo-policy.yaml/x': '' }, EVERY_NAME],
  ];
  for (const [title, files, expected] of cases)
    it(title, async () => {
      for (const [path, text] of Object.entries(files)) temp.write(`repo/${path}`, text);
      assert.deepEqual(await privatePackagesNearby(`${temp.path}/repo/app`), expected);
    });
});
