import { strict as assert } from 'node:assert';
import * as vscode from 'vscode';
import {
  codeOf,
  diagnostics,
  edit,
  fixtureText,
  openCase,
  ready,
  until,
  watched,
  write,
} from './support/editor';
import type { Case } from './support/editor';
import { groupsIn, hoversOn } from './support/shown';

const fixture = (path: string) => fixtureText('brought', path);

const files = () => ({
  'package.json': fixture('package.json'),
  'package-lock.json': fixture('package-lock.json'),
  'ospo-policy.yaml': fixture('ospo-policy.yaml'),
});

/** `line code first-words` of what is told about a case. */
const told = ({ document }: Case) =>
  diagnostics(document.uri).map((one) => {
    const [subject = ''] = one.message.split(' (');
    return `${document.getText(one.range)}: ${codeOf(one)} ${subject}`;
  });

const ALL = [
  'fixture-web: package.denied fixture-banned 0.1.9',
  'fixture-report: license.conditions fixture-fonts 1.0.0',
  'fixture-report: license.denied fixture-agpl 3.1.0',
  'fixture-runner: license.unknown fixture-silent 1.0.2',
];

describe('what a dependency brings', () => {
  let opened: Case;
  beforeEach(async () => {
    opened = await openCase(files());
    await ready(opened);
  });

  it('stands on the dependency, and follows it through the text', async () => {
    assert.deepEqual(told(opened), ALL);
    await edit(opened.document, '{\n', '{\n\n\n  "description": "moved",\n');
    await ready(opened);
    assert.deepEqual(told(opened), ALL);
  });

  it('goes with the dependency, and comes back with it', async () => {
    const web = '"fixture-web": "^1.0.0",\n    ';
    await edit(opened.document, web, '');
    await ready(opened);
    assert.deepEqual(told(opened), ALL.slice(1));
    await edit(opened.document, '"fixture-report"', `${web}"fixture-report"`);
    await ready(opened);
    assert.deepEqual(told(opened), ALL);
  });

  it('is gone at once from an entry that asks for something else, and stays on the others', async () => {
    await edit(opened.document, '"fixture-web": "^1.0.0"', '"fixture-web": "^9.0.0"');
    const brought = told(opened).filter((line) => ALL.includes(line));
    assert.deepEqual(brought, ALL.slice(1));
    await ready(opened);
    // The lockfile has no such version: what it would bring is not known.
    assert.deepEqual(
      told(opened).filter((line) => line.startsWith('fixture-web') && line.includes('fixture-banned')),
      [],
    );
  });

  it('follows the policy and the lockfile', async () => {
    const lenient = fixture('ospo-policy.yaml').replace('package: fixture-banned', 'package: fixture-other');
    await write(opened.folder, 'ospo-policy.yaml', lenient);
    await until(() => (told(opened).join() === ALL.slice(1).join() ? true : undefined));
    await write(opened.folder, 'ospo-policy.yaml', fixture('ospo-policy.yaml'));
    await until(() => (told(opened).join() === ALL.join() ? true : undefined));
    const lockfile = fixture('package-lock.json').replace('"AGPL-3.0-only"', '"MIT"');
    await write(opened.folder, 'package-lock.json', lockfile);
    const others = ALL.filter((line) => !line.includes('agpl'));
    await until(() => (told(opened).join() === others.join() ? true : undefined));
  });

  it('stays in sight while sources are asked anew', async () => {
    // Of one that is denied by its name, something is to be told before sources have answered, too.
    const unknown = fixture('package-lock.json').replace('"0.1.9",\n      "license": "MIT"', '"0.1.9"');
    assert.notEqual(unknown, fixture('package-lock.json'));
    await write(opened.folder, 'package-lock.json', unknown);
    const added = 'fixture-web: license.unknown fixture-banned 0.1.9';
    await until(() => (told(opened).includes(added) ? true : undefined));
    await watched(opened.folder);
    await ready(opened);
    const expected = [added, ...ALL];
    assert.deepEqual(told(opened), expected);
    const states: string[][] = [];
    const listener = vscode.languages.onDidChangeDiagnostics(() => states.push(told(opened)));
    try {
      for (let round = 1; round <= 5; round++) {
        await write(opened.folder, 'package-lock.json', `${unknown}${' '.repeat(round)}`);
        await watched(opened.folder);
        await edit(opened.document, '{\n', `{\n  "x-round": "${round}",\n`);
        await ready(opened);
      }
    } finally {
      listener.dispose();
    }
    assert.deepEqual(
      states.filter((lines) => lines.join() !== expected.join()),
      [],
    );
  });

  it('is told in the hover of the dependency', async () => {
    const text = (await hoversOn(opened, 'fixture-report')).find((value) =>
      value.includes('ospoLens.explain'),
    );
    assert.match(text ?? '', /\*\*Allowed\*\*/);
    assert.match(text ?? '', /\*\*Brings\*\* fixture\\?-agpl 3\\?\.1\\?\.0 .*and 1 other path/);
  });

  it('stands below the dependency in the view, what asks for action first', async () => {
    try {
      const [allowed, ...others] = await groupsIn(opened);
      assert.deepEqual(others, []);
      assert.deepEqual(
        [allowed?.label, allowed?.description, allowed?.expanded],
        ['Allowed', '4 · 3 need action', true],
      );
      const report = allowed?.children.find(({ label }) => label === 'fixture-report');
      assert.match(report?.spoken ?? '', /^fixture-report, Allowed, needs action, /);
      assert.deepEqual(
        report?.children.map(({ label, description, kind }) => [label, description, kind]),
        [
          ['fixture-agpl 3.1.0', 'AGPL-3.0-only', 'brought clause'],
          ['fixture-fonts 1.0.0 and 1 package like it', 'MPL-2.0', 'brought clause'],
        ],
      );
      const web = allowed?.children.find(({ label }) => label === 'fixture-web');
      assert.equal(web?.children[0]?.spoken, 'fixture-banned 0.1.9, Denied, MIT, fixture-shared 1.0.1');
    } finally {
      await vscode.commands.executeCommand('ospoLens.clearFilter');
    }
  });
});
