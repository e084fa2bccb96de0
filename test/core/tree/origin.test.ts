import { strict as assert } from 'node:assert';
import { noEvidence } from '../../../src/core/evidence';
import type { Dependency, Lockfile } from '../../../src/core/model';
import { parseManifest } from '../../../src/core/manifests/packageJson';
import { parsePolicy } from '../../../src/core/policy/parse';
import { judgeTree } from '../../../src/core/tree/judgeTree';
import { isOfRegistry } from '../../../src/core/tree/origin';
import { treeOf } from '../../../src/core/tree/reach';
import { treeRequests } from '../../../src/core/tree/requests';
import { npmLock, stated } from '../helpers/scanned';

const addresses: readonly (readonly [name: string, resolved: string | undefined, isOfRegistry: boolean])[] = [
  ['a', undefined, true],
  ['a', 'https://registry.example.com/a/-/a-1.0.0.tgz', true],
  ['a', 'https://registry.example.com/api/npm/all/a/-/a-1.0.0.tgz?cache=0', true],
  ['a', 'http://127.0.0.1:4873/a/-/a-1.0.0.tgz#0123', true],
  ['a', 'https://registry.example.com/x/-/y/a/-/a-1.0.0.tgz', true],
  ['@s/a', 'https://registry.example.com/@s/a/-/a-1.0.0.tgz', true],
  ['@s/a', 'https://registry.example.com/@s%2fa/-/a-1.0.0.tgz', true],
  ['@s/a', 'https://registry.example.com/%40s%2Fa/-/@s/a-1.0.0.tgz', true],
  ['a', 'https://files.example.com/a-1.0.0.tgz', false],
  ['a', 'https://files.example.com/b/-/b-1.0.0.tgz', false],
  ['a', 'https://files.example.com/xa/-/a-1.0.0.tgz', false],
  ['a', 'https://files.example.com/a/-/a-1.0.0.zip', false],
  ['a', 'file:a/-/a-1.0.0.tgz', false],
  ['a', 'git+ssh://git@example.com/a/-/a.tgz', false],
];

const dependencies = parseManifest('{ "dependencies": { "top": "^1.0.0" } }').value.dependencies;
const top = { dependencies: { lib: '1', fork: '1' } };
const isPrivate = ({ specifier }: Dependency) =>
  specifier.kind === 'registry' ? undefined : ({ because: 'specifier', kind: specifier.kind } as const);

function treeIn(lockfile: Lockfile) {
  return treeOf({ dependencies, lockfile, folder: '', isCurrent: () => true });
}

describe('core/tree: where a package comes from', () => {
  for (const [name, resolved, expected] of addresses)
    it(`${name} from ${resolved ?? 'nowhere'}: ${expected ? 'of a registry' : 'from elsewhere'}`, () =>
      assert.equal(isOfRegistry({ name, resolved }), expected));

  it('keeps back the name of what comes from an archive that no registry gives', () => {
    const lockfile = npmLock({
      'node_modules/top': top,
      'node_modules/lib': { license: undefined, resolved: 'https://files.example.com/lib-1.0.0.tgz' },
      'node_modules/fork': {
        license: undefined,
        resolved: 'https://registry.example.com/fork/-/fork-1.0.0.tgz',
      },
    });
    const requests = treeRequests(treeIn(lockfile), isPrivate, stated);
    assert.deepEqual(
      requests.map(({ name, privacy }) => [name, privacy]),
      [
        ['lib', { because: 'specifier', kind: 'tarball' }],
        ['fork', undefined],
      ],
    );
  });

  it('asks for a fork of the same name and version apart, and believes nothing of it that is said of the other', () => {
    const lockfile = npmLock({
      'node_modules/top': top,
      'node_modules/lib': { license: undefined },
      'node_modules/fork': { license: undefined, dependencies: { lib: '1' } },
      'node_modules/fork/node_modules/lib': {
        license: undefined,
        resolved: 'git+ssh://git@example.com/lib.git#0',
      },
    });
    const tree = treeIn(lockfile);
    const requests = treeRequests(tree, isPrivate, stated).filter(({ name }) => name === 'lib');
    assert.deepEqual(
      requests.map(({ privacy }) => privacy?.because),
      [undefined, 'specifier'],
    );
    const policy = parsePolicy('version: 1\nlicenses: { allow: [MIT] }', { origin: 'p' }).value;
    const licenses = [{ value: 'MIT', origin: stated }];
    const { verdicts } = judgeTree({
      tree,
      manifest: parseManifest('{}').value,
      policy,
      manifestPath: 'package.json',
      now: '2026-11-23T08:00:00Z',
      privacyOf: isPrivate,
      stated,
      evidenceOf: (key) => (key === requests[0]?.key ? { ...noEvidence, licenses } : undefined),
    });
    const ofLib = tree.graph.packages.flatMap(({ name }, index) =>
      name === 'lib' ? [verdicts[index]?.verdict] : [],
    );
    assert.deepEqual(ofLib, ['allowed', 'unknown']);
  });
});
