import { strict as assert } from 'node:assert';
import * as vscode from 'vscode';
import { openCase, positionOf, ready } from './support/editor';
import type { Case } from './support/editor';
import { PROJECT } from './support/samples';

/** A case whose package.json has the cursor where `|` stands. */
async function typing(marked: string): Promise<{ opened: Case; position: vscode.Position }> {
  const opened = await openCase({ ...PROJECT, 'package.json': marked.replace('|', '') });
  await ready(opened);
  return { opened, position: opened.document.positionAt(marked.indexOf('|')) };
}

async function offered({ opened, position }: { opened: Case; position: vscode.Position }) {
  const list = await vscode.commands.executeCommand<vscode.CompletionList>(
    'vscode.executeCompletionItemProvider',
    opened.document.uri,
    position,
  );
  return list.items;
}

const ours = (items: readonly vscode.CompletionItem[]) =>
  items.filter(({ detail }) => detail?.startsWith('OSPO Lens:'));

const labelOf = ({ label }: vscode.CompletionItem) => (typeof label === 'string' ? label : label.label);

/** Does what the editor does with an accepted suggestion. */
async function accept(document: vscode.TextDocument, item: vscode.CompletionItem): Promise<void> {
  const editor = await vscode.window.showTextDocument(document);
  const range = item.range instanceof vscode.Range ? item.range : item.range?.replacing;
  assert.ok(range);
  const text = item.insertText;
  const snippet = typeof text === 'string' ? new vscode.SnippetString(text.replace(/[$}\\]/g, '\\$&')) : text;
  assert.ok(snippet);
  await editor.edit((edit) => {
    for (const each of item.additionalTextEdits ?? []) edit.replace(each.range, each.newText);
  });
  await editor.insertSnippet(snippet, range);
}

describe('completion in package.json', () => {
  it('offers what the policy approves for a need, and writes name and range in one go', async () => {
    const at = await typing('{\n  "dependencies": {\n    "dates|"\n    "lib-mit": "^1.0.0"\n  }\n}\n');
    const [first] = ours(await offered(at));
    assert.ok(first);
    assert.equal(labelOf(first), 'date-fns');
    assert.equal(first.detail, 'OSPO Lens: approved for Dates and times');
    await accept(at.opened.document, first);
    assert.equal(
      at.opened.document.getText(),
      '{\n  "dependencies": {\n    "date-fns": "^4.1.0",\n    "lib-mit": "^1.0.0"\n  }\n}\n',
    );
  });

  it('offers known packages with their license, denied ones last and struck through', async () => {
    const at = await typing('{ "dependencies": { "ua-parser-js|" } }');
    const items = ours(await offered(at));
    assert.deepEqual(items.map(labelOf), ['ua-parser-js']);
    const label = items[0]?.label as vscode.CompletionItemLabel;
    assert.deepEqual([label.detail, label.description], [' ^1.0.41', 'MIT']);
    const ranges = ours(await offered(await typing('{ "dependencies": { "ua-parser-js": "|" } }')));
    const denied = ranges.map((item) => item.tags?.includes(vscode.CompletionItemTag.Deprecated) === true);
    assert.equal(ranges.map(labelOf)[0], '^1.0.41');
    assert.equal(denied.at(-1), true);
    assert.equal(denied.indexOf(true), denied.length - 1);
  });

  it('comes before what the editor itself offers', async () => {
    const at = await typing('{ "dependencies": { "date|" } }');
    const items = await offered(at);
    const last = Math.max(...ours(items).map((item) => items.indexOf(item)));
    assert.ok(ours(items).every(({ sortText }) => sortText?.startsWith('!')));
    assert.equal(last, ours(items).length - 1);
  });

  it('offers nothing over what is selected, which would go, and take its comma along', async () => {
    const at = await typing('{ "dependencies": { "lib-mit": "^1.0.0"| } }');
    assert.notDeepEqual(ours(await offered(at)), []);
    const editor = await vscode.window.showTextDocument(at.opened.document);
    editor.selection = new vscode.Selection(positionOf(at.opened.document, '"lib-mit"'), at.position);
    assert.deepEqual(ours(await offered(at)), []);
  });

  it('offers nothing outside of the blocks that list dependencies', async () => {
    assert.deepEqual(ours(await offered(await typing('{ "scripts": { "date|": "" } }'))), []);
  });
});

describe("completion in the file of a workspace's catalogs", () => {
  it('offers what the policy beside it approves, and writes YAML', async () => {
    const marked = 'packages: []\ncatalog:\n  dates|\n  lib-mit: ^1.0.0\n';
    const opened = await openCase({ ...PROJECT, 'pnpm-workspace.yaml': marked.replace('|', '') });
    await ready(opened);
    const file = vscode.Uri.joinPath(opened.folder, 'pnpm-workspace.yaml');
    const document = await vscode.workspace.openTextDocument(file);
    const position = document.positionAt(marked.indexOf('|'));
    const [first] = ours(await offered({ opened: { ...opened, document }, position }));
    assert.ok(first);
    assert.equal(labelOf(first), 'date-fns');
    await accept(document, first);
    assert.equal(document.getText(), marked.replace('dates|', 'date-fns: ^4.1.0'));
  });
});
