import * as vscode from 'vscode';
import type { EvidenceRequest, Logger, Manifest } from '../../core/index';
import { filesRead } from '../../sources/disk';
import { lockedTree } from '../../sources/lockfiles';
import type { NearLockfiles } from '../../sources/lockfiles';
import { isShown, openDocument, readText } from '../documents';
import type { EnvironmentChange, Environments } from '../environment/environments';
import { logError, logErrors } from '../errors';
import { EvidenceBook } from './evidenceBook';
import { ManifestEntry } from './manifestEntry';
import type { Pace } from './manifestTree';
import type { JudgedManifest } from './manifestEntry';
import { oneSlice, Slices } from './slices';
import type { HasTime } from './slices';
import { WorkQueue } from './workQueue';

export type { JudgedManifest } from './manifestEntry';

type Asking = (book: EvidenceBook, requests: readonly EvidenceRequest[]) => Promise<void>;

/** Long enough to let a version be typed, short enough to feel immediate. */
const TYPING_PAUSE_MS = 150;

/** Work that was done since the start, for tests and measurements. */
export interface Counts {
  /** Entries of manifests that were judged anew. */
  readonly judged: number;
  /** Trees of what a manifest's dependencies bring that were judged. */
  readonly trees: number;
  /** Manifests that were read from disk. */
  readonly manifestsRead: number;
  /** Files of any kind that were read from disk, those manifests among them. */
  readonly filesRead: number;
  /** Packages about which sources were asked, on disk or elsewhere. */
  readonly asked: number;
}

/**
 * The one place that holds judgements: every feature reads them here and listens to `onDidChange`. Judging uses what is
 * known and never waits; asking for more happens behind it, and each answer judges the text of its moment. What an
 * editor shows comes at once, the rest of the workspace through a queue, so that it never holds that up.
 */
export class JudgementStore implements vscode.Disposable {
  private readonly entries = new Map<string, ManifestEntry>();
  /** The newest reading of a file, as long as it lasts. */
  private readonly reading = new Map<string, object>();
  private readonly slices = new Slices();
  private readonly queue: WorkQueue;
  private readonly changed = new vscode.EventEmitter<vscode.Uri>();
  private readonly contentChanged = new vscode.EventEmitter<vscode.Uri>();
  private readonly settled = new vscode.EventEmitter<vscode.Uri>();
  private readonly subscription: vscode.Disposable;
  private order: readonly ManifestEntry[] | undefined;
  private readonly past = { judged: 0, trees: 0, asked: 0, manifestsRead: 0 };
  /** Fires when the judgements of a manifest are new, or moved in its text, or gone. */
  readonly onDidChange = this.changed.event;
  /** Fires when the judgements of a manifest say something else than before, wherever they stand, or are gone. */
  readonly onDidChangeContent = this.contentChanged.event;
  /** Fires when an asking for a manifest is over, whether or not it brought something new. */
  readonly onDidSettle = this.settled.event;
  /** Fires as manifests that no editor shows are checked; with nothing when that is over. */
  readonly onDidProgress;

  constructor(
    private readonly environments: Environments,
    private readonly logger: Logger,
  ) {
    this.queue = new WorkQueue((error) => logError(error, 'check a manifest', logger));
    this.onDidProgress = this.queue.onDidProgress;
    this.subscription = vscode.Disposable.from(
      environments.onDidChange((change) => this.reactTo(change)),
      vscode.window.onDidChangeVisibleTextEditors((editors) =>
        editors.forEach(({ document }) => this.hurry(document.uri)),
      ),
    );
  }

  get(uri: vscode.Uri): JudgedManifest | undefined {
    return this.entries.get(uri.toString())?.judged;
  }

  /** In the order of their paths. */
  all(): readonly JudgedManifest[] {
    this.order ??= [...this.entries.values()].sort((a, b) => (a.uri.path < b.uri.path ? -1 : 1));
    return this.order.flatMap((entry) => entry.judged ?? []);
  }

  get counts(): Counts {
    let { judged, trees, asked } = this.past;
    for (const entry of this.entries.values()) {
      judged += entry.judgedCount;
      trees += entry.tree.judged;
      asked += entry.askedCount;
    }
    return { ...this.past, judged, trees, asked, filesRead: filesRead() };
  }

