import { strict as assert } from 'node:assert';
import { gather, parseManifest, requestsFor } from '../../src/core/index';
import { createLocalSources } from '../../src/sources/local';
import { now, running, tempFolder } from './support';
import type { TempFolder } from './support';

const SHA = '0123456789012345678901234567890123456789';
const OTHER = '9876543210987654321098765432109876543210';
const CODELOAD = `https://codeload.github.com/good/a/tar.gz/${SHA}`;
const ARCHIVE = 'https://files.example.com/a.tgz';
const GIT = `git+ssh://git@github.com/good/a.git#${SHA}`;

const pnpm = (asked: string, at: string, version = '1.2.0') => ({
  'pnpm-lock.yaml': `lockfileVersion: '9.0'

importers:

  .:
    dependencies:
      a:
        specifier: ${asked}
        version: ${at}

packages:

  a@${at}:
    resolution: {tarball: ${at}}
    version: ${version}

snapshots:

  a@${at}: {}
`,
});
const pnpm6 = (asked: string) => ({
  'pnpm-lock.yaml': `lockfileVersion: '6.0'

dependencies:
  a:
    specifier: ${asked}
    version: github.com/good/a/${SHA}

packages:

  github.com/good/a/${SHA}:
    resolution: {tarball: ${CODELOAD}}
    name: a
    version: 1.2.0
    dev: false
`,
});
const berry = (asked: string, resolution: string) => ({
  'yarn.lock': `__metadata:
  version: 8

"a@${asked}":
  version: 1.2.0
  resolution: "a@${resolution}"
  checksum: 10c0/0
  languageName: node
  linkType: hard
`,
});
const classic = (asked: string, resolved: string) => ({
  'yarn.lock': `# yarn lockfile v1


"a@${asked}":
  version "1.2.0"
  resolved "${resolved}"
`,
});
const bun = (asked: string, entry: readonly unknown[]) => ({
  'bun.lock': JSON.stringify({
    lockfileVersion: 1,
    workspaces: { '': { name: 'x', dependencies: { a: asked } } },
    packages: { a: entry },
  }),
});
const npm1 = (version: string, from?: string) => ({
  'package-lock.json': JSON.stringify({ lockfileVersion: 1, dependencies: { a: { version, from } } }),
});
const npm3 = (asked: string, resolved: string) => ({
  'package-lock.json': JSON.stringify({
    lockfileVersion: 3,
    packages: { '': { dependencies: { a: asked } }, 'node_modules/a': { version: '1.2.0', resolved } },
  }),
});
const installed = (more: object = {}, version = '1.2.0') => ({
  'node_modules/a/package.json': JSON.stringify({ name: 'a', version, license: 'MIT', ...more }),
});
const tagged = (tag: string) => ({ ...installed(), 'node_modules/a/.bun-tag': tag });

