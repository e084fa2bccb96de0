import type { Finding, FindingCode, Severity } from '../model';
import type { ManifestReport } from '../scan';
import { wellFormed } from '../text';
import { messageOf } from './messages';
import { placeText } from './problems';
import { reasonText } from './reasons';
import { reasonsOf, reportContent } from './report';
import type { PlacedFinding, ReportMeta } from './report';
import type { Range } from './lines';
import { titleOf } from './words';

const LEVELS: Readonly<Record<Severity, 'error' | 'warning' | 'note'>> = {
  error: 'error',
  warning: 'warning',
  information: 'note',
  hint: 'note',
};

/**
 * The report as SARIF 2.1.0, for code scanning services.
 *
 * @see https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
 */
export function toSarif(reports: readonly ManifestReport[], meta: ReportMeta): object {
  const { findings, problems } = reportContent(reports, meta);
  const codes = [...new Set(findings.map(({ finding }) => finding.code))].sort();
  return {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: { name: meta.tool.name, version: meta.tool.version, rules: codes.map(ruleOf) },
        },
        columnKind: 'utf16CodeUnits',
        results: findings.map((placed) => resultOf(placed, codes)),
        invocations: [
          {
            executionSuccessful: true,
            toolExecutionNotifications: problems.map(({ problem, range }) => ({
              level: LEVELS[problem.severity],
              message: { text: [placeText(problem.file, range), problem.message].filter(Boolean).join(': ') },
              descriptor: { id: problem.code },
            })),
          },
        ],
      },
    ],
  };
}

function ruleOf(code: FindingCode): object {
  return { id: code, shortDescription: { text: titleOf(code) } };
}

function resultOf(placed: PlacedFinding, codes: readonly FindingCode[]): object {
  const { finding, manifest, range } = placed;
  return {
    ruleId: finding.code,
    ruleIndex: codes.indexOf(finding.code),
    level: LEVELS[finding.severity],
    message: { text: messageOf(finding) },
    locations: [
      {
        physicalLocation: {
          artifactLocation: { uri: encodeURI(wellFormed(manifest)) },
          region: regionOf(range),
        },
      },
    ],
    partialFingerprints: { 'dependencyFinding/v1': fingerprintOf(finding) },
    properties: {
      reasons: reasonsOf(placed).map(reasonText),
      ...(finding.via === undefined ? {} : { path: finding.via.path }),
    },
  };
}

/** The same for as long as the same is to be said: neither the place nor the way to a package counts. */
function fingerprintOf({ code, dependency, via }: Finding): string {
  const name = via === undefined ? dependency.name : `${dependency.name}|${via.path.at(-1)?.name ?? ''}`;
  return `${code}|${dependency.scope}|${name}`;
}

function regionOf({ line, column, endLine, endColumn }: Range): object {
  return { startLine: line, startColumn: column, endLine, endColumn };
}
