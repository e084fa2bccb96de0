import type { Judgement } from '../model';
import type { ReportSource } from '../report/packages';
import type { ReviewItem } from '../report/review';
import { csvOf } from './csv';
import { lineIndex } from './lines';
import { clip, day, distinct, oneLine, withoutSecrets } from './plain';
import { reasonText } from './reasons';
import { broughtByText, reviewReasons } from './reviewWords';

/** The heads are keys for programs: they stay the same in every language. */
const DEPENDENCY_COLUMNS = [
  'manifest',
  'line',
  'package',
  'version',
  'range',
  'scope',
  'verdict',
  'license',
  'why',
  'findings',
  'scorecard',
  'scorecard_date',
  'repository',
  'policy',
] as const;

const REVIEW_COLUMNS = [
  'package',
  'version',
  'verdict',
  'license',
  'why',
  'places',
  'manifests',
  'brought_by',
] as const;

const LONGEST = 1000;

/** Every dependency of every manifest, one a row, for spreadsheets. */
export function dependenciesCsv(sources: readonly ReportSource[]): string {
  const rows = sources.flatMap((source) => {
    const index = lineIndex(source.text);
    return source.judgements.map((judgement) => {
      const { line } = index.positionOf(judgement.dependency.nameSpan.start);
      return [oneLine(source.path), line, ...dependencyCells(judgement), clip(source.policy.origin, 160)];
    });
  });
  return csvOf([DEPENDENCY_COLUMNS, ...rows]);
}

function dependencyCells(judgement: Judgement): (string | number)[] {
  const { dependency, evidence, scorecard, findings } = judgement;
  const scored = scorecard !== undefined && scorecard.value.score >= 0 ? scorecard.value : undefined;
  return [
    clip(dependency.packageName, 214),
    clip(evidence.version?.value ?? '', 60),
    clip(withoutSecrets(dependency.range), 200),
    dependency.scope,
    judgement.verdict,
    licenseCell(judgement),
    clip(judgement.reasons.map(reasonText).join(' '), LONGEST),
    distinct(findings.map(({ code }) => code)).join(' '),
    scored === undefined ? '' : scored.score,
    scored === undefined ? '' : day(scored.date),
    clip(evidence.repository?.value.id ?? '', 200),
  ];
}

/** What to ask the OSPO about, one package a row. */
export function reviewCsv(items: readonly ReviewItem[]): string {
  const rows = items.map((item) => {
    const { name, version = '' } = item.package;
    const [first] = item.places;
    return [
      clip(name, 214),
      clip(version, 60),
      item.verdict,
      first === undefined ? '' : licenseCell(first.use.judgement),
      clip(reviewReasons(item).join(' '), LONGEST),
      item.places.length,
      clip(distinct(item.places.map(({ use }) => use.source.path)).join('; '), LONGEST),
      clip(distinct(item.places.map(broughtByText).filter((text) => text !== '')).join('; '), LONGEST),
    ];
  });
  return csvOf([REVIEW_COLUMNS, ...rows]);
}

/** As it is stated; empty where nothing is. */
function licenseCell({ license }: Judgement): string {
  if (license === undefined) return '';
  return clip(license.kind === 'expression' ? license.text : license.raw, 200);
}
