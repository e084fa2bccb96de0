import semver from 'semver';
import { noEvidence } from '../evidence';
import { classifySpecifier } from '../manifests/specifier';
import type { DependencyScope, Judgement, Manifest, Policy, Verdict } from '../model';
import { judge } from '../rules/judge';
import { evidenceAt } from './known';
import type { KnownPackage } from './known';

/** Against what a suggestion is judged: the entry that it would become. */
export interface SuggestionContext {
  readonly policy: Policy;
  readonly manifest: Manifest;
  /** From the workspace root, with `/`. */
  readonly manifestPath: string;
  readonly scope: DependencyScope;
  /** ISO 8601. */
  readonly now: string;
}

/** A version that was judged as if it stood in the manifest. */
export interface JudgedVersion {
  readonly version: string;
  readonly judgement: Judgement;
}

/** What the policy says of the versions of a package that are worth offering. */
export interface JudgedPackage {
  /** The newest version that the policy lets pass. */
  readonly allowed: JudgedVersion | undefined;
  /** The newest version, whatever the policy says of it. */
  readonly newest: Judgement;
  /** What is judged and does not pass, newest first. */
  readonly refused: readonly JudgedVersion[];
}

/** More versions than this are not looked at: the newest of each major version come first. */
const MOST_VERSIONS = 24;

/** Judges a package that may come in, version by version from the newest to the first that the policy lets pass. */
export function judgeKnown(known: KnownPackage, context: SuggestionContext): JudgedPackage {
  const refused: JudgedVersion[] = [];
  for (const version of worthTrying(known)) {
    const judged = { version, judgement: judgeVersion(known, version, context) };
    if (isAllowed(judged.judgement.verdict))
      return { allowed: judged, newest: refused[0]?.judgement ?? judged.judgement, refused };
    refused.push(judged);
  }
  const newest = refused[0]?.judgement ?? judgeName(known.name, context);
  return { allowed: undefined, newest, refused };
}

/** Judges a package of which the name is all that is known. */
export function judgeName(name: string, context: SuggestionContext): Judgement {
  return judgeAs(name, '', noEvidence, context);
}

export function judgeVersion(known: KnownPackage, version: string, context: SuggestionContext): Judgement {
  return judgeAs(known.name, version, evidenceAt(known, version), context);
}

export function isAllowed(verdict: Verdict): boolean {
  return verdict === 'allowed' || verdict === 'conditions';
}

function judgeAs(
  name: string,
  range: string,
  evidence: Judgement['evidence'],
  { policy, manifest, manifestPath, scope, now }: SuggestionContext,
): Judgement {
  const nowhere = { start: 0, end: 0 };
  const spans = { nameSpan: nowhere, rangeSpan: nowhere, entrySpan: nowhere };
  const specifier = classifySpecifier(name, range);
  const dependency = { name, packageName: name, scope, range, specifier, ...spans };
  return judge({
    dependency,
    evidence,
    policy,
    manifest,
    manifestPath,
    now,
    privacy: undefined,
    pending: false,
  });
}

/** The newest version of each major one and those before a change of license; then the rest, where there is room. */
function worthTrying({ versions, evidence }: KnownPackage): string[] {
  const ends = new Set(evidence.licenseRuns?.value.map(({ to }) => to));
  const first = [...newestOfMajors(versions), ...versions.filter((version) => ends.has(version))];
  return [...new Set([...first, ...versions])].slice(0, MOST_VERSIONS).sort(semver.rcompare);
}

/** @param versions newest first */
export function newestOfMajors(versions: readonly string[]): string[] {
  const seen = new Set<number>();
  return versions.filter((version) => {
    const major = semver.major(version);
    // Below 1.0.0, a minor version breaks as a major one does.
    const line = major === 0 ? -semver.minor(version) - 1 : major;
    if (seen.has(line)) return false;
    seen.add(line);
    return true;
  });
}
