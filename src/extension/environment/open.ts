import * as vscode from 'vscode';
import { join, resolve } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type {
  AddressOf,
  EvidenceSource,
  Lockfile,
  Logger,
  Policy,
  PrivacyRule,
  Shipping,
  SourcePlan,
} from '../../core/index';
import { placesIn } from '../../core/index';
import { advisoriesOf } from '../../sources/advisoryDetails';
import type { ReadAdvisories } from '../../sources/advisoryDetails';
import { addressesOf } from '../../sources/addresses';
import { defaultCacheFolder } from '../../sources/cacheFolder';
import { readCatalogs } from '../../sources/catalogs';
import { createHostCircuit } from '../../sources/circuit';
import { createCommunityCatalog } from '../../sources/communityCatalog';
import type { CommunityOf } from '../../sources/communityCatalog';
import { createFileCache } from '../../sources/fileCache';
import { createLocalSources } from '../../sources/local';
import { nearestLockfile } from '../../sources/lockfiles';
import { createLockfileThread } from '../../sources/lockfileThread';
import type { LockfileReader } from '../../sources/lockfileThread';
import { memo } from '../../sources/memo';
import { createKeptSources, createNetworkSources } from '../../sources/networkSources';
import type { NetworkOptions } from '../../sources/networkOptions';
import { readNpmConfig } from '../../sources/npmConfig';
import type { NpmConfig } from '../../sources/npmConfig';
import { findPolicyFile, loadPolicy } from '../../sources/policyFile';
import type { LoadedPolicy } from '../../sources/policyFile';
import { versionsOf } from '../../sources/packageVersions';
import type { ReadVersions } from '../../sources/packageVersions';
import type { PolicyReader } from '../../sources/policyReader';
import { createPrivacyRule } from '../../sources/privacy';
import { policyRoot, projectRoot, settingsFolders, topOf, wayTo } from '../../sources/project';
import { REGISTRY_FILES } from '../../sources/registryFiles';
import { createHistories, historyAccess, historyLocations } from '../../sources/scorecardHistory';
import type { Histories, HistoryAccess } from '../../sources/scorecardHistory';
import { createSnapshotSource } from '../../sources/snapshot';
import type { SnapshotSource } from '../../sources/snapshot';
import { workspacePackages } from '../../sources/workspacePackages';
import { privatePackagesNearby } from '../../sources/untrustedPolicy';
import type { Config } from '../config';
import { readConfig } from '../config';
import { folderOf, readText, workspaceRootOf } from '../documents';
import { BroughtEvidence } from '../judgements/broughtEvidence';
import type { ClauseLocator, PolicyText } from './clauses';
import { clauseLocator, readHeadings } from './clauses';
import type { Environment, Opener } from './environments';

/** What the manifests of one project have in common under the same settings, read once. */
interface Project {
  readonly root: string;
  readonly config: Config;
  readonly npm: NpmConfig;
  readonly names: ReadonlySet<string> | undefined;
  readonly network: readonly EvidenceSource[];
  /** What the disk cache holds of the same: shown while services are asked, and offline. */
  readonly kept: readonly EvidenceSource[];
  readonly addressOf: AddressOf;
  readonly advisories: ReadAdvisories;
  readonly published: ReadVersions;
  readonly history: Readonly<Record<'kept' | 'asked', HistoryAccess>>;
}

interface PolicyOfProject {
  readonly loaded: LoadedPolicy;
  readonly locate: ClauseLocator;
  /** The files in which the policy is written out in prose. */
  readonly documents: readonly string[];
}

/** What npm, Yarn and pnpm write into node_modules at the end of an install. Bun writes nothing of the kind. */
const INSTALL_MARKS = ['.package-lock.json', '.yarn-integrity', '.yarn-state.yml', '.modules.yaml'];

/** Of every other lockfile the editor's own watching tells. */
const PROJECT_FILES = [
  'package-lock.json',
  ...REGISTRY_FILES,
  ...INSTALL_MARKS.map((name) => join('node_modules', name)),
];
const projectFiles = (root: string) => PROJECT_FILES.map((name) => join(root, name));
const DEFAULT_POLICY = join('resources', 'policy', 'default.yaml');

const now = () => new Date().toISOString();

/** Reads policy, npm's settings and ours for a manifest, and says whom to ask. */
export class EnvironmentOpener implements Opener {
  private readonly projects = new Map<string, Promise<Project>>();
  private readonly policies = new Map<string, Promise<PolicyOfProject>>();
  private brought = new Map<string, BroughtEvidence>();
  private readonly files = createFileCache();
  private readonly catalogFiles = createFileCache();
  private readonly circuit = createHostCircuit();
  private readonly resources: string;
  private readonly communityOf: CommunityOf;
  private readonly licenseTexts: string;
  private readonly readLarge: LockfileReader;
  private readonly snapshot: SnapshotSource;
  private readonly histories: Histories;

