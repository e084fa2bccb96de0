import { strict as assert } from 'node:assert';
import { workspacePackages } from '../../src/sources/workspacePackages';
import { tempFolder } from './support';
import type { TempFolder } from './support';

describe('sources/workspacePackages', () => {
  let temp: TempFolder;
  beforeEach(() => (temp = tempFolder()));
  afterEach(() => temp.remove());
  const names = async () => [...((await workspacePackages(temp.path)) ?? ['none'])].sort();

  it('searches only a project that says it has packages', async () => {
    temp.write('package.json', { name: 'single' });
    temp.write('packages/a/package.json', { name: 'a' });
    assert.deepEqual(await names(), ['none']);
    temp.write('pnpm-workspace.yaml', '');
    assert.deepEqual(await names(), ['a', 'single']);
  });

  it('finds packages wherever they stand, but for installed ones', async () => {
    temp.write('package.json', { name: 'root', workspaces: ['**'] });
    temp.write('dist/a/package.json', { name: '@acme/a' });
    temp.write('.github/actions/b/package.json', { name: 'b' });
    temp.write('node_modules/c/package.json', { name: 'c' });
    temp.write('dist/a/node_modules/d/package.json', { name: 'd' });
    assert.deepEqual(await names(), ['@acme/a', 'b', 'root']);
  });

  it('reads names out of manifests that are not strict JSON', async () => {
    temp.write('package.json', '\ufeff{ "name": "root", "workspaces": ["packages/*"], }');
    temp.write('packages/a/package.json', '{ "name": "a", }');
    temp.write('packages/b/package.json', '{ // ours\n "name": "b", "dependencies": { "x": "^1');
    temp.write('packages/c/package.json', '');
    assert.deepEqual(await names(), ['a', 'b', 'root']);
  });
});
