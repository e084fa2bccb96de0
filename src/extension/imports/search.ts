import * as vscode from 'vscode';
import { CODE_FILES, parseManifest } from '../../core/index';
import { folderOf, openDocument, readText } from '../documents';

/** More files than this are not looked through. */
export const MOST_FILES = 5000;
/** Larger files are bundled or data. */
const MAX_BYTES = 1_000_000;
const AT_ONCE = 32;

const NOT_OURS = '**/{node_modules,bower_components,.git,.yarn,.pnpm-store}/**';

/** A file of code, with the unsaved edits of its editor. */
export interface CodeFile {
  readonly uri: vscode.Uri;
  readonly text: string;
}

/** What was found; `complete` is false where there were more files than are looked through. */
export interface Search {
  readonly files: readonly CodeFile[];
  readonly complete: boolean;
}

/**
 * The files of a package's code that contain a name: those of its folder, without packages below it that list the name
 * themselves, and without what the settings hide. `undefined` when cancelled.
 */
export async function searchCode(
  manifest: vscode.Uri,
  name: string,
  token: vscode.CancellationToken,
): Promise<Search | undefined> {
  const folder = folderOf(manifest);
  const pattern = new vscode.RelativePattern(folder, `**/*.{${CODE_FILES.join(',')}}`);
  const found = await vscode.workspace.findFiles(pattern, NOT_OURS, MOST_FILES + 1, token);
  const others = await packagesWith(folder, manifest, name, token);
  const mine = found
    .filter((uri) => !others.some((other) => uri.path.startsWith(`${other.path}/`)))
    .sort((a, b) => a.path.localeCompare(b.path, 'en'));
  const files: CodeFile[] = [];
  for (let from = 0; from < Math.min(mine.length, MOST_FILES); from += AT_ONCE) {
    if (token.isCancellationRequested) return undefined;
    const texts = await Promise.all(mine.slice(from, from + AT_ONCE).map(readCode));
    files.push(...texts.flatMap((file) => (file?.text.includes(name) ? [file] : [])));
  }
  return token.isCancellationRequested ? undefined : { files, complete: found.length <= MOST_FILES };
}

/** Packages within a package speak for their own code. */
async function packagesWith(
  folder: vscode.Uri,
  own: vscode.Uri,
  name: string,
  token: vscode.CancellationToken,
): Promise<vscode.Uri[]> {
  const pattern = new vscode.RelativePattern(folder, '**/package.json');
  const found = await vscode.workspace.findFiles(pattern, NOT_OURS, MOST_FILES, token);
  const listed = await Promise.all(
    found.map(async (uri) => {
      const text = uri.path === own.path ? '' : await readText(uri).catch(() => '');
      const { dependencies } = parseManifest(text).value;
      return dependencies.some((each) => each.name === name) ? [folderOf(uri)] : [];
    }),
  );
  return listed.flat();
}

/** Only text in UTF-8 is edited: of any other, nobody knows what its bytes would become. */
async function readCode(uri: vscode.Uri): Promise<CodeFile | undefined> {
  const document = openDocument(uri);
  if (document) return { uri, text: document.getText() };
  try {
    const { size, type } = await vscode.workspace.fs.stat(uri);
    if (size > MAX_BYTES || (type & vscode.FileType.File) === 0) return undefined;
    const bytes = await vscode.workspace.fs.readFile(uri);
    return { uri, text: new TextDecoder('utf-8', { fatal: true }).decode(bytes) };
  } catch {
    return undefined;
  }
}
