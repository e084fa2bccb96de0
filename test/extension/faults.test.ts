import { strict as assert } from 'node:assert';
import * as vscode from 'vscode';
import { reasonText, statusOf } from '../../src/core/index';
import { networkFaults, openWorld } from '../faults/networkFaults';
import type { NetworkFault, World } from '../faults/networkFaults';
import { npmrc, projectFiles } from '../faults/project';
import type { Addresses } from '../faults/services';
import type { Fault, StandIn } from '../standins/server';
import { withoutDate } from '../faults/words';
import { diagnostics, edit, findings, openCase, ready, until, watched, write } from './support/editor';
import type { Case } from './support/editor';
import { holdSettings, recovered, servicesAt, withSettings } from './support/faults';

/** Seconds that one question may take where it shall be out of time. */
const SHORT = 0.4;
/** The same where the words must be about something else, however slow the machine. */
const LONG = 15;
/** Beside the time of five questions one after the other: a busy machine. */
const SLACK_MS = 10_000;

const checkAgain = () => vscode.commands.executeCommand('ospoLens.checkWorkspace');

describe('faults, in the editor', function () {
  this.timeout(90_000);
  let world: World;
  let restore: () => Promise<void>;
  const rejections: unknown[] = [];
  const noteRejection = (reason: unknown) => rejections.push(reason);

  before(async () => {
    process.on('unhandledRejection', noteRejection);
    world = await openWorld();
    const elsewhere = networkFaults.map(({ start }) => start(world).npm);
    world.services.fail(undefined);
    const settings = { publicMirrors: elsewhere, timeout: LONG, offline: false };
    restore = await holdSettings({ ...settings, ...servicesAt(world.services.addresses) });
  });
  after(async () => {
    process.off('unhandledRejection', noteRejection);
    await restore();
    await world.close();
  });

  networkFaults.forEach((fault, index) => {
    it(`${fault.name}: ${fault.says}`, () => suffer(fault, `host${index}`));
  });

  async function suffer(fault: NetworkFault, id: string): Promise<void> {
    const addresses = fault.start(world);
    const isMoved = addresses !== world.services.addresses;
    let opened: Case | undefined;
    await withSettings(
      { ...(isTimeOut(fault) && { timeout: SHORT }), ...(isMoved && servicesAt(addresses)) },
      async () => {
        opened = await openCase(projectFiles(id, addresses));
        await shows(opened, fault);
      },
    );
    world.services.fail(undefined);
    if (opened) await recovers(opened, id, isMoved);
    assert.deepEqual(rejections.splice(0), [], 'unhandled rejections');
  }

  async function shows(opened: Case, fault: NetworkFault): Promise<void> {
    const { name, verdict, says } = fault;
    const began = performance.now();
    const { judgements, policy } = await ready(opened);
    const took = performance.now() - began;
    const isReal = verdict === 'real';
    const verdicts = judgements.map((one) => one.verdict);
    const expected = isReal ? ['denied', 'allowed', 'allowed'] : ['unknown', 'unknown', 'allowed'];
    assert.deepEqual(verdicts, expected, name);
    const [reason] = judgements[1]?.reasons ?? [];
    assert.equal(reason && withoutDate(reasonText(reason)), says, name);
    const message = diagnostics(opened.document.uri)[1]?.message;
    if (!isReal) assert.ok(message?.includes(shortened(says)), `${name}: ${message}`);
    const budget = isTimeOut(fault) ? 5 * SHORT * 1000 : LONG * 1000;
    assert.ok(took < budget + SLACK_MS, `${name} took ${took} ms`);
    assert.equal(statusOf(judgements, policy, false).outOfReach, /reached|in time/.test(says), name);
  }

  /** The services are well again: the same window finds out. */
  async function recovers(opened: Case, id: string, isMoved: boolean): Promise<void> {
    if (isMoved) await write(opened.folder, '.npmrc', npmrc(world.services.addresses.npm));
    await checkAgain();
    await recovered(opened, id);
    const { judgements, policy } = await ready(opened);
    assert.equal(statusOf(judgements, policy, false).outOfReach, false);
  }
});

