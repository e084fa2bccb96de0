import { strict as assert } from 'node:assert';
import { readFileSync } from 'node:fs';
import { posix } from 'node:path';
import ts from 'typescript';
import { sourceFiles } from '../../scripts/words';

const ROOT = 'src/extension';
/** Where what somebody asked for begins. */
const TABLE = `${ROOT}/commands/index.ts`;
const POPUP = /^show(Information|Warning|Error)Message$/;

/** The light door hands commands on; that it cannot is said to whoever ran one. */
const DOOR = { file: `${ROOT}/activate.ts`, names: ['activate', 'run'] };

interface Source {
  readonly file: string;
  readonly identifiers: readonly ts.Identifier[];
  /** Names that come from other files of the extension, and from which. */
  readonly imported: ReadonlyMap<string, string>;
}

function read(file: string, text = readFileSync(file, 'utf8')): Source {
  const tree = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
  return { file, identifiers: [...nodesIn(tree)].filter(ts.isIdentifier), imported: importsOf(file, tree) };
}

function* nodesIn(node: ts.Node): Generator<ts.Node> {
  if (ts.isImportDeclaration(node)) return;
  yield node;
  const children: ts.Node[] = [];
  ts.forEachChild(node, (child) => void children.push(child));
  for (const child of children) yield* nodesIn(child);
}

function importsOf(file: string, tree: ts.SourceFile): Map<string, string> {
  const found = new Map<string, string>();
  for (const { importClause, moduleSpecifier } of tree.statements.filter(ts.isImportDeclaration)) {
    const bindings = importClause?.namedBindings;
    if (!bindings || !ts.isNamedImports(bindings)) continue;
    const path = posix.join(posix.dirname(file), (moduleSpecifier as ts.StringLiteral).text);
    for (const { name } of bindings.elements) found.set(name.text, `${path}.ts`);
  }
  return found;
}

/** The function, method or (for what runs when one is made) class that a node stands in. */
function ownerOf(node: ts.Node): string {
  for (let at = node; !ts.isSourceFile(at); at = at.parent)
    if ((ts.isFunctionDeclaration(at) || ts.isMethodDeclaration(at) || ts.isClassDeclaration(at)) && at.name)
      return at.name.getText();
  return 'the file itself';
}

/**
 * The functions from which a popup is reached, as `file name`. The table of commands is not followed further: what it leads
 * to, somebody asked for.
 */
function reaching(sources: readonly Source[]): Set<string> {
  const found = new Set<string>();
  for (let before = -1; before !== found.size;) {
    before = found.size;
    for (const { file, identifiers, imported } of sources.filter(({ file }) => file !== TABLE))
      for (const node of identifiers) {
        const from = imported.get(node.text) ?? file;
        const leads = found.has(`${from} ${node.text}`);
        if ((POPUP.test(node.text) || leads) && ownerOf(node) !== node.text)
          found.add(`${file} ${ownerOf(node)}`);
      }
  }
  return found;
}

/** What the composition of the extension reaches, without anybody having run a command. */
function uninvited(sources: readonly Source[]): string[] {
  const doors = DOOR.names.map((name) => `${DOOR.file} ${name}`);
  return [...reaching(sources)].filter(
    (one) => /\/(extension|activate)\.ts /.test(one) && !doors.includes(one),
  );
}

describe('popups', () => {
  const sources = sourceFiles(ROOT).map((file) => read(file));

  it('are found where there are some', () => {
    const found = [...reaching(sources)];
    for (const known of [
      'commands/ask.ts ask',
      'errors.ts showErrors',
      'policyDocuments/reading.ts readDocument',
    ])
      assert.ok(found.includes(`${ROOT}/${known}`), known);
  });

  it('come from commands only: nobody is interrupted who asked for nothing', () =>
    assert.deepEqual(uninvited(sources), []));

  it('would be found in what is registered, however deep', () => {
    const view = `import * as vscode from 'vscode';
      export function registerView() { vscode.window.onDidChangeActiveTextEditor(() => tell()); }
      function tell() { void vscode.window.showWarningMessage('Look here!'); }`;
    const composed = `import { registerView } from './view';
      export function compose() { registerView(); }`;
    const found = uninvited([read(`${ROOT}/view.ts`, view), read(`${ROOT}/extension.ts`, composed)]);
    assert.deepEqual(found, [`${ROOT}/extension.ts compose`]);
  });
});
