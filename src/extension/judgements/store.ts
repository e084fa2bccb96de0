import * as vscode from 'vscode';
import type { EvidenceRequest, Judgement, Logger, Manifest, Policy, Problem } from '../../core/index';
import { evidenceKey, judgeManifest, parseManifest, requestsFor, resolveCatalogs } from '../../core/index';
import type { Environment, EnvironmentChange, Environments } from '../environment/environments';
import { logErrors } from '../errors';
import { EvidenceBook } from './evidenceBook';

/** One manifest as it was judged last. */
export interface JudgedManifest {
  readonly uri: vscode.Uri;
  /** As the path globs of the policy mean it, with `/`. */
  readonly path: string;
  /** The version of the document; `undefined` for a file that no editor holds. */
  readonly version: number | undefined;
  /** What the offsets of the judgements count in. */
  readonly text: string;
  readonly problems: readonly Problem[];
  readonly judgements: readonly Judgement[];
  readonly policy: Policy;
  /** When it was judged, ISO 8601. */
  readonly now: string;
}

interface Entry {
  readonly uri: vscode.Uri;
  readonly book: EvidenceBook;
  version: number | undefined;
  text: string;
  manifest: Manifest;
  problems: readonly Problem[];
  judged: JudgedManifest | undefined;
  timer: NodeJS.Timeout | undefined;
}

type Asking = (book: EvidenceBook, requests: readonly EvidenceRequest[]) => Promise<void>;

/** Long enough to let a version be typed, short enough to feel immediate. */
const TYPING_PAUSE_MS = 150;

/**
 * The one place that holds judgements: every feature reads them here and listens to `onDidChange`. Judging is
 * synchronous and uses what is known; asking for more happens behind it, and each answer judges the text of its moment.
 */
export class JudgementStore implements vscode.Disposable {
  private readonly entries = new Map<string, Entry>();
  private readonly changed = new vscode.EventEmitter<vscode.Uri>();
  private readonly subscription: vscode.Disposable;
  private background: Promise<void> = Promise.resolve();
  private readonly settled = new vscode.EventEmitter<vscode.Uri>();
  /** Fires when the judgements of a manifest are new, or gone. */
  readonly onDidChange = this.changed.event;
  /** Fires when an asking for a manifest is over, whether or not it brought something new. */
  readonly onDidSettle = this.settled.event;

  constructor(
    private readonly environments: Environments,
    private readonly logger: Logger,
  ) {
    this.subscription = environments.onDidChange((change) => this.reactTo(change));
  }

  get(uri: vscode.Uri): JudgedManifest | undefined {
    return this.entries.get(uri.toString())?.judged;
  }

  /** In the order of their paths. */
  all(): readonly JudgedManifest[] {
    const judged = [...this.entries.values()].flatMap((entry) => entry.judged ?? []);
    return judged.sort((a, b) => a.uri.path.localeCompare(b.uri.path, 'en'));
  }

  /** Whether nothing that is on its way can change the judgements of this text. */
  isFinal(uri: vscode.Uri, version: number | undefined): boolean {
    const entry = this.entries.get(uri.toString());
    const environment = this.environments.get(uri);
    if (!entry?.judged || !environment || entry.timer || this.environments.isLoading(uri)) return false;
    if (entry.version !== version || entry.judged.policy !== environment.policy) return false;
    return entry.book.isComplete(this.requests(entry, environment));
  }

  /** Judges a text at once; `version` is the document's, or `undefined` for a file on disk. */
  update(uri: vscode.Uri, text: string, version: number | undefined): void {
    const known = this.entries.get(uri.toString());
    if (known?.text === text && known.version === version) return;
    const { value: manifest, problems } = parseManifest(text);
    const entry = Object.assign(known ?? this.create(uri), { text, version, manifest, problems });
    this.judge(entry);
    this.askSoon(entry, known ? TYPING_PAUSE_MS : 0);
  }

  remove(uri: vscode.Uri): void {
    const entry = this.entries.get(uri.toString());
    if (!entry) return;
    clearTimeout(entry.timer);
    entry.book.dispose();
    this.entries.delete(uri.toString());
    this.environments.remove(uri);
    this.changed.fire(uri);
  }

  removeAll(): void {
    for (const entry of [...this.entries.values()]) this.remove(entry.uri);
  }

  dispose(): void {
    this.subscription.dispose();
    this.changed.dispose();
    this.settled.dispose();
    for (const entry of this.entries.values()) {
      clearTimeout(entry.timer);
      entry.book.dispose();
    }
  }

  private create(uri: vscode.Uri): Entry {
    const entry: Entry = {
      uri,
      book: new EvidenceBook(
        async () => (await this.environments.load(uri)).plan,
        () => this.judge(entry),
      ),
      version: undefined,
      text: '',
      manifest: { name: undefined, version: undefined, private: false, dependencies: [] },
      problems: [],
      judged: undefined,
      timer: undefined,
    };
    this.entries.set(uri.toString(), entry);
    return entry;
  }

  /** Without a policy there is nothing to say yet: the environment's change judges later. */
  private judge(entry: Entry): void {
    const environment = this.environments.get(entry.uri);
    if (!environment || !this.entries.has(entry.uri.toString())) return;
    const { uri, version, text, problems, manifest, book } = entry;
    const now = new Date().toISOString();
    const { path } = environment;
    const judgements = judgeManifest({
      manifest: resolveCatalogs(manifest, environment.catalogs),
      evidenceOf: (dependency) => book.get(evidenceKey(dependency)),
      policy: environment.policy,
      manifestPath: path,
      now,
      privacyOf: environment.privacyOf,
      isPending: (dependency) => book.isPending(evidenceKey(dependency)),
      ...(environment.community && { community: environment.community }),
    });
    entry.judged = { uri, path, version, text, problems, judgements, policy: environment.policy, now };
    this.changed.fire(uri);
  }

  private askSoon(entry: Entry, pause: number): void {
    clearTimeout(entry.timer);
    entry.timer = setTimeout(() => {
      entry.timer = undefined;
      this.start(entry, (book, requests) => book.want(requests));
    }, pause);
  }

  /** What an editor shows comes at once; the rest of the workspace one after the other, so that it never holds that up. */
  private start(entry: Entry, ask: Asking): void {
    const work = () => this.ask(entry, ask);
    const asking =
      entry.version === undefined ? (this.background = this.background.then(work, work)) : work();
    logErrors(asking, 'gather evidence', this.logger);
  }

  private async ask(entry: Entry, ask: Asking): Promise<void> {
    if (!this.entries.has(entry.uri.toString())) return;
    const environment = await this.environments.load(entry.uri);
    await ask(entry.book, this.requests(entry, environment));
    this.settled.fire(entry.uri);
  }

  private requests(entry: Entry, environment: Environment): EvidenceRequest[] {
    return requestsFor(resolveCatalogs(entry.manifest, environment.catalogs), environment.privacyOf);
  }

  private reactTo({ manifest, evidence }: EnvironmentChange): void {
    const entry = this.entries.get(manifest.toString());
    if (!entry) return;
    this.judge(entry);
    if (evidence === 'missing') this.start(entry, (book, requests) => book.askAgain(requests));
    else if (evidence) this.start(entry, (book, requests) => book.renew(requests));
    else this.settled.fire(entry.uri);
  }
}
