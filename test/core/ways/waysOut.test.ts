import { strict as assert } from 'node:assert';
import type { Lockfile } from '../../../src/core/model';
import { npmLock, read } from '../helpers/scanned';
import { after, findingOn, fixesOn, judged, locked, titles } from './support';
import type { Scene } from './support';

const LICENSES = 'licenses: { allow: [permissive], deny: [network-copyleft] }';
const runs: Scene['runs'] = {
  bad: [
    ['1.0.0', '1.9.3', 'MIT'],
    ['2.0.0', '2.4.0', 'AGPL-3.0-only'],
  ],
};
const AGPL = { license: 'AGPL-3.0-only' };
const lib = { dependencies: { lib: '^1.0.0' } };
/** `lib` asks for `range` of `bad`, and gets `version`. */
const asks = (range: string, version = '2.0.0', more: Readonly<Record<string, object>> = {}): Lockfile =>
  npmLock({
    'node_modules/lib': { dependencies: { bad: range } },
    'node_modules/bad': { version, ...AGPL },
    ...more,
  });

async function ways(scene: Partial<Scene>, name = 'bad'): Promise<string[]> {
  return titles(
    await judged({ manifest: lib, lockfile: asks('^2.0.0'), runs, policy: LICENSES, ...scene }),
    name,
  );
}

describe('core/ways: which version is overridden by', () => {
  const rows: readonly (readonly [
    title: string,
    range: string,
    licenses: Scene['runs'],
    says: string | undefined,
  ])[] = [
    [
      'the last allowed one, outside of what is asked for',
      '^2.0.0',
      runs,
      'by ^1.9.3 (MIT), in package.json: outside of what lib asks for (^2.0.0), so test it',
    ],
    ['one that everybody asks for', '>=1', runs, 'by ^1.9.3 (MIT), in package.json'],
    [
      'an older one that fits rather than the newest that does not',
      '^2.0.0',
      {
        bad: [
          ['1.0.0', '2.0.5', 'MIT'],
          ['2.1.0', '2.4.0', 'AGPL-3.0-only'],
          ['3.0.0', '3.1.0', 'MIT'],
        ],
      },
      'by ~2.0.5 (MIT), in package.json',
    ],
    ['no version where none is known', '^2.0.0', {}, undefined],
    ['no version where all are stopped', '^2.0.0', { bad: [['1.0.0', '2.4.0', 'AGPL-3.0-only']] }, undefined],
    [
      'an exact version where a range would admit a stopped one',
      '>=1',
      {
        bad: [
          ['2.0.0', '2.0.1', 'AGPL-3.0-only'],
          ['2.0.2', '2.0.2', 'MIT'],
          ['2.0.3', '2.4.0', 'AGPL-3.0-only'],
        ],
      },
      'by 2.0.2 (MIT), in package.json',
    ],
    [
      'no version under another bad license',
      '^2.0.0',
      {
        bad: [
          ['1.0.0', '1.9.3', 'SEE LICENSE IN x'],
          ['2.0.0', '2.4.0', 'AGPL-3.0-only'],
        ],
      },
      undefined,
    ],
  ];
  for (const [title, range, licenses, says] of rows)
    it(title, async () => {
      const lockfile = asks(range, '2.1.0');
      const expected = says === undefined ? [] : [`Override bad ${says}`];
      assert.deepEqual(await ways({ lockfile, runs: licenses }), expected);
    });

  it('never admits what the lockfile shows to be stopped', async () => {
    const licenses = { bad: [['1.0.0', '1.9.3', 'MIT']] } as const;
    const lockfile = asks('>=1', '1.9.4');
    assert.deepEqual(await ways({ lockfile, runs: licenses }), [
      'Override bad by 1.9.3 (MIT), in package.json',
    ]);
  });

  it('is judged by name as well', async () => {
    const deny = (pattern: string) => `${LICENSES}\npackages: { deny: [{ package: '${pattern}' }] }`;
    assert.deepEqual(await ways({ policy: deny('bad') }), []);
    assert.deepEqual(await ways({ policy: deny('bad@1.9.3') }), [
      'Override bad by ~1.0.0 (MIT), in package.json: outside of what lib asks for (^2.0.0), so test it',
    ]);
  });

  it('is one that the lockfile has elsewhere, where nothing else is known', async () => {
    const lockfile = npmLock({
      'node_modules/lib': { dependencies: { bad: '^2.0.0' } },
      'node_modules/bad': { version: '2.0.0', ...AGPL },
      'node_modules/old': { dependencies: { bad: '^1.0.0' } },
      'node_modules/old/node_modules/bad': { version: '1.2.0' },
    });
    const manifest = { dependencies: { lib: '^1.0.0', old: '^1.0.0' } };
    assert.deepEqual(await ways({ manifest, lockfile, runs: {} }), [
      'Override bad by 1.2.0 (MIT), in package.json: outside of what lib asks for (^2.0.0), so test it',
    ]);
  });

  it('says who else is not known to work with it', async () => {
    const lockfile = npmLock({
      'node_modules/lib': { dependencies: { bad: '^2.0.0' } },
      'node_modules/other': { dependencies: { bad: '^2.1.0' } },
      'node_modules/open': { dependencies: { bad: '*' } },
      'node_modules/bad': { version: '2.1.0', ...AGPL },
    });
    assert.deepEqual(
      await ways({ manifest: { dependencies: { lib: '^1.0.0', other: '^1.0.0' } }, lockfile }),
      [
        'Override bad by ^1.9.3 (MIT), in package.json: outside of what lib (^2.0.0) and 1 other ask for, so test it',
      ],
    );
  });
});

