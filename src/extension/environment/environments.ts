import * as vscode from 'vscode';
import type { Logger, Policy, PrivacyRule, Problem, SourcePlan } from '../../core/index';
import type { Config } from '../config';
import { activeManifest, folderOf, rootOf } from '../documents';
import { logErrors } from '../errors';

/** What judges the manifest of one folder. */
export interface Environment {
  readonly root: vscode.Uri;
  readonly config: Config;
  readonly policy: Policy;
  /** The file in which the policy can be read; the built-in default has one, too. */
  readonly policyUri: vscode.Uri;
  /** What was wrong with the policy. */
  readonly problems: readonly Problem[];
  readonly privacyOf: PrivacyRule;
  /** Whom to ask. */
  readonly plan: SourcePlan;
}

/** Opens environments; what several have in common it reads once, until it is told to forget. */
export interface Opener {
  open(folder: vscode.Uri): Promise<Environment>;
  forget(root: vscode.Uri): void;
}

export interface EnvironmentChange {
  readonly folder: vscode.Uri;
  /** Whether other answers are to be expected than before. */
  readonly evidence: boolean;
}

interface Slot {
  readonly folder: vscode.Uri;
  environment: Environment | undefined;
  /** The newest loading, as long as it lasts. */
  loading: Promise<Environment> | undefined;
  /** Whether a loading since the last change was to bring other answers. */
  evidence: boolean;
}

/** The environments by folder: opened when first needed, opened anew when what they were read from changes. */
export class Environments implements vscode.Disposable {
  private readonly slots = new Map<string, Slot>();
  private readonly changed = new vscode.EventEmitter<EnvironmentChange>();
  private readonly currentChanged = new vscode.EventEmitter<void>();
  private readonly subscription: vscode.Disposable;
  readonly onDidChange = this.changed.event;
  /** Fires when `current` may be another one. */
  readonly onDidChangeCurrent = this.currentChanged.event;

  constructor(
    private readonly opener: Opener,
    private readonly logger: Logger,
  ) {
    this.subscription = vscode.Disposable.from(
      this.changed.event(() => this.currentChanged.fire()),
      vscode.window.onDidChangeActiveTextEditor(() => this.currentChanged.fire()),
    );
  }

  /** What judges a manifest; never waits. */
  get(manifest: vscode.Uri): Environment | undefined {
    return this.slots.get(folderOf(manifest).toString())?.environment;
  }

  isLoading(manifest: vscode.Uri): boolean {
    return this.slots.get(folderOf(manifest).toString())?.loading !== undefined;
  }

  async load(manifest: vscode.Uri): Promise<Environment> {
    const slot = this.slotOf(folderOf(manifest));
    return slot.environment && !slot.loading ? slot.environment : (slot.loading ?? this.start(slot, false));
  }

  /** The environment of the manifest in the active editor, else of the first folder, else any. */
  current(): Environment | undefined {
    const manifest = currentManifest();
    const own = manifest && this.get(manifest);
    return own ?? [...this.slots.values()].find((slot) => slot.environment)?.environment;
  }

  async loadCurrent(): Promise<Environment | undefined> {
    const manifest = currentManifest();
    return manifest && this.load(manifest);
  }

  /** Reads everything below a root anew. `evidence`: other answers are to be expected, not only another policy. */
  reload(root: vscode.Uri, evidence: boolean): void {
    logErrors(
      this.reloadWhere((slot) => isSame(rootOf(slot.folder), root), evidence),
      'read the policy',
      this.logger,
    );
  }

  reloadAll(): Promise<void> {
    return this.reloadWhere(() => true, true);
  }

  dispose(): void {
    this.subscription.dispose();
    this.changed.dispose();
    this.currentChanged.dispose();
  }

  private async reloadWhere(matches: (slot: Slot) => boolean, evidence: boolean): Promise<void> {
    const slots = [...this.slots.values()].filter(matches);
    for (const slot of slots) this.opener.forget(rootOf(slot.folder));
    await Promise.all(slots.map((slot) => this.start(slot, evidence)));
  }

  private slotOf(folder: vscode.Uri): Slot {
    const key = folder.toString();
    const slot = this.slots.get(key) ?? {
      folder,
      environment: undefined,
      loading: undefined,
      evidence: false,
    };
    this.slots.set(key, slot);
    return slot;
  }

  /** Of loadings that overtake each other, the newest counts. */
  private async start(slot: Slot, evidence: boolean): Promise<Environment> {
    const loading = this.opener.open(slot.folder);
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
    const { folder, evidence } = slot;
    slot.loading = undefined;
    slot.environment = environment;
    slot.evidence = false;
    this.changed.fire({ folder, evidence });
  }
}

function isSame(a: vscode.Uri, b: vscode.Uri): boolean {
  return a.toString() === b.toString();
}

function currentManifest(): vscode.Uri | undefined {
  const folder = vscode.workspace.workspaceFolders?.[0];
  return activeManifest()?.uri ?? (folder && vscode.Uri.joinPath(folder.uri, 'package.json'));
}
