import { strict as assert } from 'node:assert';
import { isManifestPath, manifestFormatOf } from '../../../src/core/manifests/index';

describe('isManifestPath', () => {
  const paths: readonly (readonly [string, boolean])[] = [
    ['package.json', true],
    ['packages/a/package.json', true],
    ['C:\\shop\\package.json', true],
    ['/shop/package.json', true],
    ['node_modules/a/package.json', false],
    ['packages/a/node_modules/@s/b/package.json', false],
    ['C:\\shop\\node_modules\\a\\package.json', false],
    ['package-lock.json', false],
    ['my-package.json', false],
    ['package.json.bak', false],
    ['package.json/', false],
    ['my_node_modules/package.json', true],
    ['', false],
  ];
  for (const [path, expected] of paths)
    it(`${path}: ${String(expected)}`, () => assert.equal(isManifestPath(path), expected));

  it('knows the format by its name', () =>
    assert.equal(manifestFormatOf('a/package.json')?.name, 'package.json'));
});
