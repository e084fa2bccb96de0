import { strict as assert } from 'node:assert';
import { buildOnce } from '../cli/cli';
import { BUDGET, NOT_KNOWN, REAL, check, writeProject } from './cliRun';
import { diskFaultIds, diskFaultList } from './diskFaultList';
import { proofs } from './diskFaults';
import { TOKEN, networkFaults, openWorld } from './networkFaults';
import type { World } from './networkFaults';

/** What a run takes beside its questions: the start of a process on a busy machine. */
const START_MS = 3_000;

describe('faults, on the command line', function () {
  this.timeout(30_000);
  let world: World;
  before(async () => {
    buildOnce();
    world = await openWorld();
  });
  after(() => world.close());

  networkFaults.forEach(({ name, start, verdict, says, seconds = BUDGET }, index) => {
    it(`${name}: ${says}`, async () => {
      const addresses = start(world);
      const project = writeProject(`cli${index}`, addresses);
      try {
        const began = performance.now();
        const faulty = await check(project, addresses, { seconds });
        const took = performance.now() - began;
        world.services.fail(undefined);
        assert.deepEqual(faulty.verdicts, verdict === 'real' ? REAL : NOT_KNOWN);
        assert.equal(faulty.says, says);
        assert.deepEqual([faulty.ran.code, faulty.ran.err], [1, '']);
        assert.ok(took < seconds * 1000 + START_MS, `took ${took} ms`);
        project.move(world.services.addresses);
        assert.deepEqual((await check(project, world.services.addresses)).verdicts, REAL);
      } finally {
        world.services.fail(undefined);
        project.remove();
      }
    });
  });

  it('gives the key of the registry to no other host', () => {
    const given = world.services.standIns.map(({ requests }) =>
      requests.some(({ headers }) => headers.authorization?.includes(TOKEN)),
    );
    assert.deepEqual(given, [true, false, false, false], 'the registry alone is given its key');
    assert.ok(world.elsewhere.requests.length > 0, 'no redirect was followed');
    assert.doesNotMatch(JSON.stringify(world.elsewhere.requests), new RegExp(TOKEN));
  });

  for (const id of diskFaultIds) {
    const { name, follows } = diskFaultList[id];
    it(`${name}: ${follows}`, async () => {
      const project = writeProject(`disk-${id.toLowerCase()}`, world.services.addresses);
      try {
        await proofs[id](project, world);
      } finally {
        project.remove();
      }
    });
  }
});
