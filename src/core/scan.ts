import { gather, noEvidence } from './evidence';
import type { EvidenceByKey, SourcePlan } from './evidence';
import { resolveCatalogs } from './manifests/catalogs';
import { parseManifest } from './manifests/packageJson';
import type {
  Catalogs,
  CommunityCatalog,
  Dependency,
  Evidence,
  Finding,
  Judgement,
  Manifest,
  Policy,
  Problem,
  ResolvedPackage,
} from './model';
import type { CancelSignal, EvidenceRequest, PrivacyRule } from './ports';
import { judge } from './rules/judge';
import { behindProblems } from './tree/behind';
import { judgeTree } from './tree/judgeTree';
import type { TreeJudgement } from './tree/judgeTree';
import { treeOf } from './tree/reach';
import { treeRequests } from './tree/requests';
import { heldPlan, versionRequests } from './ways/requests';
import type { LockedTree } from './ways/root';
import { withWaysOut } from './ways/waysOut';

/** Identifies what must be known to judge a dependency of one manifest: entries with equal keys share their evidence. */
export function evidenceKey(dependency: Dependency): string {
  const { specifier } = dependency;
  const asked = specifier.kind === 'registry' ? specifier.range : dependency.range;
  return `${dependency.name}|${dependency.packageName}@${asked}`;
}

/** What to learn about the dependencies of a manifest, each key once. */
export function requestsFor(manifest: Manifest, privacyOf: PrivacyRule): EvidenceRequest[] {
  const requests = new Map<string, EvidenceRequest>();
  for (const dependency of manifest.dependencies) {
    const key = evidenceKey(dependency);
    if (requests.has(key)) continue;
    requests.set(key, {
      key,
      name: dependency.packageName,
      range: dependency.specifier.kind === 'registry' ? dependency.specifier.range : '',
      ...(dependency.specifier.kind !== 'registry' && { stated: dependency.range }),
      specifier: dependency.specifier,
      installedAs: dependency.name,
      known: noEvidence,
      privacy: privacyOf(dependency),
    });
  }
  return [...requests.values()];
}

export interface JudgeManifestInput {
  readonly manifest: Manifest;
  /** `undefined` for a dependency that nobody was asked about yet. */
  readonly evidenceOf: (dependency: Dependency) => Evidence | undefined;
  readonly policy: Policy;
  /** From the workspace root, with `/`. */
  readonly manifestPath: string;
  /** The instant of judging, ISO 8601. */
  readonly now: string;
  readonly privacyOf: PrivacyRule;
  /** Whether sources are still being asked about it: what is missing is not yet unknown. */
  readonly isPending: (dependency: Dependency) => boolean;
  /** What the community suggests; absent where it is not wanted. */
  readonly community?: CommunityCatalog;
}

/** Judges every dependency from what is known. Synchronous: it never waits for anything. */
export function judgeManifest(input: JudgeManifestInput): Judgement[] {
  const { manifest, policy, manifestPath, now } = input;
  return manifest.dependencies.map((dependency) => {
    const evidence = input.evidenceOf(dependency);
    return judge({
      dependency,
      evidence: evidence ?? noEvidence,
      policy,
      manifest,
      manifestPath,
      now,
      privacy: input.privacyOf(dependency),
      pending: evidence === undefined || input.isPending(dependency),
      ...(input.community === undefined ? {} : { community: input.community }),
    });
  });
}

export interface ScanInput {
  /** How the host names the manifest: a path from the root, with `/`. */
  readonly path: string;
  readonly text: string;
  readonly policy: Policy;
  readonly now: string;
  readonly privacyOf: PrivacyRule;
  /** The workspace's catalogs, where it has some. */
  readonly catalogs?: Catalogs | undefined;
  /** What the community suggests; absent where it is not wanted. */
  readonly community?: CommunityCatalog;
  /** What is installed: what the dependencies bring is judged, too. Absent: they alone. */
  readonly locked?: LockedTree;
}

