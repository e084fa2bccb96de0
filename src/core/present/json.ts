import type { Judgement, PathStep, Policy, Reason, TreePackage, Via } from '../model';
import type { ManifestReport } from '../scan';
import type { TreeCounts } from '../tree/counts';
import { packagesOf } from '../tree/packages';
import { messageOf } from './messages';
import { oneLine, withoutSecrets } from './plain';
import type { PlacedProblem } from './problems';
import { reasonText } from './reasons';
import { reportContent, toldRequests } from './report';
import type { PlacedFinding, ReportMeta } from './report';
import type {
  CheckReport,
  JsonBrought,
  JsonDependency,
  JsonFinding,
  JsonPackage,
  JsonPolicy,
  JsonProblem,
  JsonReason,
  JsonVia,
} from './jsonTypes';

/** The report for machines, as resources/schemas/check-report.schema.json describes it. Plain JSON values only. */
export function toJsonReport(reports: readonly ManifestReport[], meta: ReportMeta): CheckReport {
  const { findings, problems, summary, policies } = reportContent(reports, meta);
  const [policy] = policies;
  return {
    version: 1,
    tool: meta.tool,
    offline: meta.offline,
    policy: policy === undefined ? null : jsonPolicy(policy),
    policies: policies.map(jsonPolicy),
    dependencies: reports.flatMap((report) =>
      report.judgements.map((judgement) => ({
        ...jsonDependency(judgement, report.path),
        ...jsonRequests(judgement, report.policy, meta),
      })),
    ),
    packages: packagesOf(reports).map(jsonPackage),
    findings: findings.map(jsonFinding),
    problems: problems.map(jsonProblem),
    summary: {
      dependencies: summary.dependencies,
      ...summary.verdicts,
      own: summary.own,
      brought: summary.brought === undefined ? null : jsonBrought(summary.brought),
      findings: summary.findings,
      evidenceAsOf: summary.evidenceAsOf ?? null,
    },
  };
}

function jsonPolicy({ name, revision, origin, isDefault }: Policy): JsonPolicy {
  return { name, revision: revision ?? null, origin, isDefault };
}

function jsonDependency(judgement: Judgement, manifest: string): JsonDependency {
  const { dependency, evidence, license, scorecard } = judgement;
  const total = scorecard?.value;
  return {
    name: dependency.packageName,
    ...(dependency.name === dependency.packageName ? {} : { alias: dependency.name }),
    manifest,
    scope: dependency.scope,
    range: withoutSecrets(dependency.range),
    version: evidence.version?.value ?? null,
    license: license?.kind === 'expression' ? license.text : null,
    declared: license === undefined ? null : oneLine(license.raw),
    scorecard:
      total === undefined ? null : { score: total.score, date: total.date, repository: total.repository },
    verdict: judgement.verdict,
    reasons: judgement.reasons.map(jsonReason),
  };
}

function jsonPackage(each: TreePackage): JsonPackage {
  const { name, version, license, reasons, verdict, scope, direct, path, otherPaths, copies, manifests } =
    each;
  return {
    name,
    version: version === '' ? null : version,
    license: license?.kind === 'expression' ? license.text : null,
    declared: license === undefined ? null : oneLine(license.raw),
    source: reasons.find(({ origin }) => origin !== undefined)?.origin?.label ?? null,
    verdict,
    scope,
    direct,
    path: path.map((step) => (step.version === '' ? step.name : `${step.name}@${step.version}`)),
    otherPaths,
    copies,
    manifests,
  };
}

function jsonBrought({ packages, verdicts }: TreeCounts): JsonBrought {
  return { packages, ...verdicts };
}

/** Absent where nobody asked. */
function jsonRequests(
  judgement: Judgement,
  policy: Policy,
  meta: ReportMeta,
): Pick<JsonDependency, 'requests'> {
  const told = toldRequests(judgement.dependency.packageName, policy, meta);
  if (told.length === 0) return {};
  const requests = told.map(({ request: { kind, asked }, status: { state }, words: message }) => {
    return { kind, asked, state, message };
  });
  return { requests };
}

function jsonReason(reason: Reason): JsonReason {
  const { clause, origin } = reason;
  return {
    rule: reason.rule,
    verdict: reason.verdict,
    message: reasonText(reason),
    source: origin?.label ?? clause?.policy ?? null,
    date: origin?.date ?? null,
    ...(clause === undefined
      ? {}
      : {
          clause: {
            path: clause.path,
            policy: clause.policy,
            ...(clause.id === undefined ? {} : { id: clause.id }),
            ...(clause.title === undefined ? {} : { title: clause.title }),
            ...(clause.link === undefined ? {} : { link: clause.link }),
          },
        }),
  };
}

function jsonFinding({ finding, manifest, range, fixes, pinned }: PlacedFinding): JsonFinding {
  return {
    code: finding.code,
    severity: finding.severity,
    message: messageOf(finding),
    manifest,
    ...range,
    dependency: finding.dependency.packageName,
    ...(finding.via === undefined ? {} : { via: jsonVia(finding.via, pinned) }),
    fixes: fixes.map(({ title }) => ({ title })),
  };
}

function jsonVia({ path, otherPaths, alike }: Via, pinned: string | undefined): JsonVia {
  return { path: path.map(jsonStep), otherPaths, alike: alike.map(jsonStep), ...(pinned && { pinned }) };
}

function jsonStep({ name, version }: PathStep): PathStep {
  return { name, version };
}

function jsonProblem({ problem, range }: PlacedProblem): JsonProblem {
  return {
    code: problem.code,
    severity: problem.severity,
    message: oneLine(problem.message),
    ...(problem.file === undefined ? {} : { file: problem.file }),
    ...range,
  };
}