/** `lib` brings bad 2.0.0, `old` brings bad 1.2.0, which may stay. */
const two: Readonly<Record<string, Lockfile>> = {
  npm: npmLock({
    'node_modules/lib': { dependencies: { bad: '^2.0.0' } },
    'node_modules/lib/node_modules/bad': { version: '2.0.0', ...AGPL },
    'node_modules/old': { dependencies: { bad: '^1.0.0' } },
    'node_modules/bad': { version: '1.2.0' },
  }),
  yarn: read(
    'yarn.lock',
    '# yarn lockfile v1\n\n\nbad@^1.0.0:\n  version "1.2.0"\n\nbad@^2.0.0:\n  version "2.0.0"\n\nlib@^1.0.0:\n  version "1.0.0"\n  dependencies:\n    bad "^2.0.0"\n\nold@^1.0.0:\n  version "1.0.0"\n  dependencies:\n    bad "^1.0.0"\n',
  ),
  berry: read(
    'yarn.lock',
    '__metadata:\n  version: 8\n\n"bad@npm:^1.0.0":\n  version: 1.2.0\n  resolution: "bad@npm:1.2.0"\n\n"bad@npm:^2.0.0":\n  version: 2.0.0\n  resolution: "bad@npm:2.0.0"\n\n"lib@npm:^1.0.0":\n  version: 1.0.0\n  resolution: "lib@npm:1.0.0"\n  dependencies:\n    bad: "npm:^2.0.0"\n\n"old@npm:^1.0.0":\n  version: 1.0.0\n  resolution: "old@npm:1.0.0"\n  dependencies:\n    bad: "npm:^1.0.0"\n',
  ),
  pnpm: read(
    'pnpm-lock.yaml',
    "lockfileVersion: '9.0'\n\nimporters:\n\n  .:\n    dependencies:\n      lib:\n        specifier: ^1.0.0\n        version: 1.0.0\n      old:\n        specifier: ^1.0.0\n        version: 1.0.0\n\npackages:\n\n  bad@1.2.0:\n    resolution: {integrity: sha512-x}\n\n  bad@2.0.0:\n    resolution: {integrity: sha512-x}\n\n  lib@1.0.0:\n    resolution: {integrity: sha512-x}\n\n  old@1.0.0:\n    resolution: {integrity: sha512-x}\n\nsnapshots:\n\n  bad@1.2.0: {}\n\n  bad@2.0.0: {}\n\n  lib@1.0.0:\n    dependencies:\n      bad: 2.0.0\n\n  old@1.0.0:\n    dependencies:\n      bad: 1.2.0\n",
  ),
  bun: read(
    'bun.lock',
    '{ "lockfileVersion": 1, "workspaces": { "": { "dependencies": { "lib": "^1.0.0", "old": "^1.0.0" } } }, "packages": { "bad": ["bad@1.2.0", "", {}, ""], "lib": ["lib@1.0.0", "", { "dependencies": { "bad": "^2.0.0" } }, ""], "old": ["old@1.0.0", "", { "dependencies": { "bad": "^1.0.0" } }, ""], "lib/bad": ["bad@2.0.0", "", {}, ""] } }',
  ),
};

