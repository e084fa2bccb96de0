import { strict as assert } from 'node:assert';
import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import * as vscode from 'vscode';
import { codeOf, diagnostics, extension, openCase, ready } from './support/editor';

/** What every host says of a fixture, as the command line wrote it. */
interface Expected {
  readonly dependencies: readonly { name: string; manifest: string; scope: string; verdict: string }[];
  readonly findings: readonly {
    code: string;
    severity: string;
    message: string;
    manifest: string;
    line: number;
    column: number;
    endLine: number;
    endColumn: number;
  }[];
}

const SEVERITIES = ['error', 'warning', 'information', 'hint'];

const root = join(extension().extensionPath, 'test', 'fixtures');
const names = readdirSync(root).filter((name) => existsSync(join(root, name, 'expected.json')));

function filesIn(folder: string): Record<string, string> {
  const paths = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  const files = paths.filter((path) => statSync(join(folder, path)).isFile() && path !== 'expected.json');
  return Object.fromEntries(
    files.map((path) => [path.split(sep).join('/'), readFileSync(join(folder, path), 'utf8')]),
  );
}

function toFinding(diagnostic: vscode.Diagnostic, manifest: string) {
  const { start, end } = diagnostic.range;
  return {
    code: codeOf(diagnostic),
    severity: SEVERITIES[diagnostic.severity],
    message: diagnostic.message,
    manifest,
    line: start.line + 1,
    column: start.character + 1,
    endLine: end.line + 1,
    endColumn: end.character + 1,
  };
}

function byPlace(a: { manifest: string; line: number; column: number; code: string }, b: typeof a): number {
  return (
    a.manifest.localeCompare(b.manifest, 'en') ||
    a.line - b.line ||
    a.column - b.column ||
    a.code.localeCompare(b.code, 'en')
  );
}

describe('the editor says what the command line says', () => {
  for (const name of names) {
    it(name, async () => {
      const expected = JSON.parse(readFileSync(join(root, name, 'expected.json'), 'utf8')) as Expected;
      const files = filesIn(join(root, name));
      const { folder } = await openCase(files);
      const found = [];
      const verdicts = [];
      for (const path of Object.keys(files).filter((file) => /(^|\/)package\.json$/.test(file))) {
        const document = await vscode.workspace.openTextDocument(vscode.Uri.joinPath(folder, path));
        const { judgements } = await ready({ folder, document });
        const manifest = relative(folder.fsPath, document.uri.fsPath).split(sep).join('/');
        found.push(...diagnostics(document.uri).map((one) => toFinding(one, manifest)));
        for (const { dependency, verdict } of judgements)
          verdicts.push(`${manifest} ${dependency.scope} ${dependency.packageName}: ${verdict}`);
      }
      const findings = expected.findings.map(
        ({ code, severity, message, manifest, line, column, endLine, endColumn }) => ({
          ...{ code, severity, message, manifest, line, column, endLine, endColumn },
        }),
      );
      assert.deepEqual(found.sort(byPlace), findings.sort(byPlace));
      assert.deepEqual(
        verdicts.sort(),
        expected.dependencies.map((one) => `${one.manifest} ${one.scope} ${one.name}: ${one.verdict}`).sort(),
      );
    });
  }
});