  constructor(
    context: vscode.ExtensionContext,
    private readonly logger: Logger,
    private readonly readPolicy: PolicyReader,
  ) {
    this.resources = vscode.Uri.joinPath(context.extensionUri, 'resources').fsPath;
    this.communityOf = createCommunityCatalog(this.resources);
    this.licenseTexts = vscode.Uri.joinPath(context.extensionUri, 'dist', 'licenseTexts.bin').fsPath;
    this.readLarge = createLockfileThread(
      vscode.Uri.joinPath(context.extensionUri, 'dist', 'lockfileWorker.js').fsPath,
    );
    this.snapshot = createSnapshotSource(join(this.resources, 'snapshot'));
    this.histories = createHistories(this.snapshot.historyOf, now);
  }

  forget(evidence: boolean): void {
    if (evidence) this.brought = new Map();
    this.projects.clear();
    this.policies.clear();
    this.forgetFailures();
  }

  forgetFailures(): void {
    this.circuit.reset();
  }

  async open(manifest: vscode.Uri): Promise<Environment> {
    const folder = folderOf(manifest).fsPath;
    const base = workspaceRootOf(manifest).fsPath;
    const root = projectRoot(folder, base);
    const config = readConfig(manifest);
    // What is forgotten from now on is not handed to what is opened later.
    const { brought } = this;
    const folders = settingsFolders(folder, root);
    const lockfile = () =>
      nearestLockfile({ root, folder, now, files: this.files, readLarge: this.readLarge });
    const [{ loaded, locate, documents }, project, keptBack, catalogs, near] = await Promise.all([
      this.policyFor(folder, base, config),
      this.projectFor(root, folders, config),
      vscode.workspace.isTrusted ? [] : privatePackagesNearby(folder, namedPolicy(base, config)),
      readCatalogs(folder, this.catalogFiles),
      // Offline no name is sent anywhere.
      config.offline ? undefined : lockfile(),
    ]);
    const hidden = [...loaded.value.privatePackages, ...keptBack];
    const histories = historyLocations(loaded);
    return {
      config,
      now,
      policy: shippedAs(loaded.value, config.shipping),
      policyUri: vscode.Uri.file(loaded.file),
      locate,
      problems: loaded.problems,
      path: wayTo(manifest.fsPath, policyRoot(loaded, folder, root, base)),
      files: [...loaded.files, ...documents, ...histories, ...projectFiles(root)],
      histories,
      packages: { root, names: project.names },
      catalogs,
      community: await this.communityOf(loaded.value, config.community),
      privacyOf: privacyFrom(project, hidden, near?.found?.lockfile),
      brought: broughtIn(brought, [root, folders, config, [...new Set(hidden)].sort()]),
      plan: this.planFor(folder, project, histories),
      addressOf: project.addressOf,
      advisories: project.advisories,
      published: project.published,
      lockfile,
    };
  }

  private projectFor(root: string, folders: readonly string[], config: Config): Promise<Project> {
    const key = JSON.stringify([root, folders, config]);
    return memo(this.projects, key, () => this.openProject(root, folders, config));
  }

  /** A policy that serves many folders is read once; whether it is refused, every folder asks for itself. */
  private policyFor(folder: string, base: string, config: Config): Promise<PolicyOfProject> {
    const trusted = vscode.workspace.isTrusted;
    const explicit = trusted ? namedPolicy(base, config) : config.policy || undefined;
    const found = explicit ?? (trusted ? findPolicyFile(folder, topOf(folder)) : undefined) ?? '';
    const workspace = (vscode.workspace.workspaceFolders ?? []).map(({ uri }) => uri.fsPath);
    return memo(this.policies, trusted ? found : `${folder}\n${found}`, async () => {
      const loaded = await loadPolicy({
        folder,
        root: topOf(folder),
        trusted,
        workspace: [base, ...workspace],
        resourcesDir: this.resources,
        nameOf,
        cacheFolder: defaultCacheFolder(),
        offline: config.offline,
        connection: config.connection,
        read: this.readPolicy,
        ...(explicit !== undefined && { explicit }),
      });
      this.logProblems(loaded);
      const policyUri = vscode.Uri.file(loaded.file);
      const [texts, headings] = await Promise.all([
        Promise.all(loaded.files.map((file) => textOf(file, loaded))),
        readHeadings(loaded.value, policyUri),
      ]);
      return {
        loaded,
        locate: clauseLocator(policyUri, texts, headings.lineOf),
        documents: headings.files,
      };
    });
  }

