import type { Report } from '../report/report';
import { everyReview, selectReview } from '../report/select';
import type { ReviewQuery } from '../report/select';
import type { ReviewItem, ReviewPlace } from '../report/review';
import { plural, t } from './language';
import { clip, day, daysBetween } from './plain';
import { chartsOf, histogramOf, trendOf } from './reportCharts';
import type { ReportPage, ReviewRow, ReviewTable, RowPlace } from './reportPageTypes';
import { placesText, reviewLicense, reviewPlaceText, reviewReasons, reviewSubject } from './reviewWords';
import { policySummary } from './summary';
import { verdictSign, verdictTitle } from './words';

/** Places of one package that are listed; the rest is counted. */
const MOST_PLACES = 50;
const ROWS_MORE = 100;

/** What the report is called, whatever it says. */
export const reportTitle = (): string => t('Open source report');

/** A report in words. `query` says which of the packages to ask about are wanted; without it, all of them. */
export function reportPage(
  report: Report,
  query: ReviewQuery = { ...everyReview, limit: Number.MAX_SAFE_INTEGER },
): ReportPage {
  const histogram = histogramOf(report);
  const trend = trendOf(report);
  return {
    title: reportTitle(),
    lead: leadOf(report),
    charts: chartsOf(report),
    ...(histogram && { histogram }),
    ...(trend && { trend }),
    review: reviewTable(report, query),
    footer: t('Not legal advice: what the policy and the evidence say, for people to decide on.'),
  };
}

function leadOf(report: Report): string[] {
  return [
    countsOf(report),
    report.pending === 0
      ? ''
      : plural(
          report.pending,
          '{0} dependency still being looked up.',
          '{0} dependencies still being looked up.',
        ),
    ...report.policies.map(policySummary),
    t('Judged {0} UTC.', report.now.slice(0, 16).replace('T', ' ')),
    oldestText(report),
    report.offline ? t('Offline: no service was asked.') : '',
  ].filter((line) => line !== '');
}

function countsOf({ manifests, dependencies, packages }: Report): string {
  if (manifests.length === 0) return t('No package.json has been judged yet.');
  const uses = plural(dependencies, '{0} dependency', '{0} dependencies');
  const files = plural(manifests.length, '{0} package.json', '{0} package.json files');
  const different = plural(packages.length, '{0} different package', '{0} different packages');
  return t('{0} in {1}: {2}.', uses, files, different);
}

function oldestText({ oldest, now }: Report): string {
  if (oldest === undefined) return '';
  const date = day(oldest.origin.date);
  const { name, version = '' } = oldest.package;
  const subject = `${clip(name, 214)} ${clip(version, 60)}`.trim();
  const source = clip(oldest.origin.label, 120);
  const age = daysBetween(date, now);
  if (age === 0) return t('Oldest evidence that decided: {0} ({1}, {2}).', date, subject, source);
  return plural(
    age,
    'Oldest evidence that decided: {1}, {0} day old ({2}, {3}).',
    'Oldest evidence that decided: {1}, {0} days old ({2}, {3}).',
    date,
    subject,
    source,
  );
}

function reviewTable(report: Report, query: ReviewQuery): ReviewTable {
  const { review } = report;
  const found = selectReview(review, query);
  const rows = found.slice(0, query.limit).map(rowOf);
  const hidden = found.length - rows.length;
  return {
    title: t('What to ask about'),
    notes: [
      review.length === 0
        ? t('Nothing: the policy lets every package pass.')
        : plural(
            review.length,
            '{0} package is denied, unknown or needs review.',
            '{0} packages are denied, unknown or need review.',
          ),
    ],
    filters: filtersOf(report, query),
    columns: columnsOf(query),
    rows,
    status:
      hidden === 0
        ? plural(rows.length, 'Showing {0} package.', 'Showing {0} packages.')
        : t('Showing {0} of {1} packages.', rows.length, found.length),
    ...(hidden > 0 && {
      more: { label: t('Show {0} more', Math.min(hidden, ROWS_MORE)), limit: query.limit + ROWS_MORE },
    }),
    actions: {
      ...(found.length > 0 && {
        ask: plural(found.length, 'Ask about {0} package', 'Ask about all {0} packages'),
      }),
      markdown: t('Export the report as Markdown'),
      csv: t('Export this list as CSV'),
    },
  };
}

function filtersOf({ review, manifests }: Report, query: ReviewQuery): ReviewTable['filters'] {
  const verdicts = (['denied', 'unknown', 'review'] as const).filter(
    (verdict) => verdict === query.verdict || review.some((item) => item.verdict === verdict),
  );
  const asking = new Set(review.flatMap((item) => item.places.map(({ use }) => use.source.id)));
  const all = { value: '', label: t('All') };
  return {
    verdict: {
      label: t('Verdict'),
      choices: [all, ...verdicts.map((value) => ({ value, label: verdictTitle[value] }))],
      value: query.verdict,
    },
    manifest: {
      label: t('Manifest'),
      choices: [
        all,
        ...manifests
          .filter(({ id }) => asking.has(id) || id === query.manifest)
          .map(({ id, path }) => ({ value: id, label: clip(path, 200) })),
      ],
      value: query.manifest,
    },
    text: { label: t('Package or license'), value: query.text },
  };
}

function columnsOf({ sort, descending }: ReviewQuery): ReviewTable['columns'] {
  const direction = descending ? 'descending' : 'ascending';
  const sortable = [
    { label: t('Verdict'), sort: 'verdict' },
    { label: t('Package'), sort: 'package' },
    { label: t('License'), sort: 'license' },
    { label: t('Why') },
    { label: t('Places'), sort: 'places' },
  ] as const;
  return sortable.map((column) => ({
    ...column,
    ...('sort' in column && column.sort === sort && { direction }),
  }));
}

function rowOf(item: ReviewItem): ReviewRow {
  const subject = reviewSubject(item);
  return {
    key: item.package.key,
    verdict: verdictTitle[item.verdict],
    sign: verdictSign[item.verdict],
    tone: item.verdict,
    subject,
    license: reviewLicense(item),
    why: reviewReasons(item),
    placesText: placesText(item),
    places: item.places.slice(0, MOST_PLACES).map((place) => rowPlace(place, subject)),
  };
}

function rowPlace(place: ReviewPlace, subject: string): RowPlace {
  const { source, judgement } = place.use;
  const { name, scope } = judgement.dependency;
  return {
    text: reviewPlaceText(place),
    open: t('Show {0} in {1}', subject, clip(source.path, 200)),
    ref: { manifest: source.id, name, scope },
  };
}
