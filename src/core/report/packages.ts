import { compareVerdicts } from '../licenses/verdicts';
import type { Judgement, Policy, Verdict } from '../model';
import { isPending } from '../present/pending';
import { isActionable, isOwn } from '../present/summary';

/** A judged manifest, as hosts have it. */
export interface ReportSource {
  /** How the host finds it again: a path or an address. */
  readonly id: string;
  /** How people call it. */
  readonly path: string;
  /** What the offsets of the judgements count in. */
  readonly text: string;
  readonly policy: Policy;
  readonly judgements: readonly Judgement[];
}

/** A verdict, or why there is none to speak of: the organization's own package, or one whose sources are still asked. */
export type PackageGroup = Verdict | 'own' | 'pending';

/** One entry that uses a package. */
export interface PackageUse {
  readonly source: ReportSource;
  readonly judgement: Judgement;
}

/** One package at one version, wherever it is used. */
export interface ReportPackage {
  /** Tells it from all others of the report. */
  readonly key: string;
  readonly name: string;
  /** The resolved version; `undefined` where none is known: then the range tells it from others. */
  readonly version: string | undefined;
  /** The worst of all uses. */
  readonly group: PackageGroup;
  /** In the order of the manifests; never empty. */
  readonly uses: readonly PackageUse[];
}

/** What needs somebody comes first. */
const ORDER: readonly PackageGroup[] = [
  'denied',
  'unknown',
  'review',
  'pending',
  'conditions',
  'allowed',
  'own',
];

/** Every group, what needs somebody first. */
export const packageGroups = ORDER;

/** The packages that some manifests use, each once: the worst first, then by name and version. */
export function packagesOf(sources: readonly ReportSource[]): ReportPackage[] {
  const uses = new Map<string, PackageUse[]>();
  for (const source of sources) {
    for (const judgement of source.judgements) {
      const key = keyOf(judgement);
      const known = uses.get(key);
      if (known === undefined) uses.set(key, [{ source, judgement }]);
      else known.push({ source, judgement });
    }
  }
  return [...uses].map(([key, all]) => packageOf(key, all)).sort(byNeed);
}

/** The group that a dependency is listed under. */
export function groupOf(judgement: Judgement): PackageGroup {
  if (isPending(judgement)) return 'pending';
  return isOwn(judgement) && !judgement.findings.some(isActionable) ? 'own' : judgement.verdict;
}

/** The use that decides: the first of those with the worst verdict. */
export function worstUse({ uses, group }: ReportPackage): PackageUse | undefined {
  return uses.find(({ judgement }) => groupOf(judgement) === group) ?? uses[0];
}

function keyOf({ dependency, evidence }: Judgement): string {
  return `${dependency.packageName}@${evidence.version?.value ?? `?${dependency.range}`}`;
}

function packageOf(key: string, uses: readonly PackageUse[]): ReportPackage {
  const groups = new Set(uses.map(({ judgement }) => groupOf(judgement)));
  const [first] = uses;
  return {
    key,
    name: first?.judgement.dependency.packageName ?? key,
    version: first?.judgement.evidence.version?.value,
    group: ORDER.find((group) => groups.has(group)) ?? 'unknown',
    uses,
  };
}

function byNeed(a: ReportPackage, b: ReportPackage): number {
  return compareGroups(a.group, b.group) || compareTexts(a.name, b.name) || compareTexts(a.key, b.key);
}

/** Negative where `a` needs somebody more than `b`. */
export function compareGroups(a: PackageGroup, b: PackageGroup): number {
  return ORDER.indexOf(a) - ORDER.indexOf(b);
}

/** The order of texts in every list: the same on every machine. */
export function compareTexts(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

/** Whether a verdict lets a package pass; `unknown` does not. */
export function passes(verdict: Verdict): boolean {
  return compareVerdicts(verdict, 'review') < 0;
}

/** Whether the policy speaks of a package and somebody knows what it says: neither the organization's own nor pending. */
export function isJudged(judgement: Judgement): boolean {
  return !isPending(judgement) && !isOwn(judgement);
}
