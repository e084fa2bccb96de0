import { fixesFor } from '../fixes/index';
import type { Finding, Fix, Judgement, Policy, Problem, Reason } from '../model';
import type { ManifestReport } from '../scan';
import { lineIndex } from './lines';
import type { Range } from './lines';
import { placeProblem } from './problems';
import type { PlacedProblem } from './problems';
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
}

/** A finding with its place, its judgement and its fixes. */
export interface PlacedFinding {
  readonly finding: Finding;
  /** Of the dependency that the finding stands on; `finding.via` has what is decided on a package that it brings. */
  readonly judgement: Judgement;
  readonly manifest: string;
  readonly range: Range;
  readonly fixes: readonly Fix[];
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
    findings: reports.flatMap(placeFindings),
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
    summary: summarize(judgements),
    policies: policiesOf(reports),
  };
}

function placeFindings(report: ManifestReport): PlacedFinding[] {
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
    const fixes = fixesFor(finding, judgement, report.policy, report.text);
    return [{ finding, judgement, manifest: report.path, range: index.rangeOf(finding.span), fixes }];
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
