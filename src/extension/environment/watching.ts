import { dirname, join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import * as vscode from 'vscode';
import type { Logger } from '../../core/index';
import { declaresPackages, lockfileFormats, packageNamesIn, parseCatalogs } from '../../core/index';
import { foldersUpTo } from '../../sources/folders';
import { isBelow, topOf } from '../../sources/project';
import { REGISTRY_FILES } from '../../sources/registryFiles';
import { onConfigChange } from '../config';
import { readText } from '../documents';
import { logErrors } from '../errors';
import type { Environment, Environments } from './environments';

const EVIDENCE_NAMES: readonly string[] = [
  ...lockfileFormats.map(({ fileName }) => fileName),
  ...REGISTRY_FILES,
];
const EVIDENCE_FILES = `**/{${EVIDENCE_NAMES.join(',')}}`;
const POLICY_FILES = '**/ospo-policy.{yaml,yml,json}';
const POLICY_NAME = /^ospo-policy\.(ya?ml|json)$/;

const MANIFESTS = '**/package.json';

/** Installing touches many files at once: they are one change. */
const PAUSE_MS = 100;

/** When more files than these changed at once, everything is read anew. */
const MOST_FILES = 20;

/** Reads policies, lockfiles, npm's settings and the names of the project's packages anew when they change. */
export function registerWatching(environments: Environments, logger: Logger): vscode.Disposable {
  const changes = new Changes((evidence, uri) =>
    logErrors(environments.reload(evidence, uri), 'read the policy', logger),
  );
  const changed = (evidence: boolean) => (uri: vscode.Uri) => changes.add(evidence, uri);
  const everything = () => changes.add(true, undefined);
  const others = new OtherFiles(changed(true));
  return vscode.Disposable.from(
    watch(POLICY_FILES, unlessInstalled(changed(false))),
    watch(EVIDENCE_FILES, unlessInstalled(changed(true))),
    watch(MANIFESTS, whenNamesChange(environments, changed(true), logger)),
    others,
    environments.onDidChange(({ manifest }) => others.watch(environments.get(manifest)?.files ?? [])),
    onConfigChange(everything),
    vscode.workspace.onDidGrantWorkspaceTrust(everything),
    // Other settings may hold for a manifest, and files are called by other names.
    vscode.workspace.onDidChangeWorkspaceFolders(() =>
      logErrors(environments.reload(false), 'read the policy', logger),
    ),
    changes,
  );
}

type Reload = (evidence: boolean, changed: vscode.Uri | undefined) => void;

/** Changes of files, told after a pause, each file once; a change of everything stands for all of them. */
class Changes implements vscode.Disposable {
  private readonly files = new Map<string, { readonly uri: vscode.Uri; readonly evidence: boolean }>();
  private everything = false;
  private timer: NodeJS.Timeout | undefined;

  constructor(private readonly reload: Reload) {}

  add(evidence: boolean, uri: vscode.Uri | undefined): void {
    const known = uri && this.files.get(uri.toString());
    if (uri) this.files.set(uri.toString(), { uri, evidence: evidence || known?.evidence === true });
    else this.everything = true;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.tell(), PAUSE_MS);
  }

  dispose(): void {
    clearTimeout(this.timer);
  }

  private tell(): void {
    const files = [...this.files.values()];
    const isAll = this.everything || files.length > MOST_FILES;
    this.files.clear();
    this.everything = false;
    if (isAll) this.reload(true, undefined);
    else for (const { uri, evidence } of files) this.reload(evidence, uri);
  }
}

/** Files that judge here under no name of ours, or in no workspace folder: a policy for all projects of a user, its base. */
class OtherFiles implements vscode.Disposable {
  private readonly known = new Set<string>();
  /** By every folder on the way to them. */
  private readonly below = new Map<string, vscode.Uri[]>();
  private readonly watchers: vscode.Disposable[] = [];

