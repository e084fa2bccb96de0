import { strict as assert } from 'node:assert';
import { mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { breakDisk } from '../faults/breakDisk.mjs';
import { diskFaultIds, diskFaultList } from '../faults/diskFaultList';
import type { DiskFaultId } from '../faults/diskFaultList';
import { openWorld } from '../faults/networkFaults';
import type { World } from '../faults/networkFaults';
import { projectFiles } from '../faults/project';
import { checkBeside } from './support/cliBeside';
import { openCase, ready } from './support/editor';
import type { Case } from './support/editor';
import { servicesAt, withSettings } from './support/faults';

const REAL = ['denied', 'allowed', 'allowed'];
const NOT_KNOWN = ['unknown', 'unknown', 'allowed'];

/** What a proof works with: one cache, and one project that is opened as often as it likes. */
interface Bench {
  readonly world: World;
  /** The folder in which the editor and the command line look for their cache. */
  readonly cacheHome: string;
  readonly cache: string;
  /** The names of the project's packages begin with it. */
  readonly id: string;
  readonly open: () => Promise<Case>;
}

/** Opens the project in a folder of its own and waits until there is nothing to wait for. */
async function verdicts({ open }: Bench): Promise<readonly string[]> {
  return verdictsOf(await open());
}

async function verdictsOf(opened: Case): Promise<readonly string[]> {
  return (await ready(opened)).judgements.map(({ verdict }) => verdict);
}

/** The same while every service refuses: only what the cache holds can answer. */
async function verdictsFromCache(bench: Bench): Promise<readonly string[]> {
  const { services } = bench.world;
  services.fail({ kind: 'status', status: 400 });
  try {
    return await verdicts(bench);
  } finally {
    services.fail(undefined);
  }
}

const unwritable =
  (code: string) =>
  async (bench: Bench): Promise<void> => {
    forgetCacheModule();
    const disk = breakDisk(code, bench.cacheHome);
    try {
      assert.deepEqual(await verdicts(bench), REAL);
      assert.ok(disk.refused() > 0, 'nobody wrote');
      assert.deepEqual(await verdictsFromCache(bench), NOT_KNOWN, 'something was written after all');
    } finally {
      disk.mend();
      forgetCacheModule();
    }
  };

/** The extension holds on to the functions that write: let it take them anew. It loads the module when it needs it. */
function forgetCacheModule(): void {
  const { cache } = createRequire(__filename);
  for (const key of Object.keys(cache))
    if (/[/\\]dist[/\\]diskCache\.js$/.test(key)) Reflect.deleteProperty(cache, key);
}

const proofs: Readonly<Record<DiskFaultId, (bench: Bench) => Promise<void>>> = {
  full: unwritable('ENOSPC'),
  readOnly: unwritable('EROFS'),
  misplaced: async (bench) => {
    rmSync(bench.cacheHome, { recursive: true });
    writeFileSync(bench.cacheHome, 'mine');
    assert.deepEqual(await verdicts(bench), REAL);
    assert.equal(readFileSync(bench.cacheHome, 'utf8'), 'mine');
    assert.deepEqual(await verdictsFromCache(bench), NOT_KNOWN);
  },
  corrupt: async (bench) => {
    assert.deepEqual(await verdicts(bench), REAL);
    assert.deepEqual(await verdictsFromCache(bench), REAL, 'the cache was not filled');
    for (const file of filesIn(bench.cache)) writeFileSync(file, 'MIT\u0000'.repeat(99));
    assert.deepEqual(await verdictsFromCache(bench), NOT_KNOWN);
    assert.deepEqual(await verdicts(bench), REAL);
    assert.deepEqual(await verdictsFromCache(bench), REAL, 'the cache was not rebuilt');
  },
  together: async (bench) => {
    const opened = await bench.open();
    const { addresses } = bench.world.services;
    const [here, beside] = await Promise.all([
      verdictsOf(opened),
      checkBeside({ folder: opened.folder.fsPath, cacheHome: bench.cacheHome, addresses }),
    ]);
    assert.deepEqual([here, Object.values(beside.verdicts)], [REAL, REAL]);
    assert.deepEqual(await verdictsFromCache(bench), REAL);
  },
  killed: async (bench) => {
    const { world, cacheHome, cache, id } = bench;
    const { addresses } = world.services;
    // Outside of the workspace: the editor would fill the cache as well.
    const folder = mkdtempSync(join(tmpdir(), 'ospo-lens-killed-'));
    for (const [name, text] of Object.entries(projectFiles(id, addresses)))
      writeFileSync(join(folder, name), text);
    const ended = await checkBeside({ folder, cacheHome, addresses, dies: true });
    rmSync(folder, { recursive: true });
    assert.equal(ended.signal, 'SIGKILL', 'the process was not killed');
    assert.ok(filesIn(cache).length > 0, 'it was killed before it wrote');
    assert.deepEqual(await verdictsFromCache(bench), NOT_KNOWN);
    assert.deepEqual(await verdicts(bench), REAL);
    assert.deepEqual(await verdictsFromCache(bench), REAL);
  },
};

describe('faults of the disk, in the editor', function () {
  this.timeout(60_000);
  let world: World;
  const cacheBefore = process.env['XDG_CACHE_HOME'];
  const rejections: unknown[] = [];
  const noteRejection = (reason: unknown) => rejections.push(reason);

  before(async () => {
    process.on('unhandledRejection', noteRejection);
    world = await openWorld();
  });
  after(async () => {
    process.off('unhandledRejection', noteRejection);
    await world.close();
  });

  for (const fault of diskFaultIds) {
    const { name, follows } = diskFaultList[fault];
    it(`${name}: ${follows}`, async () => {
      const { addresses } = world.services;
      const settings = { publicMirrors: [addresses.npm], timeout: 10, offline: false };
      await withSettings({ ...settings, ...servicesAt(addresses) }, () => prove(fault));
      assert.deepEqual(rejections.splice(0), [], 'unhandled rejections');
    });
  }

  async function prove(fault: DiskFaultId): Promise<void> {
    const cacheHome = mkdtempSync(join(tmpdir(), 'ospo-lens-disk-'));
    const id = `disk-${fault.toLowerCase()}`;
    const opened: Case[] = [];
    const open = async () => {
      const next = await openCase(projectFiles(id, world.services.addresses));
      opened.push(next);
      return next;
    };
    process.env['XDG_CACHE_HOME'] = cacheHome;
    try {
      await proofs[fault]({ world, cacheHome, cache: join(cacheHome, 'ospo-lens'), id, open });
    } finally {
      process.env['XDG_CACHE_HOME'] = cacheBefore;
      rmSync(cacheHome, { recursive: true, force: true });
    }
  }
});

function filesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter((path) => statSync(path).isFile());
}
