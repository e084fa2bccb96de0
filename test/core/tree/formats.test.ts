import { strict as assert } from 'node:assert';
import { parseManifest } from '../../../src/core/manifests/packageJson';
import { pathTo, scopeOf, treeOf } from '../../../src/core/tree/reach';
import { read } from '../helpers/scanned';

/**
 * One project as each package manager locks it: express-like a needs b 1 and @s/c; the manifest has b 2 itself; f is for
 * one platform, p a peer; old is an alias of real. `a › b 1.0.0` must be found, not the b that the manifest names.
 */
const manifest = {
  dependencies: { a: '^1.0.0', b: '^2.0.0', old: 'npm:real@^5.0.0' },
  devDependencies: { d: '^1.0.0' },
};

const npm3 = JSON.stringify({
  lockfileVersion: 3,
  packages: {
    '': manifest,
    'node_modules/a': {
      version: '1.0.0',
      dependencies: { b: '^1.0.0', '@s/c': '^4.0.0' },
      optionalDependencies: { f: '^2.0.0' },
      peerDependencies: { p: '*' },
    },
    'node_modules/a/node_modules/b': { version: '1.0.0' },
    'node_modules/b': { version: '2.0.0' },
    'node_modules/@s/c': { version: '4.0.0', dependencies: { a: '^1.0.0' } },
    'node_modules/f': { version: '2.0.0', os: ['darwin'] },
    'node_modules/p': { version: '3.0.0' },
    'node_modules/old': { name: 'real', version: '5.0.0', dependencies: { b: '^2.0.0' } },
    'node_modules/d': { version: '1.0.0', dev: true, dependencies: { b: '^1.0.0' } },
    'node_modules/d/node_modules/b': { version: '1.0.0', dev: true },
  },
});

const npm1 = JSON.stringify({
  lockfileVersion: 1,
  dependencies: {
    a: {
      version: '1.0.0',
      requires: { b: '^1.0.0', '@s/c': '^4.0.0', f: '^2.0.0', p: '*' },
      dependencies: { b: { version: '1.0.0' } },
    },
    b: { version: '2.0.0' },
    '@s/c': { version: '4.0.0', requires: { a: '^1.0.0' } },
    f: { version: '2.0.0', optional: true },
    p: { version: '3.0.0' },
    old: { version: 'npm:real@5.0.0', requires: { b: '^2.0.0' } },
    d: { version: '1.0.0', dev: true, requires: { b: '^1.0.0' }, dependencies: { b: { version: '1.0.0' } } },
  },
});

const pnpm9 = `lockfileVersion: '9.0'

importers:

  .:
    dependencies:
      a:
        specifier: ^1.0.0
        version: 1.0.0(p@3.0.0)
      b:
        specifier: ^2.0.0
        version: 2.0.0
      old:
        specifier: npm:real@^5.0.0
        version: real@5.0.0
    devDependencies:
      d:
        specifier: ^1.0.0
        version: 1.0.0

packages:

  '@s/c@4.0.0':
    resolution: {integrity: sha512-x}

  a@1.0.0:
    resolution: {integrity: sha512-x}
    peerDependencies:
      p: '*'

  b@1.0.0:
    resolution: {integrity: sha512-x}

  b@2.0.0:
    resolution: {integrity: sha512-x}

  d@1.0.0:
    resolution: {integrity: sha512-x}

  f@2.0.0:
    resolution: {integrity: sha512-x}
    os: [darwin]

  p@3.0.0:
    resolution: {integrity: sha512-x}

  real@5.0.0:
    resolution: {integrity: sha512-x}

snapshots:

  '@s/c@4.0.0(p@3.0.0)':
    dependencies:
      a: 1.0.0(p@3.0.0)
      ui: link:packages/ui

  a@1.0.0(p@3.0.0):
    dependencies:
      '@s/c': 4.0.0(p@3.0.0)
      b: 1.0.0
      p: 3.0.0
    optionalDependencies:
      f: 2.0.0

  b@1.0.0: {}

  b@2.0.0: {}

  d@1.0.0:
    dependencies:
      b: 1.0.0

  f@2.0.0:
    optional: true

  p@3.0.0: {}

  real@5.0.0:
    dependencies:
      b: 2.0.0
`;

