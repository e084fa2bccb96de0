import { strict as assert } from 'node:assert';
import { truncateSync } from 'node:fs';
import { mkdirSync, symlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { EVERY_NAME } from '../../src/core/index';
import { MOST_BYTES, readBytes, readText } from '../../src/sources/disk';
import { placesIn } from '../../src/sources/filePlaces';
import { createIgnoreRule } from '../../src/sources/gitIgnored';
import { readNpmConfig } from '../../src/sources/npmConfig';
import { findPackageManager } from '../../src/sources/packageManager';
import { loadPolicy } from '../../src/sources/policyFile';
import { readRequests } from '../../src/sources/requestFiles';
import { privatePackagesNearby } from '../../src/sources/untrustedPolicy';
import { tempFolder } from './support';
import type { TempFolder } from './support';

/** A file without an end, which a link in any repository may lead to. */
const ENDLESS = '/dev/zero';

describe('sources/disk, where a link leads to a device', function () {
  let temp: TempFolder;
  before(function () {
    if (process.platform === 'win32') this.skip();
  });
  beforeEach(() => (temp = tempFolder()));
  afterEach(() => temp.remove());
  const link = (path: string): string => {
    const at = join(temp.path, path);
    mkdirSync(dirname(at), { recursive: true });
    symlinkSync(ENDLESS, at);
    return at;
  };

  it('reads nothing, and says what is wrong', async () => {
    const at = link('x');
    await assert.rejects(readText(at), { code: 'EFTYPE' });
    await assert.rejects(readBytes(at), { code: 'EFTYPE' });
    await assert.rejects(readText(temp.path), { code: 'EISDIR' });
    await assert.rejects(readText(join(temp.path, 'none')), { code: 'ENOENT' });
    temp.write('large', '');
    truncateSync(join(temp.path, 'large'), MOST_BYTES + 1);
    await assert.rejects(readText(join(temp.path, 'large')), { code: 'EFBIG' });
  });

  it('believes no name to be public under settings that cannot be read', async () => {
    link('.npmrc');
    const npm = await readNpmConfig({ root: temp.path, trusted: true, environment: {}, home: temp.path });
    assert.notEqual(npm.registryOf('a'), npm.publicRegistry);
  });

  it('keeps every name back under a policy that cannot be read, whoever compiled the default', async () => {
    link('ospo-policy.yaml');
    const options = { folder: temp.path, trusted: true, resourcesDir: join(__dirname, '../../resources') };
    const compiledDefault = join(temp.path, 'compiled.json');
    const { value: compiled } = await loadPolicy({ ...options, folder: join(temp.path, 'none') });
    temp.write('compiled.json', JSON.stringify(compiled));
    for (const loaded of [await loadPolicy(options), await loadPolicy({ ...options, compiledDefault })]) {
      assert.equal(loaded.problems[0]?.code, 'policy.unreadable');
      assert.deepEqual(loaded.value.privatePackages, EVERY_NAME);
    }
    assert.deepEqual(await privatePackagesNearby(temp.path), EVERY_NAME);
  });

  it('ends whatever else reads files of a project', async () => {
    for (const path of ['.gitignore', 'package.json', '.git/HEAD']) link(path);
    assert.equal(await createIgnoreRule(temp.path)(join(temp.path, 'a')), false);
    assert.equal((await findPackageManager(temp.path)).manager, 'npm');
    assert.deepEqual((await readRequests(link('requests.yaml'))).value, []);
    assert.deepEqual(await placesIn(link('package-lock.json'), [{ sought: ['x'] }]), [undefined]);
  });
});
