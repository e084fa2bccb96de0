import { strict as assert } from 'node:assert';
import { execFile } from 'node:child_process';
import { cpSync, existsSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { buildOnce, CLI, copyFixture, ROOT } from './cli';
import type { Workspace } from './cli';

const shell = promisify(execFile);
const CHECK = `"${process.execPath}" "${CLI}" check . --offline --format json`;

describe('what a command writes', () => {
  let workspace: Workspace;
  before(() => {
    buildOnce();
    workspace = copyFixture('brought');
  });
  after(() => workspace.remove());

  const run = async (line: string) => {
    const { stdout, stderr } = await shell('bash', ['-c', line], { cwd: workspace.folder });
    return { out: stdout.trim(), err: stderr.trim() };
  };

  it('comes whole through a pipe that holds only a part of it', async () => {
    cpSync(join(ROOT, 'package-lock.json'), join(workspace.folder, 'package-lock.json'));
    cpSync(join(ROOT, 'package.json'), join(workspace.folder, 'package.json'));
    const [filed, piped] = [
      await run(`${CHECK} > all.json; wc -c < all.json`),
      await run(`${CHECK} | wc -c`),
    ];
    assert.ok(Number(filed.out) > 200_000, filed.out);
    assert.equal(piped.out, filed.out);
  });

  it('ends quietly where nobody reads on', async () => {
    assert.deepEqual(await run(`${CHECK} | head -c 1`), { out: '{', err: '' });
  });

  it('says so where it cannot be written, and does not look like a clean project', async function () {
    if (!existsSync('/dev/full')) this.skip();
    const { out, err } = await run(`${CHECK} > /dev/full; echo $?`);
    assert.equal(out, '2');
    assert.match(err, /^ospo-lens: the output could not be written: ENOSPC/);
  });
});