  private logProblems({ problems }: LoadedPolicy): void {
    for (const { severity, message } of problems)
      this.logger.log(severity === 'error' || severity === 'warning' ? 'warn' : 'info', message);
  }

  private async openProject(root: string, folders: readonly string[], config: Config): Promise<Project> {
    const { depsDev, scorecard, osv } = config.services;
    const { mirror, publicMirrors } = config;
    const [npm, names] = await Promise.all([
      readNpmConfig({ root, folders, trusted: vscode.workspace.isTrusted, publicMirrors }),
      workspacePackages(root),
    ]);
    const asked: NetworkOptions = {
      npm,
      now,
      cacheFolder: defaultCacheFolder(),
      logger: this.logger,
      timeoutMs: config.timeoutMs,
      circuit: this.circuit,
      admitsLatest: this.snapshot.admitsLatest,
      depsDev: depsDev || false,
      scorecard: scorecard || false,
      osv: osv || false,
      connection: config.connection,
      // "Only the mirror" without a mirror is a mistake, and no leave to ask everybody.
      ...((mirror.address !== '' || mirror.only) && { mirror }),
    };
    const [network, kept] = [createNetworkSources(asked), createKeptSources(asked)];
    const history = { kept: historyAccess(asked, false), asked: historyAccess(asked, true) };
    const [addressOf, advisories] = [addressesOf(asked), advisoriesOf(asked, !config.offline)];
    const published = versionsOf(asked);
    return { root, config, npm, names, network, kept, history, addressOf, advisories, published };
  }

  private planFor(folder: string, project: Project, locations: readonly string[]): SourcePlan {
    const { root, config, network, kept, history } = project;
    const builtIn = (access: HistoryAccess): EvidenceSource[] => [
      this.snapshot,
      this.histories(locations, access),
    ];
    const local = createLocalSources({
      root,
      folder,
      now,
      files: this.files,
      licenseTexts: this.licenseTexts,
      readLarge: this.readLarge,
    });
    if (config.offline)
      return { sources: [...local, ...kept, ...builtIn(history.kept)], offline: network, rest: nextTurn };
    const preview = [...kept, ...builtIn(history.kept)];
    return {
      sources: [...local, ...network, ...builtIn(history.asked)],
      preview,
      offline: [],
      rest: nextTurn,
    };
  }
}

/** One for all manifests of a project under the same settings, as long as the same names are kept back. */
function broughtIn(known: Map<string, BroughtEvidence>, sharing: readonly unknown[]): BroughtEvidence {
  const key = JSON.stringify(sharing);
  const brought = known.get(key) ?? new BroughtEvidence();
  known.set(key, brought);
  return brought;
}

const shipped = new WeakMap<Policy, Map<Shipping, Policy>>();

/** The policy under the shipping that the settings state: one object for all manifests, since much is kept by it. */
function shippedAs(policy: Policy, shipping: Shipping | undefined): Policy {
  if (shipping === undefined || shipping === policy.shipping) return policy;
  const known = shipped.get(policy) ?? new Map<Shipping, Policy>();
  shipped.set(policy, known);
  const made = known.get(shipping) ?? { ...policy, shipping };
  known.set(shipping, made);
  return made;
}

/** The file that the settings name; a relative path starts at the workspace folder. */
function namedPolicy(base: string, { policy }: Config): string | undefined {
  return policy === '' ? undefined : resolve(base, policy);
}

function nameOf(file: string): string {
  return vscode.workspace.asRelativePath(file);
}

/** The default policy is called so by its clauses. */
async function textOf(file: string, { places }: LoadedPolicy): Promise<PolicyText> {
  const uri = vscode.Uri.file(file);
  const name = file.endsWith(DEFAULT_POLICY) ? 'default' : nameOf(file);
  const text = await readText(uri).catch(() => '');
  return { name, uri, text, placeOf: places.get(file) ?? placesIn(text) };
}

function privacyFrom(
  { config, npm, names }: Project,
  ofPolicy: readonly string[],
  lockfile: Lockfile | undefined,
): PrivacyRule {
  return createPrivacyRule({
    ...npm,
    lockfile,
    publicMirrors: config.publicMirrors,
    ...(names !== undefined && { workspacePackages: names }),
    patterns: [
      ...config.privatePackages.map((pattern) => ({ pattern, from: 'setting' as const })),
      ...ofPolicy.map((pattern) => ({ pattern, from: 'policy' as const })),
    ],
  });
}