/** All that is to be said about one manifest. */
export interface ManifestReport {
  readonly path: string;
  readonly text: string;
  readonly policy: Policy;
  readonly judgements: readonly Judgement[];
  /** What the dependencies bring; absent where no lockfile tells, or nobody asked. */
  readonly tree?: TreeJudgement;
  /** On dependencies and on what they bring, in the order of the text. */
  readonly findings: readonly Finding[];
  readonly problems: readonly Problem[];
  /** What its lockfile does not say of it. They are about the lockfile, whose name the host knows. */
  readonly ofLockfile?: readonly Problem[];
}

/** Parse, gather, judge: the whole way of one manifest. Never rejects. */
export async function scanManifest(
  input: ScanInput,
  plan: SourcePlan,
  signal: CancelSignal,
): Promise<ManifestReport> {
  const { value, problems } = parseManifest(input.text);
  const manifest = resolveCatalogs(value, input.catalogs);
  const known = await gather(requestsFor(manifest, input.privacyOf), plan, signal);
  const judgements = judgeManifest({
    manifest,
    evidenceOf: evidenceFrom(known),
    policy: input.policy,
    manifestPath: input.path,
    now: input.now,
    privacyOf: input.privacyOf,
    isPending: () => false,
    ...(input.community === undefined ? {} : { community: input.community }),
  });
  const { locked, path } = input;
  const ofLockfile = locked === undefined ? [] : behindProblems({ manifest, path, ...locked });
  const tree = await scanTree(manifest, evidenceFrom(known), input, plan, signal);
  return {
    path: input.path,
    text: input.text,
    policy: input.policy,
    judgements,
    ...(tree === undefined ? {} : { tree }),
    findings: inTextOrder([...judgements.flatMap(({ findings }) => findings), ...(tree?.findings ?? [])]),
    problems: problems.map((problem) => ({ ...problem, file: problem.file ?? input.path })),
    ...(ofLockfile.length > 0 && { ofLockfile }),
  };
}

/** Judges what the dependencies bring, after it was asked about what the lockfile does not say of it. */
async function scanTree(
  manifest: Manifest,
  evidenceOf: (dependency: Dependency) => Evidence | undefined,
  { locked, policy, path, now, privacyOf }: ScanInput,
  plan: SourcePlan,
  signal: CancelSignal,
): Promise<TreeJudgement | undefined> {
  if (locked === undefined) return undefined;
  const { lockfile, folder, stated } = locked;
  const { dependencies } = manifest;
  const tree = treeOf({ dependencies, lockfile, folder, isCurrent: isCurrentBy(evidenceOf) });
  const requests = policy.transitive?.decision === 'ignore' ? [] : treeRequests(tree, privacyOf, stated);
  const more = await gather(requests, plan, signal);
  const judged = {
    tree,
    manifest,
    policy,
    manifestPath: path,
    now,
    privacyOf,
    stated,
    ...(more.size > 0 && { evidenceOf: (key: string) => more.get(key) }),
  };
  const judgement = judgeTree(judged);
  const wanted = versionRequests(judgement.findings, privacyOf, stated);
  if (wanted.length === 0) return judgement;
  const versions = await gather(wanted, heldPlan(plan), signal);
  return withWaysOut(judgement, { judged, locked, versionsOf: (key) => versions.get(key) });
}

/** A lockfile's package is what an entry asks for where the evidence on the entry is of that very version. */
export function isCurrentBy(
  evidenceOf: (dependency: Dependency) => Evidence | undefined,
): (dependency: Dependency, locked: ResolvedPackage) => boolean {
  return (dependency, locked) =>
    locked.link || (locked.version !== '' && evidenceOf(dependency)?.version?.value === locked.version);
}

/** The order of the text; at one place the dependency itself first, then what it brings. */
function inTextOrder(findings: readonly Finding[]): Finding[] {
  const tell = ({ via }: Finding): number => (via === undefined ? 0 : 1);
  return [...findings].sort(
    (a, b) => a.span.start - b.span.start || tell(a) - tell(b) || (a.code < b.code ? -1 : +(a.code > b.code)),
  );
}

function evidenceFrom(known: EvidenceByKey): (dependency: Dependency) => Evidence | undefined {
  return (dependency) => known.get(evidenceKey(dependency));
}