  /** Whether nothing that is on its way can change the judgements of this text. */
  isFinal(uri: vscode.Uri, version: number | undefined): boolean {
    const entry = this.entries.get(uri.toString());
    const environment = this.environments.get(uri);
    if (!entry?.judged || !environment || entry.timer || this.environments.isLoading(uri)) return false;
    if (entry.version !== version || entry.judged.version !== version || this.slices.has(entry.key))
      return false;
    if (entry.judged.policy !== environment.policy) return false;
    if (entry.asking > 0 || !entry.tree.isSettled || this.queue.has(entry.key)) return false;
    return entry.book.isComplete(entry.requests(environment));
  }

  /** The lockfile of a manifest when it was looked at last, with what is wrong with it; never waits. */
  lockfileOf(uri: vscode.Uri): NearLockfiles | undefined {
    return this.entries.get(uri.toString())?.near;
  }

  /** What a manifest says, with the ranges that the workspace's catalogs state. */
  manifestOf(uri: vscode.Uri): Manifest | undefined {
    const environment = this.environments.get(uri);
    return environment && this.entries.get(uri.toString())?.manifestIn(environment);
  }

  /** Judges the text of an open document at once. */
  update(uri: vscode.Uri, text: string, version: number): void {
    const known = this.entries.get(uri.toString());
    if (known?.text === text && known.version === version) return;
    const isNew = known?.isOpen !== true;
    const entry = known ?? this.create(uri);
    this.queue.delete(entry.key);
    entry.read(text, version);
    this.judge(entry);
    this.askSoon(entry, isNew ? 0 : TYPING_PAUSE_MS);
  }

  /** Reads and judges a file that no editor holds, when it is its turn. */
  queueFile(uri: vscode.Uri): void {
    this.queue.add(uri.toString(), () => this.readFile(uri));
  }

  /** The same at once; a file that cannot be read is forgotten. */
  async readFile(uri: vscode.Uri): Promise<void> {
    const [key, turn] = [uri.toString(), {}];
    this.reading.set(key, turn);
    const text = await readText(uri).catch(() => undefined);
    this.past.manifestsRead += 1;
    // Forgotten meanwhile, or read anew: what was read does not bring it back.
    if (this.reading.get(key) !== turn) return;
    this.reading.delete(key);
    if (text === undefined) this.remove(uri);
    else if (!openDocument(uri)) await this.check(uri, text);
  }

  remove(uri: vscode.Uri): void {
    const entry = this.entries.get(uri.toString());
    this.queue.delete(uri.toString());
    this.reading.delete(uri.toString());
    if (!entry) return;
    entry.dispose();
    this.past.judged += entry.judgedCount;
    this.past.trees += entry.tree.judged;
    this.past.asked += entry.askedCount;
    this.slices.delete(entry.key);
    this.slices.delete(treeKey(entry));
    this.entries.delete(entry.key);
    this.order = undefined;
    this.environments.remove(uri);
    this.changed.fire(uri);
    this.contentChanged.fire(uri);
  }

  /** Gives up what is being checked of files that no editor holds; what was not finished is not shown. */
  stop(): void {
    this.queue.clear();
    for (const { uri, isOpen, version } of [...this.entries.values()])
      if (!isOpen && !this.isFinal(uri, version)) this.remove(uri);
  }

  /** The manifests about whose packages a service is to be asked again. */
  withoutAnswer(): vscode.Uri[] {
    return [...this.entries.values()].filter((entry) => entry.lacksAnswer).map(({ uri }) => uri);
  }

  uris(): vscode.Uri[] {
    return [...this.entries.values()].map(({ uri }) => uri);
  }

  dispose(): void {
    this.subscription.dispose();
    this.queue.dispose();
    this.slices.dispose();
    for (const emitter of [this.changed, this.contentChanged, this.settled]) emitter.dispose();
    for (const entry of this.entries.values()) entry.dispose();
  }

  private async check(uri: vscode.Uri, text: string): Promise<void> {
    const entry = this.entries.get(uri.toString()) ?? this.create(uri);
    entry.read(text, undefined);
    this.judge(entry);
    await this.learn(entry, (book, requests) => book.want(requests));
  }