const pnpm6 = `lockfileVersion: '6.0'

dependencies:
  a:
    specifier: ^1.0.0
    version: 1.0.0(p@3.0.0)
  b:
    specifier: ^2.0.0
    version: 2.0.0
  old:
    specifier: npm:real@^5.0.0
    version: /real@5.0.0

devDependencies:
  d:
    specifier: ^1.0.0
    version: 1.0.0

packages:

  /@s/c@4.0.0(p@3.0.0):
    resolution: {integrity: sha512-x}
    dependencies:
      a: 1.0.0(p@3.0.0)

  ? /a@1.0.0(p@3.0.0)
  : resolution: {integrity: sha512-x}
    peerDependencies:
      p: '*'
    dependencies:
      '@s/c': 4.0.0(p@3.0.0)
      b: 1.0.0
      p: 3.0.0
    optionalDependencies:
      f: 2.0.0

  /b@1.0.0:
    resolution: {integrity: sha512-x}

  /b@2.0.0:
    resolution: {integrity: sha512-x}

  /d@1.0.0:
    resolution: {integrity: sha512-x}
    dependencies:
      b: 1.0.0
    dev: true

  /f@2.0.0:
    resolution: {integrity: sha512-x}
    os: [darwin]
    optional: true

  /p@3.0.0:
    resolution: {integrity: sha512-x}

  /real@5.0.0:
    resolution: {integrity: sha512-x}
    dependencies:
      b: 2.0.0
`;

const pnpm5 = `lockfileVersion: 5.4

specifiers:
  a: ^1.0.0
  b: ^2.0.0
  d: ^1.0.0
  old: npm:real@^5.0.0

dependencies:
  a: 1.0.0_p@3.0.0
  b: 2.0.0
  old: /real/5.0.0

devDependencies:
  d: 1.0.0

packages:

  /@s/c/4.0.0_p@3.0.0:
    resolution: {integrity: sha512-x}
    dependencies:
      a: 1.0.0_p@3.0.0

  /a/1.0.0_p@3.0.0:
    resolution: {integrity: sha512-x}
    dependencies:
      '@s/c': 4.0.0_p@3.0.0
      b: 1.0.0
      p: 3.0.0
    optionalDependencies:
      f: 2.0.0

  /b/1.0.0:
    resolution: {integrity: sha512-x}

  /b/2.0.0:
    resolution: {integrity: sha512-x}

  /d/1.0.0:
    resolution: {integrity: sha512-x}
    dependencies:
      b: 1.0.0
    dev: true

  /f/2.0.0:
    resolution: {integrity: sha512-x}
    os: [darwin]

  /p/3.0.0:
    resolution: {integrity: sha512-x}

  /real/5.0.0:
    resolution: {integrity: sha512-x}
    dependencies:
      b: 2.0.0
`;

const yarn1 = `# yarn lockfile v1


"@s/c@^4.0.0":
  version "4.0.0"
  dependencies:
    a "^1.0.0"

a@^1.0.0:
  version "1.0.0"
  dependencies:
    "@s/c" "^4.0.0"
    b "^1.0.0"
    p "*"
  optionalDependencies:
    f "^2.0.0"

b@^1.0.0:
  version "1.0.0"

b@^2.0.0:
  version "2.0.0"

d@^1.0.0:
  version "1.0.0"
  dependencies:
    b "^1.0.0"

f@^2.0.0:
  version "2.0.0"

"old@npm:real@^5.0.0":
  version "5.0.0"
  dependencies:
    b "^2.0.0"

p@*:
  version "3.0.0"
`;

