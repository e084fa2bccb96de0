import { strict as assert } from 'node:assert';
import * as vscode from 'vscode';
import { diagnostics, findings, openCase, ready, until, withSetting } from './support/editor';
import type { Case } from './support/editor';
import { PROJECT } from './support/samples';
import { actionsOn, groupsIn, hoversOn } from './support/shown';

const ALL = ['license.denied lib-agpl', 'alternative.approved moment'];

const run = (command: string, argument?: unknown) =>
  vscode.commands.executeCommand(`ospoLens.${command}`, argument);

/** Waits until exactly these findings are drawn. */
const drawn = (opened: Case, expected: readonly string[]) =>
  until(() => (findings(opened).join() === expected.join() ? true : undefined));

async function hints({ document }: Case): Promise<number> {
  const whole = new vscode.Range(0, 0, document.lineCount, 0);
  const found = await vscode.commands.executeCommand<vscode.InlayHint[]>(
    'vscode.executeInlayHintProvider',
    document.uri,
    whole,
  );
  return found.length;
}

const fixTitles = async (opened: Case, word: string) =>
  (await actionsOn(opened, word)).map(({ title }) => title);

const refIn = ({ document }: Case) => ({
  manifest: document.uri.toString(),
  name: 'lib-agpl',
  scope: 'production',
});

describe('quiet mode', () => {
  it('draws nothing into texts, and still tells and mends what is asked for', async () => {
    const opened = await openCase(PROJECT);
    await ready(opened);
    await drawn(opened, ALL);
    assert.equal(await hints(opened), 3);
    await run('toggleQuiet');
    try {
      await drawn(opened, []);
      assert.equal(await hints(opened), 0);
      assert.match((await hoversOn(opened, 'lib-agpl')).join(), /\*\*Denied\*\*/);
      assert.match((await fixTitles(opened, 'moment'))[0] ?? '', /^Replace moment by date-fns/);
      const [denied] = await groupsIn(opened);
      assert.equal(denied?.spoken, 'Denied: 1 dependency, 1 needs action');
    } finally {
      await run('clearFilter');
      await run('toggleQuiet');
    }
    await drawn(opened, ALL);
  });
});

describe('the severities of the user', () => {
  it('are drawn, and hide no error', async () => {
    const opened = await openCase(PROJECT);
    await ready(opened);
    const wishes = { 'license.denied': 'off', 'alternative.approved': 'off' };
    await withSetting('severity', wishes, async () => {
      await drawn(opened, ['license.denied lib-agpl']);
      const [agpl] = diagnostics(opened.document.uri);
      assert.equal(agpl?.severity, vscode.DiagnosticSeverity.Information);
    });
    await drawn(opened, ALL);
  });
});

describe('a snooze', () => {
  let opened: Case;
  beforeEach(async () => {
    opened = await openCase(PROJECT);
    await ready(opened);
  });
  afterEach(async () => {
    await run('clearFilter');
    await run('unsnooze', refIn(opened));
    await drawn(opened, ALL);
  });

  it('silences a dependency until its day, and says so in the list and on hover', async () => {
    await run('snooze', { ...refIn(opened), until: '2999-01-01', reason: 'The vendor answers in spring.' });
    await drawn(opened, ['alternative.approved moment']);
    const found = await groupsIn(opened);
    assert.deepEqual(
      found.map(({ label }) => label),
      ['Snoozed', 'Allowed'],
    );
    const [agpl] = found[0]?.children ?? [];
    assert.match(agpl?.spoken ?? '', /snoozed until 2999-01-01$/);
    assert.equal(agpl?.kind, 'dependency snoozed');
    const hover = (await hoversOn(opened, 'lib-agpl')).join();
    assert.match(hover, /Snoozed until 2999-01-01: The vendor answers in spring/);
    assert.match(hover, /\*\*Denied\*\*/);
  });

  it('of one finding leaves the others', async () => {
    await run('snooze', { ...refIn(opened), until: '2999-01-01', code: 'package.advisory' });
    await drawn(opened, ALL);
    await run('snooze', { ...refIn(opened), until: '2999-01-01', code: 'license.denied' });
    await drawn(opened, ['alternative.approved moment']);
  });

  it('that is over silences nothing', async () => {
    await run('snooze', { ...refIn(opened), until: '2020-01-01' });
    await drawn(opened, ALL);
    assert.equal((await groupsIn(opened))[0]?.label, 'Denied');
  });

  it('ends by a command', async () => {
    await run('snooze', { ...refIn(opened), until: '2999-01-01' });
    await drawn(opened, ['alternative.approved moment']);
    await run('unsnooze', { ref: refIn(opened) });
    await drawn(opened, ALL);
  });
});
