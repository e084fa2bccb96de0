import type { FindingCode, FindingData, Severity } from '../model';
import type { ManifestReport } from '../scan';
import { originText } from './gaps';
import { t } from './language';
import { messageOf } from './messages';
import { placeText, problemText } from './problems';
import { distinct } from './plain';
import { reasonText } from './reasons';
import { reasonsOf, reportContent } from './report';
import type { PlacedFinding, ReportMeta } from './report';
import { broughtSummary, evidenceSummary, findingSummary, policySummary, verdictSummary } from './summary';
import { severityWord } from './words';

/** Colors of a terminal; each gives its text back, dressed or not. */
export interface Paint {
  readonly bold: (text: string) => string;
  readonly dim: (text: string) => string;
  readonly red: (text: string) => string;
  readonly yellow: (text: string) => string;
  readonly blue: (text: string) => string;
  readonly green: (text: string) => string;
}

const same = (text: string): string => text;

/** No colors: for files and pipes. */
const plainPaint: Paint = { bold: same, dim: same, red: same, yellow: same, blue: same, green: same };

/** The report for a reader: one finding a block, the place first; problems; a summary line last. Ends with a newline. */
export function textReport(
  reports: readonly ManifestReport[],
  meta: ReportMeta,
  paint: Paint = plainPaint,
): string {
  const { findings, problems, summary, policies } = reportContent(reports, meta);
  const blocks = findings.map((finding) => findingBlock(finding, paint));
  const notes = problems.map((placed) => problemText(placed));
  const verdicts = verdictSummary(summary);
  const last = [
    paint.bold(verdicts),
    broughtSummary(summary),
    findingSummary(summary),
    ...policies.map(policySummary),
    evidenceSummary(summary, meta.offline),
  ].filter((part) => part !== '');
  return `${[...blocks, ...(notes.length === 0 ? [] : [notes.join('\n')]), last.join(' ')].join('\n\n')}\n`;
}

function findingBlock(placed: PlacedFinding, paint: Paint): string {
  const { finding, fixes } = placed;
  const place = paint.bold(placeText(placed.manifest, placed.range));
  const severity = painterOf(finding.severity, paint)(severityWord[finding.severity]);
  const head = `${place}  ${severity}  ${messageOf(finding)}  ${paint.dim(finding.code)}`;
  const notes = ABOUT_THE_VERDICT.includes(finding.code) ? placed.requests : [];
  const pinned = placed.pinned === undefined ? [] : [`${placed.pinned}.`];
  const whys = [...detailsOf(placed), ...pinned, ...notes].map((text) => `  ${paint.dim(text)}`);
  const ways = fixes.map((fix) => `  ${paint.green(t('Fix:'))} ${fix.title}`);
  return [head, ...whys, ...ways].join('\n');
}

function painterOf(severity: Severity, paint: Paint): (text: string) => string {
  if (severity === 'error') return paint.red;
  return severity === 'warning' ? paint.yellow : paint.blue;
}

const ABOUT_THE_VERDICT: readonly FindingCode[] = [
  'license.denied',
  'license.review',
  'license.conditions',
  'license.unknown',
  'package.denied',
  'package.review',
  'package.exception-expires',
  'package.exception-expired',
];

/** The reasons of the verdict where the finding is about it, else the source of the finding's own fact. */
function detailsOf(placed: PlacedFinding): string[] {
  const { finding } = placed;
  if (ABOUT_THE_VERDICT.includes(finding.code)) return distinct(reasonsOf(placed).map(reasonText));
  return sourceOf(finding.data);
}

function sourceOf(data: FindingData): string[] {
  return 'origin' in data ? [t('Source: {0}.', originText(data.origin))] : [];
}
