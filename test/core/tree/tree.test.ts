import { strict as assert } from 'node:assert';
import { parsePackageLock } from '../../../src/core/lockfiles/npm';
import { parseManifest } from '../../../src/core/manifests/packageJson';
import { graphOf } from '../../../src/core/tree/graph';
import { pathTo, scopeOf, treeOf } from '../../../src/core/tree/reach';
import type { DependencyTree } from '../../../src/core/tree/reach';

type Needs = Readonly<Record<string, string>>;

/** A tree of a manifest and the locations of a package-lock.json; versions are 1.0.0 unless stated. */
function treeFrom(
  manifest: object,
  locations: Readonly<Record<string, object>>,
  folder = '',
): DependencyTree {
  const packages = Object.fromEntries(
    Object.entries(locations).map(([location, entry]) => [location, { version: '1.0.0', ...entry }]),
  );
  const { value: lockfile } = parsePackageLock(JSON.stringify({ lockfileVersion: 3, packages }));
  const { dependencies } = parseManifest(JSON.stringify(manifest)).value;
  return treeOf({ dependencies, lockfile, folder, isCurrent: () => true });
}

/** `scope a › b 1.0.0 +1`: the way to each package that is reached, and how many others require it. */
function linesOf(tree: DependencyTree): string[] {
  return tree.reached.map((index) => {
    const path = pathTo(tree, index).map(({ name }) => name);
    const version = pathTo(tree, index).at(-1)?.version ?? '';
    const others = (tree.requiredBy[tree.graph.groupOf[index] ?? 0] ?? 0) - 1;
    return `${scopeOf(tree, index)} ${path.join(' › ')} ${version}${others === 0 ? '' : ` +${others}`}`;
  });
}

const needs = (...names: readonly string[]): { dependencies: Needs } => ({
  dependencies: Object.fromEntries(names.map((name) => [name, '*'])),
});

