import { strict as assert } from 'node:assert';
import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { EVERY_NAME } from '../../src/core/index';
import { findPolicyFile, loadPolicy } from '../../src/sources/policyFile';
import type { LoadPolicyOptions } from '../../src/sources/policyFile';
import { tempFolder } from './support';
import type { TempFolder } from './support';

const resourcesDir = join(__dirname, '../../resources');
const named = (name: string): string => `version: 1\nname: ${name}\nlicenses: { allow: [MIT] }\n`;

describe('sources/policyFile', () => {
  let temp: TempFolder;
  beforeEach(() => (temp = tempFolder()));
  afterEach(() => temp.remove());
  const load = (folder: string, more: Partial<LoadPolicyOptions> = {}) =>
    loadPolicy({ folder: join(temp.path, folder), root: temp.path, trusted: true, resourcesDir, ...more });

  it('takes the nearest policy, upward to the root', async () => {
    temp.write('ospo-policy.yaml', named('root'));
    temp.write('packages/a/.github/ospo-policy.yml', named('a'));
    const near = await load('packages/a/src');
    assert.deepEqual([near.value.name, near.problems], ['a', []]);
    const far = await load('packages/b');
    assert.equal(far.value.name, 'root');
    assert.equal(far.file, join(temp.path, 'ospo-policy.yaml'));
    assert.deepEqual(far.files, [far.file]);
  });

  it('does not look beyond the root of the repository or the workspace', async () => {
    temp.write('ospo-policy.yaml', named('outer'));
    temp.write('repo/.git/HEAD', '');
    assert.equal((await load('repo/src')).value.isDefault, true);
    assert.equal(findPolicyFile(join(temp.path, 'x'), join(temp.path, 'x')), undefined);
  });

  it('falls back to the default, which says so', async () => {
    const { value, problems, file } = await load('');
    assert.deepEqual([value.isDefault, value.origin, problems], [true, 'default', []]);
    assert.equal(file, join(resourcesDir, 'policy', 'default.yaml'));
  });

  it('does not read the policy of an untrusted workspace, but the one that the user names', async () => {
    temp.write('ospo-policy.yaml', named('theirs'));
    temp.write('mine.yaml', named('mine'));
    assert.equal((await load('', { trusted: false })).value.isDefault, true);
    const explicit = join(temp.path, 'mine.yaml');
    assert.equal((await load('project', { trusted: false, explicit })).value.name, 'mine');
  });

  it('reads no file of an untrusted workspace, even if the user names it', async () => {
    temp.write('project/ospo/policy.yaml', named('theirs'));
    const inside = join(temp.path, 'project/ospo/policy.yaml');
    symlinkSync(join(temp.path, 'project'), join(temp.path, 'link'));
    const ways: [string, string][] = [
      ['project', inside],
      ['project', 'ospo/policy.yaml'],
      ['project', '../mine.yaml'],
      ['project', join(temp.path, 'link/ospo/policy.yaml')],
      ['link', inside],
      ['elsewhere', inside],
    ];
    for (const [folder, explicit] of ways) {
      const workspace = [join(temp.path, 'project')];
      const { value, problems } = await load(folder, { trusted: false, explicit, workspace });
      const found = problems.map(({ code, severity }) => [code, severity]);
      assert.deepEqual([value.isDefault, found], [true, [['policy.untrusted', 'information']]], explicit);
    }
    assert.equal((await load('project', { explicit: inside })).value.name, 'theirs');
  });

  it('says when the named file is missing, and uses the default', async () => {
    const explicit = join(temp.path, 'gone.yaml');
    const { value, problems, file, files } = await load('', { explicit });
    assert.equal(value.isDefault, true);
    // It may come any time.
    assert.deepEqual(files, [file, explicit]);
    assert.deepEqual(
      problems.map(({ code, severity, file }) => [code, severity, file]),
      [['policy.not-found', 'error', explicit]],
    );
    assert.match(problems[0]?.message ?? '', /there is no such file/);
    assert.deepEqual(value.privatePackages, EVERY_NAME);
  });

  it('says when a policy cannot be read', async () => {
    temp.write('ospo-policy.yaml/keep', '');
    const { value, problems } = await load('');
    assert.deepEqual([value.isDefault, problems.map(({ code }) => code)], [true, ['policy.unreadable']]);
    assert.deepEqual(value.privatePackages, EVERY_NAME);
  });

  it('keeps every name private then, whichever form the default is read from', async () => {
    const compiledDefault = join(temp.path, 'compiled.json');
    const { value: compiled } = await load('empty');
    temp.write('compiled.json', JSON.stringify(compiled));
    temp.write('broken/ospo-policy.yaml/keep', '');
    const [whole, blind] = [
      await load('empty', { compiledDefault }),
      await load('broken', { compiledDefault }),
    ];
    assert.deepEqual(whole.value, compiled);
    assert.deepEqual(blind.value.privatePackages, EVERY_NAME);
  });

  it('keeps the good part of a policy with a bad entry', async () => {
    temp.write('ospo-policy.yaml', 'version: 1\nname: mixed\nlicenses: { allow: [MIT, Nonsense-9] }\n');
    const { value, problems } = await load('');
    assert.equal(value.licenseRules.length, 1);
    assert.deepEqual(
      problems.map(({ file }) => file),
      [join(temp.path, 'ospo-policy.yaml')],
    );
  });
});
