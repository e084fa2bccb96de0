import { isDeepStrictEqual } from 'node:util';
import * as vscode from 'vscode';
import type {
  AddressOf,
  Catalogs,
  CommunityCatalog,
  Policy,
  PrivacyRule,
  Problem,
  SourcePlan,
} from '../../core/index';
import type { ReadAdvisories } from '../../sources/advisoryDetails';
import type { NearLockfiles } from '../../sources/lockfiles';
import type { ReadVersions } from '../../sources/packageVersions';
import type { Config } from '../config';
import { activeManifest, isShown } from '../documents';
import type { BroughtEvidence } from '../judgements/broughtEvidence';
import type { ClauseLocator } from './clauses';

/** What judges the manifest of one folder. */
export interface Environment {
  readonly config: Config;
  /** The current instant, ISO 8601. */
  readonly now: () => string;
  readonly policy: Policy;
  /** The file in which the policy can be read; the built-in default has one, too. */
  readonly policyUri: vscode.Uri;
  readonly locate: ClauseLocator;
  /** What was wrong with the policy. */
  readonly problems: readonly Problem[];
  /** The manifest's path, as the path globs of the policy mean it. */
  readonly path: string;
  /** Files from which it was read, whether or not they are there. */
  readonly files: readonly string[];
  /** Where earlier Scorecard totals are read: paths and addresses. */
  readonly histories: readonly string[];
  /** The project's own packages; no names where it does not say that it has several. */
  readonly packages: { readonly root: string; readonly names: ReadonlySet<string> | undefined };
  /** The ranges that the workspace states for entries such as `catalog:`. */
  readonly catalogs: Catalogs | undefined;
  /** What the community suggests, where that is wanted. */
  readonly community: CommunityCatalog | undefined;
  readonly privacyOf: PrivacyRule;
  /** Whom to ask. */
  readonly plan: SourcePlan;
  /** What is known of packages that no manifest of the project names. */
  readonly brought: BroughtEvidence;
  readonly addressOf: AddressOf;
  /** What advisories are. */
  readonly advisories: ReadAdvisories;
  /** What the registry says of all versions of a package: asked when somebody wants to know. */
  readonly published: ReadVersions;
  /** The lockfile that holds for the manifest, as it is now, with what is wrong with it. */
  readonly lockfile: () => Promise<NearLockfiles>;
}

/** Opens environments; what several have in common it reads once, until it is told to forget. */
export interface Opener {
  open(manifest: vscode.Uri): Promise<Environment>;
  /** @param evidence whether other answers are to be expected, not only another policy */
  forget(evidence: boolean): void;
  /** Hosts that did not answer may be asked again at once. */
  forgetFailures(): void;
}

export interface EnvironmentChange {
  readonly manifest: vscode.Uri;
  /** Whether other answers are to be expected than before; `missing`: only where no service gave one that can be used. */
  readonly evidence: boolean | 'missing';
}

interface Slot {
  readonly manifest: vscode.Uri;
  environment: Environment | undefined;
  /** The newest loading, as long as it lasts. */
  loading: Promise<Environment> | undefined;
  /** Whether a loading since the last change was to bring other answers. */
  evidence: boolean;
}

/** The environments by manifest: opened when first needed, opened anew when what they were read from changes. */
export class Environments implements vscode.Disposable {
  private readonly slots = new Map<string, Slot>();
  private readonly changed = new vscode.EventEmitter<EnvironmentChange>();
  private readonly currentChanged = new vscode.EventEmitter<void>();
  private readonly subscription: vscode.Disposable;
  private turns: Promise<unknown> = Promise.resolve();
  readonly onDidChange = this.changed.event;
  /** Fires when `current` may be another one. */
  readonly onDidChangeCurrent = this.currentChanged.event;

  constructor(private readonly opener: Opener) {
    this.subscription = vscode.Disposable.from(
      this.changed.event(() => this.currentChanged.fire()),
      vscode.window.onDidChangeActiveTextEditor(() => this.currentChanged.fire()),
    );
  }

  /** What judges a manifest; never waits. */
  get(manifest: vscode.Uri): Environment | undefined {
    return this.slots.get(manifest.toString())?.environment;
  }

  isLoading(manifest: vscode.Uri): boolean {
    return this.slots.get(manifest.toString())?.loading !== undefined;
  }

  /** What judges a manifest by all that changed so far. */
  async load(manifest: vscode.Uri): Promise<Environment> {
    return this.newest(this.slotOf(manifest));
  }

