import * as vscode from 'vscode';
import { resolve } from 'node:path';
import type { EvidenceSource, Logger, Policy, PrivacyRule, SourcePlan } from '../../core/index';
import { defaultCacheFolder } from '../../sources/cacheFolder';
import { createFileCache } from '../../sources/fileCache';
import { createLocalSources } from '../../sources/local';
import { createNetworkSources } from '../../sources/networkSources';
import { readNpmConfig } from '../../sources/npmConfig';
import type { NpmConfig } from '../../sources/npmConfig';
import { findPolicyFile, loadPolicy } from '../../sources/policyFile';
import type { LoadedPolicy } from '../../sources/policyFile';
import { createPrivacyRule } from '../../sources/privacy';
import { createSnapshotSource } from '../../sources/snapshot';
import type { Config } from '../config';
import { readConfig } from '../config';
import { rootOf } from '../documents';
import type { Environment } from './environments';
import { workspacePackages } from './workspacePackages';

/** What the environments of one root have in common, until something of it changes. */
interface Shared {
  readonly config: Config;
  readonly npm: Promise<NpmConfig>;
  readonly names: Promise<ReadonlySet<string>>;
  readonly network: Promise<readonly EvidenceSource[]>;
  readonly policies: Map<string, Promise<LoadedPolicy>>;
}

const now = () => new Date().toISOString();

/** Reads policy, npm's settings and ours for a folder with a manifest, and says whom to ask. */
export class EnvironmentOpener {
  private readonly shared = new Map<string, Shared>();
  private readonly files = createFileCache();
  private readonly resources: string;
  private readonly snapshot: EvidenceSource;

  constructor(
    context: vscode.ExtensionContext,
    private readonly logger: Logger,
  ) {
    this.resources = vscode.Uri.joinPath(context.extensionUri, 'resources').fsPath;
    this.snapshot = createSnapshotSource(resolve(this.resources, 'snapshot'));
  }

  /** What is shared below a root is read anew from now on. */
  forget(root: vscode.Uri): void {
    this.shared.delete(root.toString());
  }

  async open(folder: vscode.Uri): Promise<Environment> {
    const root = rootOf(folder);
    const shared = this.sharedOf(root);
    const [loaded, npm, names] = await Promise.all([
      this.policyFor(folder, root, shared),
      shared.npm,
      shared.names,
    ]);
    const network = await shared.network;
    const { config } = shared;
    return {
      root,
      config,
      policy: policyFrom(loaded, config),
      policyUri: vscode.Uri.file(loaded.file),
      problems: loaded.problems,
      privacyOf: privacyFrom(config, npm, names, loaded.value),
      plan: this.planFor(folder, root, network, config.offline),
    };
  }

  private sharedOf(root: vscode.Uri): Shared {
    const known = this.shared.get(root.toString());
    if (known) return known;
    const config = readConfig(root);
    const npm = readNpmConfig({ root: root.fsPath, trusted: vscode.workspace.isTrusted });
    const shared: Shared = {
      config,
      npm,
      names: workspacePackages(root),
      network: npm.then((settings) => this.networkSources(config, settings)),
      policies: new Map(),
    };
    this.shared.set(root.toString(), shared);
    return shared;
  }

  /** A policy that serves many folders is read once. */
  private policyFor(
    folder: vscode.Uri,
    root: vscode.Uri,
    { config, policies }: Shared,
  ): Promise<LoadedPolicy> {
    const trusted = vscode.workspace.isTrusted;
    const explicit = config.policy === '' ? undefined : resolve(root.fsPath, config.policy);
    const found = explicit ?? (trusted ? findPolicyFile(folder.fsPath, root.fsPath) : undefined) ?? '';
    const known = policies.get(found);
    if (known) return known;
    const loading = loadPolicy({
      folder: folder.fsPath,
      root: root.fsPath,
      trusted,
      resourcesDir: this.resources,
      ...(explicit !== undefined && { explicit }),
    });
    policies.set(found, loading);
    return loading;
  }

  private networkSources({ services }: Config, npm: NpmConfig): EvidenceSource[] {
    return createNetworkSources({
      npm,
      now,
      cacheFolder: defaultCacheFolder(),
      logger: this.logger,
      depsDev: services.depsDev || false,
      scorecard: services.scorecard || false,
    });
  }

  private planFor(
    folder: vscode.Uri,
    root: vscode.Uri,
    network: readonly EvidenceSource[],
    offline: boolean,
  ): SourcePlan {
    const local = createLocalSources({ root: root.fsPath, folder: folder.fsPath, now, files: this.files });
    const near = [...local, this.snapshot];
    return offline ? { sources: near, offline: network } : { sources: [...near, ...network], offline: [] };
  }
}

function policyFrom({ value, file }: LoadedPolicy, config: Config): Policy {
  const shipping = config.shipping ?? value.shipping;
  const origin = value.isDefault ? value.origin : vscode.workspace.asRelativePath(file);
  return { ...value, shipping, origin };
}

function privacyFrom(
  config: Config,
  npm: NpmConfig,
  workspaceNames: ReadonlySet<string>,
  policy: Policy,
): PrivacyRule {
  return createPrivacyRule({
    ...npm,
    publicMirrors: config.publicMirrors,
    workspacePackages: workspaceNames,
    patterns: [
      ...config.privatePackages.map((pattern) => ({ pattern, from: 'setting' as const })),
      ...policy.privatePackages.map((pattern) => ({ pattern, from: 'policy' as const })),
    ],
  });
}
