import { strict as assert } from 'node:assert';
import { readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { NOT_KNOWN, REAL, check } from './cliRun';
import type { Project } from './cliRun';
import type { DiskFaultId } from './diskFaultList';
import type { World } from './networkFaults';

const preload = pathToFileURL(resolve(import.meta.dirname, 'brokenDisk.mjs')).href;

/** Every writing into the cache fails with a code of the system, or ends the process. */
const brokenDisk = ({ folder }: Project, code: string) => ({
  environment: {
    NODE_OPTIONS: `--import ${preload}`,
    FAULT_CODE: code,
    FAULT_FOLDER: join(folder, '.cache'),
  },
});

/** Runs while every service refuses: only what the cache holds can answer. */
async function checkFromCache(project: Project, { services }: World) {
  services.fail({ kind: 'status', status: 400 });
  try {
    return (await check(project, services.addresses)).verdicts;
  } finally {
    services.fail(undefined);
  }
}

const unwritable = (code: string) => async (project: Project, world: World) => {
  const { ran, verdicts } = await check(project, world.services.addresses, brokenDisk(project, code));
  assert.deepEqual(verdicts, REAL);
  assert.equal(ran.err, '');
  assert.deepEqual(await checkFromCache(project, world), NOT_KNOWN, 'something was written after all');
};

/** Each fault, brought about for runs of the command line. */
export const proofs: Readonly<Record<DiskFaultId, (project: Project, world: World) => Promise<void>>> = {
  full: unwritable('ENOSPC'),
  readOnly: unwritable('EROFS'),
  misplaced: async (project, world) => {
    const file = join(project.folder, '.cache');
    writeFileSync(file, 'mine');
    const { ran, verdicts } = await check(project, world.services.addresses);
    assert.deepEqual([verdicts, ran.err], [REAL, '']);
    assert.equal(readFileSync(file, 'utf8'), 'mine');
    assert.deepEqual(await checkFromCache(project, world), NOT_KNOWN, 'something was written after all');
  },
  corrupt: async (project, world) => {
    await check(project, world.services.addresses);
    assert.deepEqual(await checkFromCache(project, world), REAL, 'the cache was not filled');
    for (const file of filesIn(join(project.folder, '.cache'))) writeFileSync(file, 'MIT\u0000'.repeat(99));
    assert.deepEqual(await checkFromCache(project, world), NOT_KNOWN);
    assert.deepEqual((await check(project, world.services.addresses)).verdicts, REAL);
    assert.deepEqual(await checkFromCache(project, world), REAL, 'the cache was not rebuilt');
  },
  together: async (project, world) => {
    const both = await Promise.all([1, 2].map(() => check(project, world.services.addresses)));
    for (const { verdicts, ran } of both) assert.deepEqual([verdicts, ran.err], [REAL, '']);
    assert.deepEqual(await checkFromCache(project, world), REAL);
  },
  killed: async (project, world) => {
    const { ran } = await check(project, world.services.addresses, brokenDisk(project, 'SIGKILL'));
    assert.equal(ran.out, '', 'the process was not killed');
    assert.deepEqual(await checkFromCache(project, world), NOT_KNOWN);
    assert.deepEqual((await check(project, world.services.addresses)).verdicts, REAL);
    assert.deepEqual(await checkFromCache(project, world), REAL);
  },
};

function filesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter((path) => statSync(path).isFile());
}