describe('core/ways: below which packages an override holds', () => {
  const manifest = {
    dependencies: { lib: '^1.0.0', old: '^1.0.0' },
    packageManager: 'pnpm@9.1.0',
  };
  const policy = `${LICENSES}
packages: { approve: [{ package: bad@1 }], deny: [{ package: bad@2 }] }`;
  const rows: readonly (readonly [string, object])[] = [
    ['npm', { overrides: { lib: { bad: '^1.9.3' } } }],
    ['yarn', { resolutions: { '**/lib/bad': '^1.9.3' } }],
    ['berry', { resolutions: { 'lib/bad': '^1.9.3' } }],
    ['pnpm', { pnpm: { overrides: { 'lib>bad': '^1.9.3' } } }],
  ];
  for (const [manager, added] of rows)
    it(`${manager}: what asks for the stopped version, where another one may stay`, async () => {
      const lockfile = two[manager] ?? assert.fail();
      const scene = await judged({ manifest, lockfile, runs, policy });
      const fix = fixesOn(scene, 'bad').at(-1);
      assert.match(fix?.title ?? '', /^Override bad below lib by \^1\.9\.3 \(MIT\), in package\.json: /);
      assert.deepEqual(JSON.parse(after(scene, fix)), { ...manifest, ...added });
    });

  it('bun: none, for it knows no such override; the version that may stay does for all', async () => {
    const scene = await judged({ manifest, lockfile: two['bun'] ?? assert.fail(), runs, policy });
    const [fix] = fixesOn(scene, 'bad');
    assert.equal(
      fix?.title,
      'Override bad by 1.2.0, in package.json: outside of what lib asks for (^2.0.0), so test it',
    );
  });

  it('npm: keeps the version that a parent is overridden by', async () => {
    const overridden = { ...manifest, overrides: { lib: '1.0.0' } };
    const scene = await judged({ manifest: overridden, lockfile: two['npm'] ?? assert.fail(), runs, policy });
    assert.deepEqual(JSON.parse(after(scene, fixesOn(scene, 'bad')[0])), {
      ...manifest,
      overrides: { lib: { '.': '1.0.0', bad: '^1.9.3' } },
    });
  });

  it('npm: not the root, which names it itself', async () => {
    const lockfile = npmLock({
      '': { devDependencies: { bad: '^2.0.0' } },
      'node_modules/lib': { dependencies: { bad: '^2.0.0' } },
      'node_modules/bad': { version: '2.0.0', ...AGPL },
    });
    const named = { ...lib, devDependencies: { bad: '^2.0.0' } };
    assert.deepEqual(await ways({ manifest: named, lockfile }), [
      'Override bad below lib by ^1.9.3 (MIT), in package.json: outside of what lib asks for (^2.0.0), so test it',
    ]);
  });

  it('is not known of a package under another name', async () => {
    const lockfile = npmLock({
      'node_modules/lib': { dependencies: { worse: 'npm:bad@^2.0.0' } },
      'node_modules/worse': { name: 'bad', version: '2.0.0', ...AGPL },
    });
    assert.deepEqual(await ways({ lockfile }), []);
  });
});

describe('core/ways: packages that are not of a registry', () => {
  const fork = { resolved: 'git+ssh://git@git.example.com/somebody/bad.git#0123456' };

  it('are not overridden by what a registry has under the name', async () => {
    const lockfile = npmLock({
      'node_modules/lib': { dependencies: { bad: 'somebody/bad' } },
      'node_modules/bad': { version: '2.0.0', ...AGPL, ...fork },
    });
    assert.deepEqual(await ways({ lockfile }), []);
  });

  it('are no version to override by', async () => {
    const lockfile = npmLock({
      'node_modules/lib': { dependencies: { bad: '^2.0.0' } },
      'node_modules/lib/node_modules/bad': { version: '2.0.0', ...AGPL },
      'node_modules/old': { dependencies: { bad: 'somebody/bad' } },
      'node_modules/bad': { version: '1.2.0', ...fork },
    });
    const manifest = { dependencies: { lib: '^1.0.0', old: '^1.0.0' } };
    assert.deepEqual(await ways({ manifest, lockfile, runs: {} }), []);
  });
});

