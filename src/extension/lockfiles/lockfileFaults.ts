import * as vscode from 'vscode';
import type { Lockfile, Logger, Problem, Range } from '../../core/index';
import { behindProblems, blindNotice, blindText, hasGraph, treeProblems } from '../../core/index';
import { placesIn } from '../../sources/filePlaces';
import { brokenFolders } from '../../sources/lockfileLinks';
import type { NearLockfile } from '../../sources/lockfiles';
import { statsOf } from '../../sources/disk';
import type { Environment, Environments } from '../environment/environments';
import { logErrors } from '../errors';
import type { JudgementStore } from '../judgements/store';

/** Something that is wrong with a lockfile, and where. */
export interface Fault {
  readonly problem: Problem;
  readonly file: vscode.Uri;
  /** `undefined` where it concerns the whole file, or the place is not known. */
  readonly range: Range | undefined;
  /** It is about what one manifest asks for: of several ones, the first stands for all. */
  readonly isOfManifest: boolean;
}

/**
 * What is wrong with the lockfiles of the manifests that are judged. Looked at when the judging of a manifest is over,
 * behind everything else: the lockfile is read by then, and its graph is built.
 */
export class LockfileFaults implements vscode.Disposable {
  private readonly byManifest = new Map<string, readonly Fault[]>();
  private readonly turns = new Map<string, number>();
  private readonly links = new WeakMap<Lockfile, Promise<Problem[]>>();
  private readonly places = new Map<string, Promise<readonly (Range | undefined)[]>>();
  private readonly changed = new vscode.EventEmitter<vscode.Uri>();
  private readonly listeners: vscode.Disposable;
  /** Fires with a manifest whose lockfile has other faults than before. */
  readonly onDidChange = this.changed.event;

  constructor(
    private readonly store: JudgementStore,
    private readonly environments: Environments,
    private readonly logger: Logger,
  ) {
    this.listeners = vscode.Disposable.from(
      store.onDidSettle((uri) => this.start(uri)),
      store.onDidChange((uri) => {
        if (!store.get(uri)) this.forget(uri);
      }),
    );
  }

  /** What is wrong with the lockfile that holds for a manifest, and with those that would. */
  of(manifest: vscode.Uri): readonly Fault[] {
    return this.byManifest.get(manifest.toString()) ?? [];
  }

  /** Why nothing is known of what a manifest with dependencies gets: no lockfile that stands there can be read. */
  blindOf(manifest: vscode.Uri): Fault | undefined {
    const near = this.store.lockfileOf(manifest);
    if (!near || near.found || !this.store.get(manifest)?.judgements.length) return undefined;
    return this.of(manifest).find(({ problem }) => problem.severity === 'warning');
  }

  /** What is said where judgements are shown, as long as there is such a lockfile. */
  blindText(): string | undefined {
    const blind = new Map<string, string>();
    for (const uri of this.store.uris()) {
      const fault = this.blindOf(uri);
      if (fault) blind.set(fault.file.toString(), textOf(fault));
    }
    return blindNotice([...blind.values()]);
  }

  /** By file, each fault once. */
  all(): ReadonlyMap<string, readonly Fault[]> {
    const byFile = new Map<string, Map<string, Fault>>();
    for (const faults of this.byManifest.values())
      for (const fault of faults) {
        const { code, message } = fault.problem;
        const ofFile = byFile.get(fault.file.toString()) ?? new Map<string, Fault>();
        byFile.set(fault.file.toString(), ofFile);
        const key = fault.isOfManifest ? code : `${code} ${message}`;
        if (!ofFile.has(key)) ofFile.set(key, fault);
      }
    return new Map([...byFile].map(([file, faults]) => [file, [...faults.values()]]));
  }

  dispose(): void {
    this.listeners.dispose();
    this.changed.dispose();
  }

  private start(uri: vscode.Uri): void {
    logErrors(this.look(uri), 'look at the lockfile', this.logger);
  }

  private async look(uri: vscode.Uri): Promise<void> {
    const key = uri.toString();
    const [near, environment] = [this.store.lockfileOf(uri), this.environments.get(uri)];
    if (!near || !environment) return;
    if (!this.turns.has(key)) this.lookAgainAtBroken();
    const turn = (this.turns.get(key) ?? 0) + 1;
    this.turns.set(key, turn);
    const ofManifest = this.ofManifest(uri, near.found, environment);
    const problems = [...near.problems, ...(await this.ofTree(near.found)), ...ofManifest];
    const faults = problems.length > 0 ? await this.placed(problems, ofManifest) : [];
    if (this.turns.get(key) === turn && this.store.get(uri)) this.set(uri, faults);
  }

