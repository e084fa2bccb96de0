import { dirname, join, resolve } from 'node:path';
import type {
  AddressOf,
  Catalogs,
  CommunityCatalog,
  EvidenceSource,
  Lockfile,
  Policy,
  PrivacyRule,
  Problem,
  SourcePlan,
} from '../core/index';
import { advisoriesOf } from '../sources/advisoryDetails';
import type { ReadAdvisories } from '../sources/advisoryDetails';
import { addressesOf } from '../sources/addresses';
import { defaultCacheFolder } from '../sources/cacheFolder';
import { readCatalogs } from '../sources/catalogs';
import { createCommunityCatalog } from '../sources/communityCatalog';
import { createFileCache } from '../sources/fileCache';
import { lightStore } from '../sources/lightStore';
import { createLocalSources } from '../sources/local';
import { nearestLockfile } from '../sources/lockfiles';
import type { NearLockfiles } from '../sources/lockfiles';
import { memo } from '../sources/memo';
import { createKeptSources, createNetworkSources } from '../sources/networkSources';
import type { NetworkOptions } from '../sources/networkOptions';
import { readNpmConfig } from '../sources/npmConfig';
import type { NpmConfig } from '../sources/npmConfig';
import { findPolicyFile, loadPolicy } from '../sources/policyFile';
import type { LoadedPolicy } from '../sources/policyFile';
import { createPrivacyRule } from '../sources/privacy';
import { createHistories, historyAccess, historyLocations } from '../sources/scorecardHistory';
import type { HistoryAccess } from '../sources/scorecardHistory';
import { policyRoot, projectRoot, settingsFolders, topOf, wayTo } from '../sources/project';
import { createSnapshotSource } from '../sources/snapshot';
import type { SnapshotSource } from '../sources/snapshot';
import { workspacePackages } from '../sources/workspacePackages';
import type { JudgeOptions } from './args';

/** What judges one manifest. */
export interface Environment {
  readonly policy: Policy;
  readonly privacyOf: PrivacyRule;
  readonly plan: SourcePlan;
  /** The lockfile that holds for it, with what is wrong with it; problems name files by their path. */
  readonly lockfile: () => Promise<NearLockfiles>;
  readonly addressOf: AddressOf;
  /** What advisories are. */
  readonly advisories: ReadAdvisories;
  /** The ranges that the workspace states for entries such as `catalog:`. */
  readonly catalogs: Catalogs | undefined;
  /** What the community suggests, where that is wanted. */
  readonly community: CommunityCatalog | undefined;
  /** The manifest's path from the root: what the path globs of a policy are matched against. */
  readonly manifestPath: string;
}

/** What judges the manifests of a run. Policies, npm's settings and lockfiles are read once. */
export interface Environments {
  readonly of: (manifest: string) => Promise<Environment>;
  /** What was wrong with the policies that were read. */
  readonly problems: () => readonly Problem[];
  /** Folders of installed packages that could not be read since links lead in a circle. */
  readonly circles: () => readonly string[];
}

export interface EnvironmentOptions extends JudgeOptions {
  readonly cwd: string;
  /** The instant of the run, ISO 8601. */
  readonly now: string;
  readonly environment: NodeJS.ProcessEnv;
}

/** Where the default policy and the snapshot stand: beside the folder of the built program. */
const RESOURCES = resolve(__dirname, '..', 'resources');
const LONGEST_QUESTION_MS = 15_000;
const DEFAULT_POLICY = resolve(__dirname, 'defaultPolicy.json');
const LICENSE_TEXTS = resolve(__dirname, 'licenseTexts.bin');

/** Opens what judges manifests; nothing is read before it is needed. */
export function createEnvironments(options: EnvironmentOptions): Environments {
  const files = createFileCache();
  const catalogFiles = createFileCache();
  const snapshot = createSnapshotSource(join(RESOURCES, 'snapshot'));
  const now = (): string => options.now;
  const histories = createHistories(snapshot.historyOf, now);
  const communityOf = createCommunityCatalog(RESOURCES);
  const projects = new Map<string, Promise<Project>>();
  const problems: Problem[] = [];
  const circles = new Set<string>();
  const onCircle = (path: string): void => void circles.add(path);

  const policyFor = policiesFor(options, problems);
  const of = async (manifest: string): Promise<Environment> => {
    const folder = dirname(resolve(options.cwd, manifest));
    const root = projectRoot(folder, options.cwd);
    const folders = settingsFolders(folder, root);
    const lockfile = () => nearestLockfile({ root, folder, now, files });
    const [loaded, project, catalogs, near] = await Promise.all([
      policyFor(folder),
      memo(projects, [root, ...folders].join('\n'), () => openProject(root, folders, options, snapshot)),
      readCatalogs(folder, catalogFiles),
      // Offline no name is sent anywhere.
      options.offline ? undefined : lockfile(),
    ]);
    const local = createLocalSources({ root, folder, now, files, licenseTexts: LICENSE_TEXTS, onCircle });
    const builtIn = [snapshot, histories(historyLocations(loaded), project.history)];
    return {
      policy: loaded.value,
      privacyOf: privacyFrom(project, loaded.value, options, near?.found?.lockfile),
      plan: planFor(options, project, local, builtIn),
      lockfile,
      addressOf: project.addressOf,
      advisories: project.advisories,
      catalogs,
      community: await communityOf(loaded.value, options.community),
      manifestPath: wayTo(resolve(options.cwd, manifest), policyRoot(loaded, folder, root, options.cwd)),
    };
  };
  return { of, problems: () => problems, circles: () => [...circles] };
}

