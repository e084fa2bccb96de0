import { strict as assert } from 'node:assert';
import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import * as vscode from 'vscode';
import { codeOf, diagnostics, extension, openCase, ready, until } from './support/editor';

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
  readonly problems: readonly {
    code: string;
    severity: string;
    message: string;
    file?: string;
    line?: number;
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

const LOCKFILE = /(^|\/)(package-lock\.json|npm-shrinkwrap\.json|pnpm-lock\.yaml|yarn\.lock|bun\.lock)$/;

/** `code line severity message` of what is told of the lockfiles; a hint is the command line's alone. */
function faultsOf({ problems }: Expected): string[] {
  return problems
    .filter(({ file = '', severity }) => LOCKFILE.test(file) && severity !== 'hint')
    .map(({ code, line = 1, severity, message }) => `${code} ${line} ${severity} ${message}`)
    .sort();
}

function toldOf(folder: vscode.Uri, files: readonly string[]): string[] {
  return files
    .filter((path) => LOCKFILE.test(path))
    .flatMap((path) => diagnostics(vscode.Uri.joinPath(folder, path)))
    .map(
      (one) => `${codeOf(one)} ${one.range.start.line + 1} ${SEVERITIES[one.severity] ?? ''} ${one.message}`,
    )
    .sort();
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
        // That nothing is known from a lockfile is told on it by the command line.
        const ofPackages = diagnostics(document.uri).filter((one) => !codeOf(one).startsWith('lockfile.'));
        found.push(...ofPackages.map((one) => toFinding(one, manifest)));
        for (const { dependency, verdict } of judgements)
          verdicts.push(`${manifest} ${dependency.scope} ${dependency.packageName}: ${verdict}`);
      }
      const findings = expected.findings.map(
        ({ code, severity, message, manifest, line, column, endLine, endColumn }) => ({
          ...{ code, severity, message, manifest, line, column, endLine, endColumn },
        }),
      );
      assert.deepEqual(found.sort(byPlace), findings.sort(byPlace));
      const faults = faultsOf(expected);
      const told = () => toldOf(folder, Object.keys(files));
      await until(() => (told().length === faults.length ? true : undefined));
      assert.deepEqual(told(), faults);
      assert.deepEqual(
        verdicts.sort(),
        expected.dependencies.map((one) => `${one.manifest} ${one.scope} ${one.name}: ${one.verdict}`).sort(),
      );
    });
  }
});