describe('core/ways: other packages', () => {
  const instead = (replaces: string, ...use: readonly string[]): string =>
    `${LICENSES}\nalternatives: [{ package: ${replaces}, use: [${use.join(', ')}] }]`;

  it('overrides by what the policy calls a drop-in replacement', async () => {
    const policy = instead(
      'bad',
      '{ name: good, range: ^3.0.0, drop-in: true }',
      '{ name: better, range: ^1.0.0 }',
    );
    const scene = await judged({ manifest: lib, lockfile: locked.npm, policy });
    const [fix, ...others] = fixesOn(scene, 'bad');
    assert.deepEqual(
      [fix?.title, others.length],
      ['Override bad by good ^3.0.0, an approved drop-in replacement, in package.json', 0],
    );
    assert.deepEqual(JSON.parse(after(scene, fix)), { ...lib, overrides: { bad: 'npm:good@^3.0.0' } });
  });

  it('replaces the dependency that brings it, where that ends it', async () => {
    const policy = instead('lib', '{ name: good, range: ^3.0.0 }');
    const scene = await judged({ manifest: lib, lockfile: locked.npm, policy });
    const [fix] = fixesOn(scene, 'bad');
    assert.equal(fix?.title, 'Replace lib by good ^3.0.0');
    assert.deepEqual(JSON.parse(after(scene, fix)), { dependencies: { good: '^3.0.0' } });
  });

  it('does not, where another dependency brings it or the other package does', async () => {
    const policy = instead('lib', '{ name: good, range: ^3.0.0 }');
    const manifest = { dependencies: { lib: '^1.0.0', too: '^1.0.0' } };
    const both = asks('^2.0.0', '2.0.0', { 'node_modules/too': { dependencies: { bad: '*' } } });
    assert.deepEqual(await ways({ manifest, lockfile: both, policy, runs: {} }), []);
    const good = asks('^2.0.0', '2.0.0', { 'node_modules/good': { dependencies: { bad: '*' } } });
    assert.deepEqual(await ways({ lockfile: good, policy, runs: {} }), []);
  });
});

describe('core/ways: another version of the dependency', () => {
  const withOther = (other: object, more: Readonly<Record<string, object>> = {}): Lockfile =>
    asks('^2.0.0', '2.0.0', { 'packages/a/node_modules/lib': { version: '2.0.0', ...other }, ...more });

  it('that the lockfile has elsewhere, and that brings nothing which is stopped', async () => {
    const lockfile = withOther({ dependencies: { fine: '1' } }, { 'node_modules/fine': {} });
    const scene = await judged({ manifest: lib, lockfile, policy: LICENSES });
    const [fix] = fixesOn(scene, 'bad');
    assert.equal(
      fix?.title,
      'Use lib 2.0.0, which the lockfile has elsewhere: it brings nothing that the policy stops',
    );
    assert.deepEqual(JSON.parse(after(scene, fix)), { dependencies: { lib: '2.0.0' } });
  });

  const refused: readonly (readonly [title: string, lockfile: Lockfile])[] = [
    ['brings the same package', withOther({ dependencies: { bad: '^2.0.0' } })],
    ['is stopped itself', withOther(AGPL)],
    [
      'brings another one that is stopped',
      withOther({ dependencies: { silent: '1' } }, { 'node_modules/silent': { license: undefined } }),
    ],
  ];
  for (const [title, lockfile] of refused)
    it(`is no way out where it ${title}`, async () => {
      assert.deepEqual(await ways({ lockfile, runs: {} }), []);
    });
});

describe('core/ways: what is asked', () => {
  it('nothing, where nothing is stopped or the way would be told together with others', async () => {
    const fine = await judged({
      manifest: lib,
      lockfile: asks('^2.0.0'),
      policy: 'licenses: { allow: [AGPL-3.0-only, MIT] }',
    });
    assert.deepEqual(fine.asked, []);
    const lockfile = npmLock({
      'node_modules/lib': { dependencies: { one: '1', two: '1' } },
      'node_modules/one': { license: undefined },
      'node_modules/two': { license: undefined },
    });
    const silent = await judged({
      manifest: lib,
      lockfile,
      runs: { one: [['0.9.0', '0.9.0', 'MIT']] },
      policy: LICENSES,
    });
    assert.deepEqual([silent.asked, findingOn(silent, 'one').via?.ways], [[], undefined]);
  });

  it('of each package once, and of a private one nothing that is public', async () => {
    const lockfile = npmLock({
      'node_modules/lib': { dependencies: { '@own/bad': '^2.0.0', bad: '^2.0.0' } },
      'node_modules/@own/bad': { version: '2.0.0', ...AGPL },
      'node_modules/bad': { version: '2.0.0', ...AGPL },
    });
    const scene = await judged({
      manifest: { ...lib, optionalDependencies: { lib: '^1.0.0' } },
      lockfile,
      runs: { ...runs, '@own/bad': [['1.0.0', '1.0.0', 'MIT']] },
      policy: LICENSES,
    });
    assert.deepEqual(scene.asked, ['@own/bad@2.0.0', 'bad@2.0.0']);
    assert.deepEqual([titles(scene, '@own/bad').length, titles(scene, 'bad').length], [0, 1]);
  });
});
