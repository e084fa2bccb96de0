import { strict as assert } from 'node:assert';
import { takenElsewhere } from '../../../src/core/lockfiles/elsewhere';
import { parsePackageLock } from '../../../src/core/lockfiles/npm';
import { parseBunLock } from '../../../src/core/lockfiles/bun';
import { parsePnpmLock } from '../../../src/core/lockfiles/pnpm';
import { parseYarnLock } from '../../../src/core/lockfiles/yarn';

const PUBLIC = 'https://public.example.com/';
const OWN = 'https://npm.acme.example/api/npm/own/';
const isOpen = (registry: string): boolean => registry === PUBLIC;

const archive = (registry: string, name: string) =>
  `${registry}${name}/-/${name.split('/').at(-1)}-1.0.0.tgz`;
const ofPublic = { 'node_modules/lodash': { version: '1.0.0', resolved: archive(PUBLIC, 'lodash') } };
const lock = (packages: object) => parsePackageLock(JSON.stringify({ lockfileVersion: 3, packages })).value;

/** What is locked beside a public package, and where `own` is taken from. */
const cases: readonly (readonly [title: string, packages: object, from: string | undefined])[] = [
  ['another registry', { 'node_modules/own': { resolved: archive(OWN, 'own') } }, OWN],
  ['the public registry', { 'node_modules/own': { resolved: archive(PUBLIC, 'own') } }, undefined],
  [
    'both: one copy is enough',
    {
      'node_modules/own': { resolved: archive(OWN, 'own') },
      'node_modules/lodash/node_modules/own': { resolved: archive(PUBLIC, 'own') },
    },
    OWN,
  ],
  [
    "GitHub's registry, which has addresses of its own form",
    { 'node_modules/own': { resolved: 'https://npm.acme.example/download/own/1.0.0/0123' } },
    'https://npm.acme.example/',
  ],
  ['no address', { 'node_modules/own': { version: '1.0.0' } }, undefined],
  [
    'an alias: the name that is asked for',
    { 'node_modules/x': { name: 'own', resolved: archive(OWN, 'own') } },
    OWN,
  ],
  ['a link', { 'node_modules/own': { resolved: 'packages/own', link: true } }, undefined],
  [
    'git, which is no registry',
    { 'node_modules/own': { resolved: 'git+ssh://git@acme.example/own.git#1' } },
    undefined,
  ],
  ['an archive under another name', { 'node_modules/own': { resolved: archive(OWN, 'other') } }, undefined],
  ['no address at all', { 'node_modules/own': { resolved: 'https://' } }, undefined],
];

describe('what a lockfile takes from another registry', () => {
  for (const [title, packages, from] of cases)
    it(title, () => assert.equal(takenElsewhere(lock({ ...ofPublic, ...packages }), isOpen)('own'), from));

  it('knows scopes, however they are written', () => {
    const resolved = ['@acme/a', '@acme%2fb', '@acme%2Fc'].map((name) => `${OWN}${name}/-/x-1.0.0.tgz`);
    const locked = lock({
      ...ofPublic,
      'node_modules/@acme/a': { resolved: resolved[0] },
      'node_modules/@acme/b': { resolved: resolved[1] },
      'node_modules/@acme/c': { resolved: resolved[2] },
    });
    const from = takenElsewhere(locked, isOpen);
    assert.deepEqual(['@acme/a', '@acme/b', '@acme/c', 'lodash'].map(from), [OWN, OWN, OWN, undefined]);
  });

  it('says nothing where all come from one place: that may be a mirror', () => {
    const locked = lock({
      'node_modules/own': { resolved: archive(OWN, 'own') },
      'node_modules/lodash': { resolved: archive(OWN, 'lodash') },
    });
    assert.equal(takenElsewhere(locked, isOpen)('own'), undefined);
  });

  it('reads pnpm-lock.yaml and bun.lock, which state the addresses of others alone', () => {
    const pnpm = (tarball: string) =>
      `lockfileVersion: '9.0'\n\npackages:\n\n  own@1.0.0:\n    resolution: {integrity: sha512-AAAA${tarball}}\n\n  lodash@1.0.0:\n    resolution: {integrity: sha512-AAAA}\n`;
    const bun = (address: string) =>
      JSON.stringify({
        lockfileVersion: 1,
        packages: { own: ['own@1.0.0', address, {}, ''], lodash: ['lodash@1.0.0', '', {}, ''] },
      });
    const ofGitHub = 'https://npm.acme.example/download/own/1.0.0/0123';
    const locked = [
      parsePnpmLock(pnpm('')),
      parsePnpmLock(pnpm(`, tarball: ${archive(OWN, 'own')}`)),
      parsePnpmLock(pnpm(`, tarball: ${ofGitHub}`)),
      parseBunLock(bun('')),
      parseBunLock(bun(archive(OWN, 'own'))),
      parseBunLock(bun(OWN)),
      parseBunLock(bun(ofGitHub)),
    ];
    assert.deepEqual(
      locked.map(({ value }) => ['own', 'lodash'].map(takenElsewhere(value, isOpen))),
      [undefined, OWN, 'https://npm.acme.example/', undefined, OWN, OWN, 'https://npm.acme.example/'].map(
        (own) => [own, undefined],
      ),
    );
  });

  it('reads yarn.lock', () => {
    const entry = (name: string, registry: string) =>
      `${name}@^1.0.0:\n  version "1.0.0"\n  resolved "${archive(registry, name)}#0"\n`;
    const { value } = parseYarnLock(`# yarn lockfile v1\n\n${entry('own', OWN)}\n${entry('lodash', PUBLIC)}`);
    assert.deepEqual(['own', 'lodash'].map(takenElsewhere(value, isOpen)), [OWN, undefined]);
  });
});