type Files = Readonly<Record<string, string>>;
/** Title, what the manifest asks for, what stands on disk, and whether the installed license may be told. */
const cases: readonly (readonly [title: string, asked: string, files: Files, told: boolean])[] = [
  ['npm 7 and later, git', 'good/a', { ...npm3('good/a', GIT), ...installed() }, true],
  ['npm 7 and later, an archive', ARCHIVE, { ...npm3(ARCHIVE, ARCHIVE), ...installed() }, true],

  ['npm lockfile v1, git', 'good/a', { ...npm1(GIT, 'good/a'), ...installed({ _resolved: GIT }) }, true],
  [
    'npm lockfile v1, git with a name',
    'github:good/a',
    { ...npm1(GIT, 'a@github:good/a'), ...installed({ _resolved: GIT }) },
    true,
  ],
  ['npm lockfile v1, an archive', ARCHIVE, { ...npm1(ARCHIVE), ...installed({ _resolved: ARCHIVE }) }, true],
  [
    'npm lockfile v1, a copy that does not say where it is from',
    'good/a',
    { ...npm1(GIT, 'good/a'), ...installed() },
    false,
  ],
  [
    'npm lockfile v1, a copy of another commit',
    'good/a',
    { ...npm1(GIT, 'good/a'), ...installed({ _resolved: GIT.replace(SHA, OTHER) }) },
    false,
  ],
  [
    'npm lockfile v1, asked for another repository since',
    'evil/a',
    { ...npm1(GIT, 'good/a'), ...installed({ _resolved: GIT }) },
    false,
  ],
  [
    'npm lockfile v1, asked for a registry since',
    '^1.0.0',
    { ...npm1(GIT, 'good/a'), ...installed({ _resolved: GIT }) },
    false,
  ],

  ['pnpm 9, git', 'github:good/a', { ...pnpm('github:good/a', CODELOAD), ...installed() }, true],
  ['pnpm 9, git over ssh', GIT, { ...pnpm(GIT, GIT), ...installed() }, true],
  ['pnpm 9, an archive', ARCHIVE, { ...pnpm(ARCHIVE, ARCHIVE), ...installed() }, true],
  [
    'pnpm 9, another version is installed',
    'github:good/a',
    { ...pnpm('github:good/a', CODELOAD), ...installed({}, '1.1.0') },
    false,
  ],
  [
    'pnpm 9, asked for another repository since',
    'github:evil/a',
    { ...pnpm('github:good/a', CODELOAD), ...installed() },
    false,
  ],
  [
    'pnpm 9, a lockfile at odds with itself',
    'github:evil/a',
    { ...pnpm('github:evil/a', CODELOAD), ...installed() },
    false,
  ],
  ['pnpm 6, git', 'github:good/a', { ...pnpm6('github:good/a'), ...installed() }, true],

  [
    'Yarn 4, git',
    'good/a',
    { ...berry('good/a', `https://github.com/good/a.git#commit=${SHA}`), ...installed() },
    true,
  ],
  ['Yarn 4, an archive', ARCHIVE, { ...berry(ARCHIVE, ARCHIVE), ...installed() }, true],
  [
    'Yarn 4, another version is installed',
    'good/a',
    { ...berry('good/a', `https://github.com/good/a.git#commit=${SHA}`), ...installed({}, '1.0.0') },
    false,
  ],
  [
    'Yarn 4, asked for another repository since',
    'evil/a',
    { ...berry('good/a', `https://github.com/good/a.git#commit=${SHA}`), ...installed() },
    false,
  ],
  ['Yarn 1, git', 'good/a', { ...classic('good/a', CODELOAD), ...installed() }, true],
  [
    'Yarn 1, git by its address',
    'git+https://github.com/good/a.git',
    {
      ...classic('git+https://github.com/good/a.git', `git+https://github.com/good/a.git#${SHA}`),
      ...installed(),
    },
    true,
  ],
  ['Yarn 1, an archive', ARCHIVE, { ...classic(ARCHIVE, `${ARCHIVE}#${SHA}`), ...installed() }, true],
  ['Yarn 1, asked for a registry since', '^1.0.0', { ...classic('good/a', CODELOAD), ...installed() }, false],

  [
    'bun, git',
    'github:good/a',
    {
      ...bun('github:good/a', ['a@github:good/a#0123456', {}, 'good-a-0123456']),
      ...tagged('good-a-0123456'),
    },
    true,
  ],
  [
    'bun, git over ssh',
    'git@github.com:good/a.git',
    {
      ...bun('git@github.com:good/a.git', [`a@git+ssh://git@github.com/good/a.git#${SHA}`, {}, SHA]),
      ...tagged(SHA),
    },
    true,
  ],
  [
    'bun, a copy without a mark',
    'github:good/a',
    { ...bun('github:good/a', ['a@github:good/a#0123456', {}, 'good-a-0123456']), ...installed() },
    false,
  ],
  [
    'bun, a copy of another commit',
    'github:good/a',
    {
      ...bun('github:good/a', ['a@github:good/a#0123456', {}, 'good-a-0123456']),
      ...tagged('good-a-9876543'),
    },
    false,
  ],
  [
    'bun, asked for another repository since',
    'github:evil/a',
    {
      ...bun('github:good/a', ['a@github:good/a#0123456', {}, 'good-a-0123456']),
      ...tagged('good-a-0123456'),
    },
    false,
  ],
  // Nothing on disk tells which archive a copy was: bun keeps no version and no mark.
  [
    'bun, an archive',
    ARCHIVE,
    { ...bun(ARCHIVE, [`a@${ARCHIVE}`, {}, 'sha512-AAAA']), ...installed() },
    false,
  ],
];

describe('licenses of what comes from git and from archives, in node_modules', () => {
  let temp: TempFolder;
  beforeEach(() => (temp = tempFolder()));
  afterEach(() => temp.remove());

  for (const [title, asked, files, told] of cases)
    it(`${told ? 'are told' : 'are not believed'}: ${title}`, async () => {
      for (const [path, text] of Object.entries(files)) temp.write(path, text);
      const manifest = parseManifest(JSON.stringify({ dependencies: { a: asked } })).value;
      const [request] = requestsFor(manifest, () => ({ because: 'specifier', kind: 'git' }));
      assert.ok(request);
      const sources = createLocalSources({ root: temp.path, folder: temp.path, now });
      const known = (await gather([request], { sources, offline: [] }, running)).get(request.key);
      assert.deepEqual(
        known?.licenses.map(({ value, origin }) => [value, origin.source]),
        told ? [['MIT', 'installed']] : [],
      );
      if (told) assert.equal(known.version?.value, '1.2.0');
    });
});
