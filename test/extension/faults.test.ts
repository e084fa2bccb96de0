import { strict as assert } from 'node:assert';
import { readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { reasonText, statusOf } from '../../src/core/index';
import { networkFaults, openWorld } from '../faults/networkFaults';
import type { NetworkFault, World } from '../faults/networkFaults';
import { npmrc, projectFiles } from '../faults/project';
import type { Addresses } from '../faults/services';
import { withoutDate } from '../faults/words';
import { diagnostics, edit, findings, openCase, ready, until, withSetting, write } from './support/editor';
import type { Case } from './support/editor';

/** Seconds that one question may take. */
const TIMEOUT = 1.5;
/** Five questions one after the other, and a busy machine. */
const BUDGET_MS = 12_000;

async function withSettings(settings: Readonly<Record<string, unknown>>, work: () => Promise<void>) {
  const [first, ...rest] = Object.entries(settings);
  if (!first) return work();
  await withSetting(first[0], first[1], () => withSettings(Object.fromEntries(rest), work));
}

const servicesAt = ({ depsDev, scorecard, osv }: Addresses) => ({
  'services.depsDev': depsDev,
  'services.scorecard': scorecard,
  'services.osv': osv,
});

const checkAgain = () => vscode.commands.executeCommand('ospoLens.checkWorkspace');

/** Waits for the real verdicts: one package is denied, nothing is unknown. */
const recovered = (opened: Case, id: string) =>
  until(() => (findings(opened).join() === `license.denied ${id}-denied` ? true : undefined));

describe('faults, in the editor', function () {
  this.timeout(30_000);
  let world: World;
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
  it('bring no false verdict, no wait beyond the budget, and are over when they are over', async function () {
    this.timeout(120_000);
    const { addresses } = world.services;
    const elsewhere = networkFaults.map(({ start }) => start(world).npm);
    const settings = { publicMirrors: elsewhere, timeout: TIMEOUT, offline: false };
    await withSettings({ ...settings, ...servicesAt(addresses) }, async () => {
      for (const [index, fault] of networkFaults.entries()) await suffer(fault, `host${index}`);
      await survivesCorruptCache();
    });
  });

  async function suffer(fault: NetworkFault, id: string): Promise<void> {
    const addresses = fault.start(world);
    const isMoved = addresses !== world.services.addresses;
    let opened: Case | undefined;
    await withSettings(isMoved ? servicesAt(addresses) : {}, async () => {
      opened = await openCase(projectFiles(id, addresses));
      await shows(opened, fault);
    });
    world.services.fail(undefined);
    if (opened) await recovers(opened, id, isMoved);
    // What stands in the workspace is asked about by every later check, too.
    if (opened) await vscode.workspace.fs.delete(opened.folder, { recursive: true });
    assert.deepEqual(rejections.splice(0), [], 'unhandled rejections');
  }

  async function shows(opened: Case, { name, verdict, says }: NetworkFault): Promise<void> {
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
    assert.ok(took < BUDGET_MS, `${name} took ${took} ms`);
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

  async function survivesCorruptCache(): Promise<void> {
    const files = filesIn(join(process.env['XDG_CACHE_HOME'] ?? '', 'ospo-lens'));
    assert.ok(files.length > 0, 'there is no cache');
    for (const file of files) writeFileSync(file, 'MIT\u0000'.repeat(99));
    const asked = world.services.standIns[0]?.requests.length ?? 0;
    await recovered(await openCase(projectFiles('host0', world.services.addresses)), 'host0');
    assert.ok((world.services.standIns[0]?.requests.length ?? 0) > asked, 'nobody was asked anew');
  }
});

describe('services that come back', function () {
  this.timeout(30_000);
  let world: World;
  before(async () => {
    process.env['OSPO_LENS_TEST_RETRY_MS'] = '200';
    world = await openWorld();
  });
  after(async () => {
    delete process.env['OSPO_LENS_TEST_RETRY_MS'];
    await world.close();
  });

  it('are found again without a command, and asked only for what is missing', async () => {
    const { addresses, standIns } = world.services;
    const settings = { publicMirrors: [addresses.npm], timeout: TIMEOUT, offline: false };
    await withSettings({ ...settings, ...servicesAt(addresses) }, async () => {
      const kept = await openCase(projectFiles('kept', addresses));
      await recovered(kept, 'kept');
      await ready(kept);
      world.services.fail({ kind: 'reset' });
      const opened = await openCase(projectFiles('back', addresses));
      const { judgements, policy } = await ready(opened);
      assert.equal(statusOf(judgements, policy, false).outOfReach, true);
      for (const standIn of standIns) standIn.requests.length = 0;
      world.services.fail(undefined);
      await recovered(opened, 'back');
      const after = await ready(opened);
      assert.equal(statusOf(after.judgements, after.policy, false).outOfReach, false);
      assert.doesNotMatch(JSON.stringify(standIns.map(({ requests }) => requests)), /kept-/);
      await vscode.workspace.fs.delete(opened.folder, { recursive: true });
      await vscode.workspace.fs.delete(kept.folder, { recursive: true });
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
      await until(() => (standIns[0]?.requests.length === 0 ? undefined : true));
      const began = performance.now();
      await edit(opened.document, '"dependencies": {', '"dependencies": {\n    "left-by-name": "^1.0.0",');
      await until(() => (findings(opened)[0] === 'package.denied left-by-name' ? true : undefined));
      const took = performance.now() - began;
      assert.ok(took < 1_000, `took ${took} ms`);
      assert.deepEqual(findings(opened), ['package.denied left-by-name', 'license.denied from-lockfile']);
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

/** A finding tells what the reason tells, after words of its own. */
function shortened(says: string): string {
  return says.replace(/^No license is known; /, '').replace(/\.$/, '');
}

function filesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter((path) => statSync(path).isFile());
}