/** f is asked for by a range that a resolution of the root replaced by an exact version. */
const berry = `__metadata:
  version: 8
  cacheKey: 10c0

"@s/c@npm:^4.0.0":
  version: 4.0.0
  resolution: "@s/c@npm:4.0.0"
  dependencies:
    a: "npm:^1.0.0"
  languageName: node
  linkType: hard

"a@npm:^1.0.0":
  version: 1.0.0
  resolution: "a@npm:1.0.0"
  dependencies:
    "@s/c": "npm:^4.0.0"
    b: "npm:^1.0.0"
    f: "npm:^1.0.0"
    p: "npm:*"
  dependenciesMeta:
    f:
      optional: true
  languageName: node
  linkType: hard

"b@npm:^1.0.0":
  version: 1.0.0
  resolution: "b@npm:1.0.0"
  languageName: node
  linkType: hard

"b@npm:^2.0.0":
  version: 2.0.0
  resolution: "b@npm:2.0.0"
  languageName: node
  linkType: hard

"d@npm:^1.0.0":
  version: 1.0.0
  resolution: "d@npm:1.0.0"
  dependencies:
    b: "npm:^1.0.0"
  languageName: node
  linkType: hard

"f@npm:2.0.0":
  version: 2.0.0
  resolution: "f@npm:2.0.0"
  conditions: os=darwin
  languageName: node
  linkType: hard

"old@npm:real@^5.0.0":
  version: 5.0.0
  resolution: "real@npm:5.0.0"
  dependencies:
    b: "npm:^2.0.0"
  languageName: node
  linkType: hard

"p@npm:*":
  version: 3.0.0
  resolution: "p@npm:3.0.0"
  languageName: node
  linkType: hard

"shop@workspace:.":
  version: 0.0.0-use.local
  resolution: "shop@workspace:."
  dependencies:
    a: "npm:^1.0.0"
  languageName: unknown
  linkType: soft
`;

const bun = `{
  "lockfileVersion": 1,
  "workspaces": { "": { "name": "shop", "dependencies": { "a": "^1.0.0" } } },
  "packages": {
    "@s/c": ["@s/c@4.0.0", "", { "dependencies": { "a": "^1.0.0" } }, "sha512-x"],
    "a": ["a@1.0.0", "", { "dependencies": { "@s/c": "^4.0.0", "b": "^1.0.0" }, "optionalDependencies": { "f": "^2.0.0" }, "peerDependencies": { "p": "*" } }, "sha512-x"],
    "a/b": ["b@1.0.0", "", {}, "sha512-x"],
    "b": ["b@2.0.0", "", {}, "sha512-x"],
    "d": ["d@1.0.0", "", { "dependencies": { "b": "^1.0.0" } }, "sha512-x"],
    "d/b": ["b@1.0.0", "", {}, "sha512-x"],
    "f": ["f@2.0.0", "", { "os": "darwin" }, "sha512-x"],
    "old": ["real@5.0.0", "", { "dependencies": { "b": "^2.0.0" } }, "sha512-x"],
    "p": ["p@3.0.0", "", {}, "sha512-x"],
  },
}
`;

const expected = [
  'development d 1.0.0',
  'production a 1.0.0',
  'production a › @s/c 4.0.0',
  'production a › b 1.0.0',
  'production a › f 2.0.0',
  'production a › p 3.0.0',
  'production b 2.0.0',
  'production real 5.0.0',
];

/** Those that say for which platforms a package is. */
const formats: readonly (readonly [what: string, fileName: string, text: string, platform: boolean])[] = [
  ['npm 3', 'package-lock.json', npm3, true],
  ['npm 1', 'package-lock.json', npm1, false],
  ['pnpm 9', 'pnpm-lock.yaml', pnpm9, true],
  ['pnpm 6', 'pnpm-lock.yaml', pnpm6, true],
  ['pnpm 5', 'pnpm-lock.yaml', pnpm5, true],
  ['Yarn 1', 'yarn.lock', yarn1, false],
  ['Yarn 4', 'yarn.lock', berry, true],
  ['bun', 'bun.lock', bun, true],
];

describe('core/tree: one project as each manager locks it', () => {
  for (const [what, fileName, text, tellsPlatform] of formats)
    for (const [how, form] of [
      ['', text],
      [', with CRLF', text.replaceAll('\n', '\r\n')],
    ] as const)
      it(`${what}${how}`, () => {
        const lockfile = read(fileName, form);
        const { dependencies } = parseManifest(JSON.stringify(manifest)).value;
        const tree = treeOf({ dependencies, lockfile, folder: '', isCurrent: () => true });
        const lines = tree.reached.map((index) => {
          const path = pathTo(tree, index);
          return `${scopeOf(tree, index)} ${path.map(({ name }) => name).join(' › ')} ${path.at(-1)?.version ?? ''}`;
        });
        assert.deepEqual(
          [...new Set(lines)].filter((line) => line !== 'development d › b 1.0.0').sort(),
          expected,
        );
        assert.deepEqual(tree.graph.missing, []);
        const ofPlatforms = lockfile.packages.filter(({ platform }) => platform === true);
        assert.deepEqual(
          ofPlatforms.map(({ name }) => name),
          tellsPlatform ? ['f'] : [],
        );
      });
});