  /** With a manifest that is new, a folder may be there that was not. */
  private lookAgainAtBroken(): void {
    const isBroken = ({ problem }: Fault) => problem.code === 'lockfile.broken-link';
    this.lookAgain(this.store.uris().filter((uri) => this.of(uri).some(isBroken)));
  }

  /** With a manifest that is gone, its folder may be gone, too. */
  private forget(gone: vscode.Uri): void {
    if (!this.turns.delete(gone.toString())) return;
    this.set(gone, []);
    this.lookAgain(this.store.uris());
  }

  /** At the folders to which the lockfiles of some manifests link. */
  private lookAgain(manifests: readonly vscode.Uri[]): void {
    const lockfileOf = (uri: vscode.Uri) => this.store.lockfileOf(uri)?.found?.lockfile;
    const linked = manifests.filter((uri) => lockfileOf(uri)?.links !== undefined);
    for (const uri of linked) this.links.delete(lockfileOf(uri) as Lockfile);
    for (const uri of linked) this.start(uri);
  }

  private async ofTree(found: NearLockfile | undefined): Promise<Problem[]> {
    if (!found) return [];
    const told = hasGraph(found.lockfile) ? treeProblems(found.lockfile) : [];
    const ofLinks = await this.brokenFolders(found);
    return [...told.map((problem) => ({ ...problem, file: found.path })), ...ofLinks];
  }

  private ofManifest(
    uri: vscode.Uri,
    found: NearLockfile | undefined,
    { path }: Environment,
  ): readonly Problem[] {
    const manifest = this.store.manifestOf(uri);
    if (!found || !manifest) return [];
    const { lockfile, manifestFolder: folder } = found;
    const told = behindProblems({ manifest, path, lockfile, folder });
    return told.map((problem) => ({ ...problem, file: found.path }));
  }

  /** Once for each lockfile, until manifests come or go. */
  private brokenFolders(found: NearLockfile): Promise<Problem[]> {
    const known = this.links.get(found.lockfile) ?? brokenFolders(found);
    this.links.set(found.lockfile, known);
    return known;
  }

  private async placed(problems: readonly Problem[], ofManifest: readonly Problem[]): Promise<Fault[]> {
    const byFile = new Map<string, Problem[]>();
    for (const problem of problems)
      if (problem.file !== undefined)
        byFile.set(problem.file, [...(byFile.get(problem.file) ?? []), problem]);
    const faults: Fault[] = [];
    for (const [path, ofFile] of byFile) {
      const ranges = await this.placesOf(path, ofFile);
      const file = vscode.Uri.file(path);
      ofFile.forEach((problem, index) => {
        const isOfManifest = ofManifest.includes(problem);
        faults.push({ problem, file, range: ranges[index], isOfManifest });
      });
    }
    return faults;
  }

  /** Looked for anew only where the file or what is sought is another one. */
  private async placesOf(
    path: string,
    problems: readonly Problem[],
  ): Promise<readonly (Range | undefined)[]> {
    const stats = await statsOf(path);
    const wanted = problems.map(({ span, sought }) => ({ span, sought }));
    const key = JSON.stringify([path, stats?.mtimeMs, stats?.size, wanted]);
    const known = this.places.get(key) ?? placesIn(path, problems);
    if (this.places.size >= MOST_KEPT) this.places.clear();
    this.places.set(key, known);
    return known;
  }

  private set(uri: vscode.Uri, faults: readonly Fault[]): void {
    const before = this.of(uri);
    if (JSON.stringify(before) === JSON.stringify(faults)) return;
    if (faults.length > 0) this.byManifest.set(uri.toString(), faults);
    else this.byManifest.delete(uri.toString());
    this.changed.fire(uri);
  }
}

const MOST_KEPT = 100;

/** What a fault means for the manifests beside the lockfile. */
export function textOf({ problem, file, range }: Fault): string {
  return blindText(problem, vscode.workspace.asRelativePath(file), range);
}