describe('services that come back', function () {
  this.timeout(90_000);
  let world: World;
  before(async () => {
    process.env['OSPO_LENS_TEST_RETRY_MS'] = '200';
    world = await openWorld();
  });
  after(async () => {
    delete process.env['OSPO_LENS_TEST_RETRY_MS'];
    await world.close();
  });

  const faults: readonly (readonly [string, Fault, boolean])[] = [
    ['cut every connection', { kind: 'reset' }, true],
    ['refused more questions', { kind: 'status', status: 429 }, false],
    [
      'stood behind a page to log in',
      { kind: 'body', type: 'text/html', body: '<title>Log in</title>' },
      false,
    ],
  ];
  for (const [name, fault, isOutOfReach] of faults)
    it(`are found again without a command where they ${name}, and asked only for what is missing`, () =>
      comeBack(fault, isOutOfReach, `back-${fault.kind}`));

  async function comeBack(fault: Fault, isOutOfReach: boolean, id: string): Promise<void> {
    const { addresses, standIns } = world.services;
    const settings = { publicMirrors: [addresses.npm], timeout: LONG, offline: false };
    await withSettings({ ...settings, ...servicesAt(addresses) }, async () => {
      const kept = await openCase(projectFiles('kept', addresses));
      await recovered(kept, 'kept');
      await ready(kept);
      world.services.fail(fault);
      const opened = await openCase(projectFiles(id, addresses));
      // Else news of the case's own files would have everything asked.
      await watched(opened.folder);
      const { judgements, policy } = await ready(opened);
      assert.equal(statusOf(judgements, policy, false).outOfReach, isOutOfReach);
      for (const standIn of standIns) standIn.requests.length = 0;
      world.services.fail(undefined);
      await recovered(opened, id);
      const after = await ready(opened);
      assert.equal(statusOf(after.judgements, after.policy, false).outOfReach, false);
      assert.doesNotMatch(JSON.stringify(standIns.map(({ requests }) => requests)), /kept-/);
    });
  }
});

describe('names that a policy keeps back', function () {
  this.timeout(60_000);
  let world: World;
  before(async () => {
    world = await openWorld();
  });
  after(() => world.close());

  it('are asked about as soon as the policy that could not be read is mended', async () => {
    const { addresses, standIns } = world.services;
    const settings = { publicMirrors: [addresses.npm], timeout: LONG, offline: false };
    await withSettings({ ...settings, ...servicesAt(addresses) }, async () => {
      const files = projectFiles('mended', addresses);
      const opened = await openCase({ ...files, 'ospo-policy.yaml': 'version: 1\nextends: ./gone.yaml\n' });
      const { judgements } = await ready(opened);
      assert.deepEqual(
        judgements.slice(0, 2).map(({ verdict }) => verdict),
        ['unknown', 'unknown'],
      );
      assert.deepEqual(
        standIns.flatMap(({ requests }) => requests),
        [],
      );
      await write(opened.folder, 'ospo-policy.yaml', files['ospo-policy.yaml'] ?? '');
      await recovered(opened, 'mended');
    });
  });
});

describe('services that are stalled', function () {
  this.timeout(30_000);
  let world: World;
  before(async () => {
    world = await openWorld();
    world.services.fail({ kind: 'silent' });
  });
  after(() => world.close());

  it('hold up neither first verdicts nor typing', async () => {
    const { addresses, standIns } = world.services;
    const settings = { publicMirrors: [addresses.npm], timeout: 60, offline: false };
    await withSettings({ ...settings, ...servicesAt(addresses) }, async () => {
      const opened = await openCase(stalledProject(addresses));
      await until(() => (findings(opened).join() === 'license.denied from-lockfile' ? true : undefined));
      await isAsked(standIns[0]);
      // The least of several times: a machine that is busy holds up one of them.
      const times: number[] = [];
      const entry = '\n    "left-by-name": "^1.0.0",';
      for (let round = 0; round < 3; round++) {
        const began = performance.now();
        await edit(opened.document, '"dependencies": {', `"dependencies": {${entry}`);
        await until(() => (findings(opened)[0] === 'package.denied left-by-name' ? true : undefined));
        times.push(performance.now() - began);
        assert.deepEqual(findings(opened), ['package.denied left-by-name', 'license.denied from-lockfile']);
        await edit(opened.document, entry, '');
        await until(() => (findings(opened).join() === 'license.denied from-lockfile' ? true : undefined));
      }
      assert.ok(Math.min(...times) < 1_000, `took ${times.join(', ')} ms`);
    });
  });
});

/** The license of one package stands in the lockfile; of the others nothing is known here. */
function stalledProject(addresses: Addresses): Readonly<Record<string, string>> {
  const files = projectFiles('stalled', addresses);
  return {
    ...files,
    'package-lock.json': (files['package-lock.json'] ?? '').replace('"MIT"', '"AGPL-3.0-only"'),
  };
}

/** No event of the editor tells that a question has arrived. */
async function isAsked(standIn: StandIn | undefined): Promise<void> {
  while (standIn?.requests.length === 0) await new Promise((resolve) => setTimeout(resolve, 10));
}

function isTimeOut({ says }: NetworkFault): boolean {
  return says.includes('in time');
}

/** A finding tells what the reason tells, after words of its own. */
function shortened(says: string): string {
  return says.replace(/^No license is known; /, '').replace(/\.$/, '');
}
