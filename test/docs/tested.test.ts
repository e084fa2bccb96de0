import { strict as assert } from 'node:assert';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { manifestWords, readManifest } from '../../scripts/docs/manifest.mjs';
import { commandIds, settingKeys, viewIds } from '../../src/extension/contributions';

// What a user can use, somebody has used in a test: in the real editor, or as a person in the packaged extension.

const FOLDERS = ['test/extension', 'test/story'];

const tests = FOLDERS.flatMap((folder) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.(test\.ts|story\.mjs)$/.test(name))
    .map((name) => readFileSync(join(folder, name), 'utf8')),
).join('\n');

const words = manifestWords();
const { views } = (
  readManifest() as { contributes: { views: Record<string, readonly { id: string; name: string }[]> } }
).contributes;

/** The buttons of welcome texts and of the walkthrough that run a command. */
function buttonsOf(command: string): string[] {
  return Object.values(words).flatMap((text) =>
    [...text.matchAll(/\[([^\]]+)\]\(command:([\w.]+)\)/g)].flatMap(([, label = '', id]) =>
      id === command ? [label] : [],
    ),
  );
}

const literal = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** Whether tests run a command: by its id, by its name behind the section, by its title or by a button. */
function isRun(text: string, id: string): boolean {
  const name = id.replace('ospoLens.', '');
  const title = words[`command.${name}`] ?? '';
  const labels = [`OSPO Lens: ${title}'`, `'${title}'`, ...buttonsOf(id).map((label) => `'${label}'`)];
  const isNamed = /[A-Z]/.test(name) ? `'${name}'` : `run\\('${name}'`;
  return (
    new RegExp(`${literal(id)}\\b|${isNamed}`).test(text) || labels.some((label) => text.includes(label))
  );
}

/** Whether tests set a setting. */
function isSet(text: string, key: string): boolean {
  const name = literal(key);
  return new RegExp(
    `ospoLens\\.${name}\\b|(with|hold)Settings?\\(\\{?[^;]{0,200}?\\b${name}\\b|'${name}'[,\\]:]`,
  ).test(text);
}

describe('every contributed', () => {
  for (const id of commandIds) it(`command is run by a test: ${id}`, () => assert.ok(isRun(tests, id), id));

  for (const key of settingKeys)
    it(`setting is set by a test: ${key}`, () => assert.ok(isSet(tests, key), key));

  for (const id of viewIds)
    it(`view is read by a test, and by a person: ${id}`, () => {
      const name = Object.values(views)
        .flat()
        .find((view) => view.id === id)?.name;
      assert.ok(tests.includes(`rows('${id}')`), id);
      assert.match(tests, new RegExp(`(treeRows|openView|focusView|rowsWith)\\((page, )?'${name}'`), name);
    });

  it('thing that no test uses would be told', () => {
    const other =
      "run('askAboutAll'); withSetting('timeout', 3); runCommand(page, 'OSPO Lens: Open the Policy Clause')";
    assert.deepEqual(
      commandIds.filter((id) => isRun(other, id)),
      ['ospoLens.askAboutAll'],
    );
    assert.deepEqual(
      settingKeys.filter((key) => isSet(other, key)),
      ['timeout'],
    );
  });
});