describe('core/tree', () => {
  const cases: readonly (readonly [string, object, Readonly<Record<string, object>>, readonly string[]])[] = [
    [
      'what a dependency brings, the nearest first',
      needs('a'),
      { 'node_modules/a': needs('b'), 'node_modules/b': needs('c'), 'node_modules/c': {} },
      ['production a 1.0.0', 'production a › b 1.0.0', 'production a › b › c 1.0.0'],
    ],
    [
      'the shortest way, and how many others require it',
      needs('a', 'd'),
      {
        'node_modules/a': needs('b'),
        'node_modules/b': needs('c'),
        'node_modules/c': {},
        'node_modules/d': needs('c'),
      },
      ['production a 1.0.0', 'production d 1.0.0', 'production a › b 1.0.0', 'production d › c 1.0.0 +1'],
    ],
    [
      'of equal ways the one of the earlier entry',
      needs('b', 'a'),
      { 'node_modules/a': needs('c'), 'node_modules/b': needs('c'), 'node_modules/c': {} },
      ['production b 1.0.0', 'production a 1.0.0', 'production b › c 1.0.0 +1'],
    ],
    [
      'the strongest use, however long the way',
      { devDependencies: { c: '*' }, dependencies: { a: '*' } },
      {
        'node_modules/a': needs('b'),
        'node_modules/b': needs('c'),
        'node_modules/c': needs('d'),
        'node_modules/d': {},
      },
      [
        'production a 1.0.0',
        'production a › b 1.0.0',
        'production a › b › c 1.0.0 +1',
        'production a › b › c › d 1.0.0',
      ],
    ],
    [
      'optional before peer before development',
      { devDependencies: { a: '*', z: '*' }, peerDependencies: { b: '*' }, optionalDependencies: { c: '*' } },
      {
        'node_modules/a': needs('x'),
        'node_modules/b': needs('x'),
        'node_modules/c': needs('x'),
        'node_modules/x': {},
        'node_modules/z': {},
      },
      [
        'optional c 1.0.0',
        'optional c › x 1.0.0 +2',
        'peer b 1.0.0',
        'development a 1.0.0',
        'development z 1.0.0',
      ],
    ],
    [
      'circles, and what requires itself',
      needs('a'),
      { 'node_modules/a': needs('a', 'b'), 'node_modules/b': needs('a', 'b') },
      ['production a 1.0.0 +1', 'production a › b 1.0.0'],
    ],
    [
      'the copy that Node finds from where a package sits',
      needs('a', 'b'),
      {
        'node_modules/a': needs('b'),
        'node_modules/a/node_modules/b': { ...needs('@s/c'), version: '2.0.0' },
        'node_modules/a/node_modules/@s/c': needs('d'),
        'node_modules/@s/c': { version: '9.0.0' },
        'node_modules/b': {},
        'node_modules/d': {},
      },
      [
        'production a 1.0.0',
        'production b 1.0.0',
        'production a › b 2.0.0',
        'production a › b › @s/c 1.0.0',
        'production a › b › @s/c › d 1.0.0',
      ],
    ],
    [
      'optional packages and peers, where they are there',
      needs('a'),
      {
        'node_modules/a': {
          optionalDependencies: { o: '*', gone: '*' },
          peerDependencies: { p: '*', lost: '*' },
        },
        'node_modules/o': {},
        'node_modules/p': {},
      },
      ['production a 1.0.0', 'production a › p 1.0.0', 'production a › o 1.0.0'],
    ],
    [
      'what the manifest does not name is not reached',
      needs('a'),
      { 'node_modules/a': {}, 'node_modules/stray': needs('a') },
      ['production a 1.0.0'],
    ],
    [
      'an alias by the name of its package',
      { dependencies: { old: 'npm:real@1' } },
      { 'node_modules/old': { name: 'real', ...needs('x') }, 'node_modules/x': {} },
      ['production real 1.0.0', 'production real › x 1.0.0'],
    ],
    [
      'a package of the workspace ends the way: its own manifest is judged',
      needs('ui', 'out'),
      {
        'node_modules/ui': { link: true, resolved: 'packages/ui' },
        'packages/ui': needs('x'),
        'node_modules/out': { link: true, resolved: '../out' },
        '../out': needs('y'),
        'node_modules/x': {},
        'node_modules/y': {},
      },
      ['production ui 1.0.0', 'production out 1.0.0', 'production out › y 1.0.0'],
    ],
  ];
  for (const [title, manifest, locations, expected] of cases)
    it(`finds ${title}`, () => assert.deepEqual(linesOf(treeFrom(manifest, locations)), expected));

  it('searches from the folder of the manifest', () => {
    const locations = {
      'node_modules/b': {},
      'packages/a/node_modules/b': { ...needs('c'), version: '2.0.0' },
      'node_modules/c': {},
    };
    const expected = ['production b 2.0.0', 'production b › c 1.0.0'];
    assert.deepEqual(linesOf(treeFrom(needs('b'), locations, 'packages/a')), expected);
    assert.deepEqual(linesOf(treeFrom(needs('b'), locations)), ['production b 1.0.0']);
  });

  it('names what the lockfile lacks, and no optional package or peer', () => {
    const { graph } = treeFrom(needs('a'), {
      'node_modules/a': { ...needs('lost'), optionalDependencies: { o: '1' }, peerDependencies: { p: '1' } },
    });
    assert.deepEqual(graph.missing, [{ from: 0, name: 'lost', range: '*' }]);
  });

  it('is not deeper than the memory: 100,000 packages in a row', () => {
    const locations = Object.fromEntries(
      Array.from({ length: 100_000 }, (_, at) => [`node_modules/p${at}`, needs(`p${at + 1}`)]),
    );
    const tree = treeFrom(needs('p0'), locations);
    assert.equal(tree.reached.length, 100_000);
    const names = pathTo(tree, tree.reached.at(-1) ?? 0).map(({ name }) => name);
    assert.deepEqual([names.length, names[0], names[1], names.at(-1)], [60, 'p0', 'p99941', 'p99999']);
  });

  it('counts copies of one package at one version as one', () => {
    const elsewhere = { resolved: 'git+ssh://git@example.com/o/a.git#1' };
    const { graph } = treeFrom(
      {},
      {
        'node_modules/a': {},
        'node_modules/b': {},
        'node_modules/b/node_modules/a': { version: '2.0.0' },
        'node_modules/c/node_modules/a': elsewhere,
        'node_modules/d/node_modules/a': {},
        'node_modules/e/node_modules/a': { version: '2.0.0' },
        'node_modules/f/node_modules/a': elsewhere,
      },
    );
    assert.deepEqual([...graph.groupOf], [0, 1, 2, 3, 0, 2, 3]);
    assert.equal(graph.groups, 4);
  });

  it('is built once for a lockfile', () => {
    const { value } = parsePackageLock('{"lockfileVersion":3,"packages":{"node_modules/a":{}}}');
    assert.equal(graphOf(value), graphOf(value));
  });
});