  /** The environment of the manifest in the active editor, else of the first folder, else any. */
  current(): Environment | undefined {
    const manifest = currentManifest();
    const own = manifest && this.get(manifest);
    return own ?? this.all()[0];
  }

  async loadCurrent(): Promise<Environment | undefined> {
    const manifest = currentManifest();
    return manifest && this.load(manifest);
  }

  /**
   * Reads everything anew, for the manifests that editors show at once, for the others one after the other.
   *
   * @param evidence whether other answers are to be expected, not only another policy
   * @param changed the file that is the reason: only what it may count for is read anew; nothing: everything
   */
  async reload(evidence: boolean, changed?: vscode.Uri): Promise<void> {
    this.opener.forget(evidence);
    const slots = [...this.slots.values()].filter((slot) => !changed || countsFor(changed, slot));
    const [open, others] = [slots.filter(isUrgent), slots.filter((slot) => !isUrgent(slot))];
    const atOnce = open.map((slot) => this.start(slot, evidence));
    const later = others.map((slot) => this.start(slot, evidence, this.nextTurn()));
    await Promise.all([...atOnce, ...later]);
  }

  /** Lets what got no answer that can be used be asked again. */
  askAgain(manifests: readonly vscode.Uri[]): void {
    if (manifests.length > 0) this.opener.forgetFailures();
    for (const manifest of manifests)
      if (this.get(manifest)) this.changed.fire({ manifest, evidence: 'missing' });
  }

  /** Forgets a manifest that is gone. */
  remove(manifest: vscode.Uri): void {
    if (this.slots.delete(manifest.toString())) this.currentChanged.fire();
  }

  /** The environments that are open. */
  all(): readonly Environment[] {
    return [...this.slots.values()].flatMap((slot) => slot.environment ?? []);
  }

  dispose(): void {
    this.subscription.dispose();
    this.changed.dispose();
    this.currentChanged.dispose();
  }

  private nextTurn(): Promise<unknown> {
    return (this.turns = this.turns.then(() => new Promise(setImmediate)));
  }

  private slotOf(manifest: vscode.Uri): Slot {
    const key = manifest.toString();
    const slot = this.slots.get(key) ?? {
      manifest,
      environment: undefined,
      loading: undefined,
      evidence: false,
    };
    this.slots.set(key, slot);
    return slot;
  }

  /** A loading that was overtaken does not count: it may let names be sent that the newest keeps back. */
  private async newest(slot: Slot): Promise<Environment> {
    if (slot.environment && !slot.loading) return slot.environment;
    const loaded = await (slot.loading ?? this.start(slot, false));
    return slot.loading ? this.newest(slot) : (slot.environment ?? loaded);
  }

  /** Of loadings that overtake each other, the newest counts. */
  private async start(slot: Slot, evidence: boolean, turn?: Promise<unknown>): Promise<Environment> {
    const open = () => this.opener.open(slot.manifest);
    const loading = turn ? turn.then(open) : open();
    slot.loading = loading;
    slot.evidence ||= evidence;
    try {
      const environment = await loading;
      if (slot.loading === loading) this.finish(slot, environment);
      return environment;
    } finally {
      if (slot.loading === loading) slot.loading = undefined;
    }
  }

  private finish(slot: Slot, environment: Environment): void {
    const { manifest } = slot;
    const evidence = slot.evidence || readsOtherHistories(slot.environment, environment);
    slot.loading = undefined;
    slot.environment = environment;
    slot.evidence = false;
    this.changed.fire({ manifest, evidence });
  }
}

function isUrgent({ manifest }: Slot): boolean {
  return isShown(manifest);
}

/** What a policy names besides may hold other facts about every package. */
function readsOtherHistories(before: Environment | undefined, { histories }: Environment): boolean {
  return before !== undefined && !isDeepStrictEqual(before.histories, histories);
}

/** A file counts for the manifests beside and below it (that of `.github` for those of its repository), and where it was read. */
function countsFor(changed: vscode.Uri, { manifest, environment }: Slot): boolean {
  const folder = vscode.Uri.joinPath(changed, '..').path.replace(/\/\.github$/, '');
  const isBelow = manifest.path.startsWith(folder.endsWith('/') ? folder : `${folder}/`);
  return isBelow || environment?.files.includes(changed.fsPath) === true;
}

function currentManifest(): vscode.Uri | undefined {
  const folder = vscode.workspace.workspaceFolders?.[0];
  return activeManifest()?.uri ?? (folder && vscode.Uri.joinPath(folder.uri, 'package.json'));
}
