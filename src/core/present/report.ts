import type { Companions } from '../fixes/companions';
import { fixesFor } from '../fixes/index';
import { pinOf } from '../fixes/pin';
import type { ExceptionRequest, Finding, Fix, Judgement, Policy, Problem, Reason } from '../model';
import { requestsAbout, requestStatus } from '../requests/status';
import type { RequestStatus } from '../requests/status';
import type { ManifestReport } from '../scan';
import { lineIndex } from './lines';
import type { Range } from './lines';
import { pinText } from './overrideTitles';
import { placeProblem } from './problems';
import type { PlacedProblem } from './problems';
import { requestText } from './requestText';
import { summarize } from './summary';
import type { Summary } from './summary';

/** What a report says beside the manifests. */
export interface ReportMeta {
  readonly tool: { readonly name: string; readonly version: string };
  readonly offline: boolean;
  /** Problems of the run itself: the policy, the cache, the network. */
  readonly problems: readonly Problem[];
  /** The text of a document that a problem is about, where the host has it. */
  readonly textOf: (file: string) => string | undefined;
  /** What was asked of the OSPO, and the instant at which it is looked at. Told, and never part of a verdict. */
  readonly requests?: { readonly all: readonly ExceptionRequest[]; readonly now: string };
}

/** A finding with its place, its judgement and its fixes. */
export interface PlacedFinding {
  readonly finding: Finding;
  /** Of the dependency that the finding stands on; `finding.via` has what is decided on a package that it brings. */
  readonly judgement: Judgement;
  readonly manifest: string;
  readonly range: Range;
  readonly fixes: readonly Fix[];
  /** Of a package that a dependency brings: the override that gives it its version, in words. */
  readonly pinned?: string;
  /** What was asked of the OSPO about the package, in words. */
  readonly requests: readonly string[];
}

/** Everything that a report prints, whatever its format. */
export interface ReportContent {
  readonly findings: readonly PlacedFinding[];
  readonly problems: readonly PlacedProblem[];
  readonly judgements: readonly Judgement[];
  readonly summary: Summary;
  /** The policies that judged, each once: manifests may have their own. */
  readonly policies: readonly Policy[];
}

/** Places findings and problems of some manifests, in the order of manifests and text. */
export function reportContent(reports: readonly ManifestReport[], meta: ReportMeta): ReportContent {
  const judgements = reports.flatMap((report) => report.judgements);
  return {
    findings: reports.flatMap((report) => placeFindings(report, meta)),
    problems: [
      ...meta.problems.map((problem) =>
        placeProblem(problem, problem.file === undefined ? undefined : meta.textOf(problem.file)),
      ),
      ...reports.flatMap((report) =>
        report.problems.map((problem) =>
          placeProblem(problem, problem.file === report.path ? report.text : meta.textOf(problem.file ?? '')),
        ),
      ),
    ],
    judgements,
    summary: summarize(
      judgements,
      reports.flatMap(({ tree }) => tree ?? []),
    ),
    policies: policiesOf(reports),
  };
}

function placeFindings(report: ManifestReport, meta: ReportMeta): PlacedFinding[] {
  const index = lineIndex(report.text);
  const judgementOf = new Map(
    report.judgements.flatMap((judgement) =>
      judgement.findings.map((finding) => [finding, judgement] as const),
    ),
  );
  const byEntry = new Map(report.judgements.map((judgement) => [judgement.dependency, judgement] as const));
  return report.findings.flatMap((finding) => {
    const judgement = finding.via === undefined ? judgementOf.get(finding) : byEntry.get(finding.dependency);
    if (judgement === undefined) return [];
    const companions = companionsOf(finding, meta);
    const fixes = fixesFor(finding, judgement, report.policy, report.text, companions);
    const pin = companions && pinOf(finding, report.text, companions);
    const pinned = pin && pinText(finding, pin);
    const range = index.rangeOf(finding.span);
    const name = finding.via?.path.at(-1)?.name ?? finding.dependency.packageName;
    const requests = toldRequests(name, report.policy, meta).map(({ words }) => words);
    return [{ finding, judgement, manifest: report.path, range, fixes, requests, ...(pinned && { pinned }) }];
  });
}

/** What states overrides stands beside the manifest: those fixes are only named here, and may be named therefore. */
function companionsOf({ via }: Finding, { textOf }: ReportMeta): Companions | undefined {
  return via?.ways && { textOf, isShared: () => true };
}

/** What was asked about a package, with what became of it. */
export function toldRequests(
  packageName: string,
  policy: Policy,
  { requests }: ReportMeta,
): { readonly request: ExceptionRequest; readonly status: RequestStatus; readonly words: string }[] {
  if (requests === undefined || requests.all.length === 0) return [];
  return requestsAbout(requests.all, packageName).map((request) => {
    const status = requestStatus(request, policy, requests.now);
    return { request, status, words: requestText(request, status) };
  });
}

function policiesOf(reports: readonly ManifestReport[]): Policy[] {
  const byOrigin = new Map(reports.map(({ policy }) => [policy.origin, policy]));
  return [...byOrigin.values()];
}

/** Why a finding is what it is: the reasons of the dependency, or of the package that it brings. */
export function reasonsOf({ finding, judgement }: PlacedFinding): readonly Reason[] {
  return finding.via?.judged.reasons ?? judgement.reasons;
}