/** Reads each policy once, and notes what is wrong with it. */
function policiesFor(
  options: EnvironmentOptions,
  problems: Problem[],
): (folder: string) => Promise<LoadedPolicy> {
  const policies = new Map<string, Promise<LoadedPolicy>>();
  return (folder) => {
    const found = options.policy ?? findPolicyFile(folder, topOf(folder)) ?? '';
    return memo(policies, found, async () => {
      const loaded = await readPolicy(folder, options);
      problems.push(...loaded.problems.map((problem) => shownFrom(options.cwd, problem)));
      return loaded;
    });
  };
}

function planFor(
  { offline }: EnvironmentOptions,
  { kept, network }: Project,
  local: readonly EvidenceSource[],
  builtIn: readonly EvidenceSource[],
): SourcePlan {
  return offline
    ? { sources: [...local, ...kept, ...builtIn], offline: network }
    : { sources: [...local, ...network, ...builtIn], offline: [] };
}

interface Project {
  readonly npm: NpmConfig;
  readonly network: readonly EvidenceSource[];
  readonly addressOf: AddressOf;
  readonly history: HistoryAccess;
  readonly advisories: ReadAdvisories;
  /** What the disk cache holds of the same, for work without network. */
  readonly kept: readonly EvidenceSource[];
  readonly packages: ReadonlySet<string> | undefined;
}

async function openProject(
  root: string,
  folders: readonly string[],
  options: EnvironmentOptions,
  { admitsLatest }: SnapshotSource,
): Promise<Project> {
  const { environment, now } = options;
  const publicMirrors = mirrorsOfRegistry(options);
  const npm = await readNpmConfig({ root, folders, trusted: true, environment, publicMirrors });
  const asked: NetworkOptions = {
    npm,
    now: () => now,
    cacheFolder: cacheFolderOf(options),
    timeoutMs: timeoutOf(options),
    admitsLatest,
    ...mirrorFrom(options),
    ...service('depsDev', environment['OSPO_LENS_DEPSDEV_URL']),
    ...service('scorecard', environment['OSPO_LENS_SCORECARD_URL']),
    ...service('osv', environment['OSPO_LENS_OSV_URL']),
  };
  return {
    npm,
    network: createNetworkSources(asked),
    addressOf: addressesOf(asked),
    history: historyAccess(asked, !options.offline),
    advisories: advisoriesOf(asked, !options.offline),
    kept: createKeptSources(asked, lightStore(cacheFolderOf(options))),
    packages: await workspacePackages(root),
  };
}

function mirrorFrom({ mirror, mirrorOnly, environment }: EnvironmentOptions): Pick<NetworkOptions, 'mirror'> {
  const address = mirror ?? environment['OSPO_LENS_MIRROR_URL'] ?? '';
  const only = mirrorOnly || environment['OSPO_LENS_MIRROR_ONLY'] === '1';
  // "Only the mirror" without a mirror is a mistake, and no leave to ask everybody.
  return address === '' && !only ? {} : { mirror: { address, only } };
}

/** One service that does not answer shall not use up the time of the others. */
function timeoutOf({ timeout }: EnvironmentOptions): number {
  return Math.min(LONGEST_QUESTION_MS, (timeout * 1000) / 4);
}

function cacheFolderOf({ cacheDir, cwd }: EnvironmentOptions): string {
  return cacheDir === undefined ? defaultCacheFolder() : resolve(cwd, cacheDir);
}

/** An address of the user's own; empty switches the service off. */
function service(name: 'depsDev' | 'scorecard' | 'osv', address: string | undefined) {
  return address === undefined ? {} : { [name]: address === '' ? (false as const) : address };
}

function readPolicy(folder: string, options: EnvironmentOptions): Promise<LoadedPolicy> {
  const { policy, cwd, offline } = options;
  const nameOf = (file: string): string => wayTo(file, cwd);
  const cacheFolder = cacheFolderOf(options);
  const base = {
    folder,
    root: topOf(folder),
    trusted: true,
    resourcesDir: RESOURCES,
    compiledDefault: DEFAULT_POLICY,
    nameOf,
    cacheFolder,
    offline,
  };
  return loadPolicy(
    policy === undefined ? base : { ...base, explicit: resolve(cwd, policy), isRequired: true },
  );
}

function privacyFrom(
  project: Project,
  policy: Policy,
  options: EnvironmentOptions,
  lockfile: Lockfile | undefined,
): PrivacyRule {
  return createPrivacyRule({
    ...project.npm,
    lockfile,
    publicMirrors: mirrorsOfRegistry(options),
    ...(project.packages !== undefined && { workspacePackages: project.packages }),
    patterns: policy.privatePackages.map((pattern) => ({ pattern, from: 'policy' })),
  });
}

function mirrorsOfRegistry({ environment }: EnvironmentOptions): string[] {
  const mirrors = (environment['OSPO_LENS_PUBLIC_MIRRORS'] ?? '').split(',').map((url) => url.trim());
  return mirrors.filter((url) => url !== '');
}

function shownFrom(cwd: string, problem: Problem): Problem {
  return problem.file === undefined ? problem : { ...problem, file: wayTo(problem.file, cwd) };
}