  private create(uri: vscode.Uri): ManifestEntry {
    const plan = async () => (await this.environments.load(uri)).plan;
    const entry = new ManifestEntry(uri, (self) => new EvidenceBook(plan, () => this.judge(self)));
    this.entries.set(entry.key, entry);
    this.order = undefined;
    return entry;
  }

  /** What somebody sees is judged at once, as far as one slice goes; all else in slices between other work. */
  private judge(entry: ManifestEntry): void {
    const isUrgent = isShown(entry.uri);
    if (isUrgent && this.judgeSlice(entry, oneSlice())) this.slices.delete(entry.key);
    else this.slices.add(entry.key, isUrgent, (hasTime) => this.judgeLate(entry, hasTime));
  }

  /** What comes into sight does not wait any longer. */
  private hurry(uri: vscode.Uri): void {
    const entry = this.entries.get(uri.toString());
    if (entry && this.slices.has(entry.key)) this.judge(entry);
    const work = this.queue.withdraw(uri.toString());
    if (work) logErrors(work(), 'check a manifest', this.logger);
  }

  private judgeLate(entry: ManifestEntry, hasTime: HasTime): boolean {
    const isDone = this.judgeSlice(entry, hasTime);
    if (isDone) this.settled.fire(entry.uri);
    return isDone;
  }

  /** Answers whether all is done. Without a policy there is nothing to say yet: the environment's change judges later. */
  private judgeSlice(entry: ManifestEntry, hasTime: HasTime): boolean {
    const environment = this.environments.get(entry.uri);
    if (!environment || this.entries.get(entry.key) !== entry) return true;
    const outcome = entry.rejudge(environment, hasTime);
    if (outcome === 'unfinished') return false;
    this.changed.fire(entry.uri);
    if (outcome === 'new') this.contentChanged.fire(entry.uri);
    return true;
  }

  private askSoon(entry: ManifestEntry, pause: number): void {
    clearTimeout(entry.timer);
    entry.timer = setTimeout(() => {
      entry.timer = undefined;
      this.start(entry, (book, requests) => book.want(requests));
    }, pause);
  }

  private start(entry: ManifestEntry, ask: Asking, again = false): void {
    if (isShown(entry.uri)) logErrors(this.learn(entry, ask, again), 'gather evidence', this.logger);
    else this.queue.add(entry.key, () => this.learn(entry, ask, again));
  }

  /** Asks about what the manifest names, then about what that brings. */
  private async learn(entry: ManifestEntry, ask: Asking, again = false): Promise<void> {
    if (this.entries.get(entry.key) !== entry) return;
    entry.asking += 1;
    try {
      await this.ask(entry, ask);
      await this.growTree(entry, again);
    } finally {
      entry.asking -= 1;
    }
    this.settled.fire(entry.uri);
  }

  private async ask(entry: ManifestEntry, ask: Asking): Promise<void> {
    const environment = await this.environments.load(entry.uri);
    await ask(entry.book, entry.requests(environment));
  }

  private async growTree(entry: ManifestEntry, again: boolean): Promise<void> {
    const soil = async (isWanted: () => boolean) => {
      const environment = await this.environments.load(entry.uri);
      const near = await environment.lockfile();
      if (isWanted()) entry.near = near;
      return entry.soil(environment, lockedTree(near.found));
    };
    const pace: Pace = (steps) => this.slices.take(treeKey(entry), isShown(entry.uri), steps);
    if (await entry.tree.grow(soil, pace, again)) this.judge(entry);
  }

  private reactTo({ manifest, evidence }: EnvironmentChange): void {
    const entry = this.entries.get(manifest.toString());
    const environment = this.environments.get(manifest);
    if (!entry || !environment) return;
    if (evidence !== 'missing') entry.leave(environment, evidence);
    this.judge(entry);
    if (evidence === 'missing') this.start(entry, (book, requests) => book.askAgain(requests), true);
    else if (evidence) this.start(entry, (book, requests) => book.renew(requests));
    else this.start(entry, (book, requests) => book.adapt(requests));
  }
}

function treeKey({ key }: ManifestEntry): string {
  return `tree:${key}`;
}