  constructor(private readonly listener: (uri: vscode.Uri) => void) {
    // A folder that comes or goes is told of itself only, not of what it holds.
    const folders = vscode.workspace.createFileSystemWatcher('**/*', false, true, false);
    const tell = ({ fsPath }: vscode.Uri) => this.below.get(fsPath)?.forEach(listener);
    this.watchers.push(folders, folders.onDidCreate(tell), folders.onDidDelete(tell));
  }

  watch(files: readonly string[]): void {
    for (const file of files) {
      if (this.known.has(file)) continue;
      this.known.add(file);
      const uri = vscode.Uri.file(file);
      const name = uri.path.slice(uri.path.lastIndexOf('/') + 1);
      this.noteFolders(uri);
      if (isWatched(uri, name)) continue;
      const pattern = new vscode.RelativePattern(vscode.Uri.joinPath(uri, '..'), name);
      this.watchers.push(watch(pattern, this.listener));
    }
  }

  dispose(): void {
    for (const watcher of this.watchers) watcher.dispose();
  }

  private noteFolders(uri: vscode.Uri): void {
    for (const folder of foldersUpTo(dirname(uri.fsPath), topOf(uri.fsPath))) {
      const files = this.below.get(folder) ?? [];
      this.below.set(folder, files);
      files.push(uri);
    }
  }
}

function isWatched(uri: vscode.Uri, name: string): boolean {
  return (
    vscode.workspace.getWorkspaceFolder(uri) !== undefined &&
    !isInstalled(uri) &&
    (POLICY_NAME.test(name) || EVIDENCE_NAMES.includes(name))
  );
}

function watch(pattern: vscode.GlobPattern, listener: (uri: vscode.Uri) => void): vscode.Disposable {
  const watcher = vscode.workspace.createFileSystemWatcher(pattern);
  return vscode.Disposable.from(
    watcher,
    watcher.onDidCreate(listener),
    watcher.onDidChange(listener),
    watcher.onDidDelete(listener),
  );
}

function unlessInstalled(listener: (uri: vscode.Uri) => void): (uri: vscode.Uri) => void {
  return (uri) => {
    if (!isInstalled(uri)) listener(uri);
  };
}

function isInstalled({ path }: vscode.Uri): boolean {
  return path.includes('/node_modules/');
}

/**
 * Most edits of a manifest leave the names of the project's packages as they are: nothing is read anew for them.
 *
 * @param listener gets a file at the root of the project whose names changed
 */
function whenNamesChange(environments: Environments, listener: (uri: vscode.Uri) => void, logger: Logger) {
  return (uri: vscode.Uri): void => {
    if (isInstalled(uri)) return;
    const check = readText(uri)
      .catch(() => undefined)
      .then((text) => {
        // Manifests of one project have its names in common.
        const projects = new Map(environments.all().map((one) => [one.packages.root, one]));
        for (const [root, one] of projects)
          if (changesNames(one, uri, text) || changesCatalogs(one, uri, text))
            listener(vscode.Uri.file(join(root, 'package.json')));
      });
    logErrors(check, 'read the name of a package', logger);
  };
}

/** @param text `undefined` where the manifest is gone */
function changesNames(
  { packages: { root, names } }: Environment,
  manifest: vscode.Uri,
  text?: string,
): boolean {
  if (!isBelow(manifest.fsPath, root)) return false;
  if (text === undefined) return names !== undefined;
  if (names !== undefined) return packageNamesIn(text).some((name) => !names.has(name));
  return declaresPackages(text) && isBelow(root, vscode.Uri.joinPath(manifest, '..').fsPath);
}

/** bun states its catalogs in the package.json at the root. */
function changesCatalogs({ catalogs }: Environment, { fsPath }: vscode.Uri, text?: string): boolean {
  if (catalogs !== undefined && catalogs.file !== fsPath) return false;
  const now = text === undefined ? undefined : parseCatalogs(fsPath, text);
  return !isDeepStrictEqual(now, catalogs);
}
