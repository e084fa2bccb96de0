import { strict as assert } from 'node:assert';
import { parseManifest } from '../../../src/core/manifests/packageJson';
import type { Lockfile, PublishedVersion } from '../../../src/core/model';
import { versionWords } from '../../../src/core/present/versionText';
import { versionsWithout } from '../../../src/core/ways/versionsWithout';
import { npmLock, stated } from '../helpers/scanned';
import { findingOn, judged } from './support';

const POLICY = 'licenses: { allow: [permissive], deny: [network-copyleft] }';
const AGPL = { license: 'AGPL-3.0-only' };

/** `lib 1.4.0` brings `bad 2.0.0` through `between`, and `fine` beside it. */
const lockfile = npmLock({
  'node_modules/lib': { version: '1.4.0', dependencies: { between: '^1.0.0', fine: '^1.0.0' } },
  'node_modules/between': { dependencies: { bad: '^2.0.0' } },
  'node_modules/bad': { version: '2.0.0', ...AGPL },
  'node_modules/fine': { version: '1.1.0' },
});

const version = (name: string, requires: Readonly<Record<string, string>> = {}, more: object = {}) => ({
  version: name,
  license: 'MIT',
  deprecated: false,
  requires,
  ...more,
});

/** `2.0.0 as ^2.0.0`, with `?x` for what is open. */
async function found(published: readonly PublishedVersion[], locked: Lockfile = lockfile): Promise<string[]> {
  const manifest = { dependencies: { lib: '^1.0.0' } };
  const scene = await judged({
    manifest,
    lockfile: locked,
    runs: {
      bad: [
        ['1.0.0', '1.9.3', 'MIT'],
        ['2.0.0', '2.4.0', 'AGPL-3.0-only'],
      ],
    },
    policy: POLICY,
  });
  return versionsWithout({
    finding: findingOn(scene, 'bad'),
    published: { versions: published, from: 'npm registry', date: '2026-11-23T08:00:00Z' },
    locked: { lockfile: locked, folder: '', stated },
    policy: scene.report.policy,
    manifest: parseManifest(scene.text).value,
    manifestPath: 'package.json',
    now: '2026-11-23T08:00:00Z',
    privacy: undefined,
  }).map(({ version: name, range, open }) =>
    [`${name} as ${range}`, ...open.map((each) => `?${each}`)].join(' '),
  );
}

describe('core/ways: versions of a dependency without a package', () => {
  const rows: readonly (readonly [
    title: string,
    published: readonly PublishedVersion[],
    expected: readonly string[],
  ])[] = [
    ['that require nothing', [version('2.0.0')], ['2.0.0 as ^2.0.0']],
    [
      'older ones, too, the newest first',
      [version('0.9.0'), version('2.0.0')],
      ['2.0.0 as ^2.0.0', '0.9.0 as ^0.9.0'],
    ],
    [
      'that require what the lockfile has without it',
      [version('2.0.0', { fine: '^1.1.0' })],
      ['2.0.0 as ^2.0.0'],
    ],
    ['and none that requires who brings it', [version('2.0.0', { between: '^1.0.0' })], []],
    ['nor the package itself', [version('2.0.0', { bad: '^2.0.0' })], []],
    ['nor any version of it that may be stopped', [version('2.0.0', { bad: '>=1' })], []],
    ['but an allowed version of it', [version('2.0.0', { bad: '^1.9.3' })], ['2.0.0 as ^2.0.0']],
    [
      'with what is not known',
      [version('2.0.0', { fine: '^1.0.0', new: '1', between: '^2.0.0' })],
      ['2.0.0 as ^2.0.0 ?between ?new'],
    ],
    ['not the one in use', [version('1.4.0')], []],
    [
      'not one that the policy stops',
      [version('2.0.0', {}, AGPL), version('1.0.0', {}, { license: undefined })],
      [],
    ],
    [
      'not one that is not released, or deprecated',
      [version('2.0.0-rc.1'), version('2.0.0', {}, { deprecated: true })],
      [],
    ],
  ];
  for (const [title, published, expected] of rows)
    it(title, async () => assert.deepEqual(await found(published), expected));

  it('as ranges that admit no other version', async () => {
    assert.deepEqual(await found([version('2.0.0'), version('2.1.0'), version('2.2.0', { bad: '*' })]), [
      '2.1.0 as ~2.1.0',
      '2.0.0 as ~2.0.0',
    ]);
    assert.deepEqual(await found([version('2.0.0'), version('2.0.1', { bad: '*' })]), ['2.0.0 as 2.0.0']);
  });

  it('says what is known of a version, and what is not', async () => {
    const scene = await judged({ manifest: { dependencies: { lib: '^1.0.0' } }, lockfile, policy: POLICY });
    const finding = findingOn(scene, 'bad');
    const one = { version: '2.0.0', range: '^2.0.0', license: 'MIT', open: [] as string[] };
    assert.deepEqual(
      [
        versionWords.description(one, true),
        versionWords.detail(one, finding),
        versionWords.detail({ ...one, open: ['a'] }, finding),
        versionWords.detail({ ...one, open: ['a', 'b', 'c', 'd'] }, finding),
        versionWords.which(finding),
        versionWords.which({ ...finding, via: { ...(finding.via ?? assert.fail()), otherPaths: 1 } }),
        versionWords.none(finding),
      ],
      [
        'upgrade · MIT',
        'Does not bring bad, as far as registry and lockfile tell.',
        'Does not ask for bad. Not known: what a brings.',
        'Does not ask for bad. Not known: what a, b, c and 1 more bring.',
        'Which version of lib?',
        'Which version of lib? 1 other path to bad may stay.',
        'No published version of lib is known to do without bad 2.0.0.',
      ],
    );
  });
});
