import type { Scorecard } from '../model';
import type { LicenseCount, Report } from '../report/report';
import { plural, t } from './language';
import { groupTitle } from './notices';
import { clip, day, daysBetween } from './plain';
import type { Bar, BarChart, Histogram, TrendTable } from './reportPageTypes';
import { trend } from '../scorecard/trend';

/** More licenses than these count together. */
const MOST_LICENSES = 12;
/** As many as `trend` draws. */
const MOST_POINTS = 8;

/** How the packages are distributed over verdicts and licenses; charts without bars are left out. */
export function chartsOf(report: Report): BarChart[] {
  return [verdictChart(report), licenseChart(report)].filter(({ bars }) => bars.length > 0);
}

function verdictChart({ groups }: Report): BarChart {
  const total = sum(groups.map(({ amount }) => amount));
  return {
    id: 'verdicts',
    title: t('Verdicts'),
    columns: [t('Verdict'), t('Packages'), t('Share')],
    bars: groups.map(({ group, amount }) => ({
      label: groupTitle(group),
      note: '',
      amount,
      asking: 0,
      ...shareOf(amount, total),
      tone: group,
    })),
  };
}

function licenseChart({ licenses }: Report): BarChart {
  const total = sum(licenses.map(({ amount }) => amount));
  const shown = licenses.slice(0, licenses.length === MOST_LICENSES + 1 ? licenses.length : MOST_LICENSES);
  const others = licenses.slice(shown.length);
  const bars = shown.map((count) => licenseBar(licenseLabel(count), count, total));
  const rest = {
    amount: sum(others.map(({ amount }) => amount)),
    asking: sum(others.map(({ asking }) => asking)),
  };
  const restLabel = plural(others.length, '{0} other license', '{0} other licenses');
  return {
    id: 'licenses',
    title: t('Licenses'),
    columns: [t('License'), t('Packages'), t('Share')],
    bars: others.length === 0 ? bars : [...bars, licenseBar(restLabel, rest, total)],
  };
}

function licenseBar(
  label: string,
  { amount, asking }: Pick<LicenseCount, 'amount' | 'asking'>,
  total: number,
): Bar {
  return {
    label,
    note: asking === 0 ? '' : t('{0} to ask about', asking),
    amount,
    asking: asking / amount,
    ...shareOf(amount, total),
    tone: 'plain',
  };
}

function licenseLabel({ license }: LicenseCount): string {
  if (license.kind === 'expression') return clip(license.text, 80);
  return license.kind === 'none' ? t('No license known') : t('Not SPDX');
}

/** The scores of the repositories; `undefined` where none has one. */
export function histogramOf({ scorecards, now }: Report): Histogram | undefined {
  const { histogram, scored, unscored, median, oldest } = scorecards;
  if (median === undefined || oldest === undefined) return undefined;
  const without =
    unscored === 0 ? [] : [plural(unscored, '{0} package has none.', '{0} packages have none.')];
  return {
    title: t('OpenSSF Scorecard'),
    notes: [
      plural(
        scored,
        '{0} repository has a score; it is {1} of 10.',
        '{0} repositories have a score; the median is {1} of 10.',
        median.toFixed(1),
      ),
      ...without,
      plural(
        daysBetween(oldest, now),
        'The oldest result is of {1}, {0} day old.',
        'The oldest result is of {1}, {0} days old.',
        day(oldest),
      ),
    ],
    columns: [t('Score'), t('Repositories')],
    bars: histogram.map((amount, index) => ({ label: `${index}–${index + 1}`, amount })),
    asTable: t('As a table'),
  };
}

/** How the scores changed; `undefined` where no earlier score is known. */
export function trendOf({ scorecards }: Report): TrendTable | undefined {
  const { known, rising, steady, falling, since, movers } = scorecards.trend;
  if (known === 0 || since === undefined) return undefined;
  return {
    title: t('Scorecard trend'),
    notes: [
      plural(
        known,
        'Earlier scores are known of {0} repository, from {1} on: {2} rising, {3} steady, {4} falling.',
        'Earlier scores are known of {0} repositories, from {1} on: {2} rising, {3} steady, {4} falling.',
        day(since),
        rising,
        steady,
        falling,
      ),
    ],
    columns: [t('Repository'), t('Earlier'), t('Now'), t('Trend')],
    rows: movers.map(({ scorecard, from, to, since: first }) => ({
      repository: clip(scorecard.repository, 120),
      from: `${from.toFixed(1)} (${day(first)})`,
      to: `${to.toFixed(1)} (${day(scorecard.date)})`,
      drawing: trend(spread(scorecard)),
    })),
  };
}

/** The whole history in few points, evenly chosen: the newest alone would not show a long way. */
function spread(scorecard: Scorecard): Scorecard {
  const { history } = scorecard;
  const step = Math.max(1, (history.length - 1) / (MOST_POINTS - 2));
  const picked = Array.from({ length: MOST_POINTS - 1 }, (_, index) => history[Math.round(index * step)]);
  return { ...scorecard, history: picked.filter((point) => point !== undefined) };
}

function shareOf(amount: number, total: number): { share: number; shareText: string } {
  const share = total === 0 ? 0 : amount / total;
  const percent = Math.round(share * 100);
  return { share, shareText: percent === 0 && amount > 0 ? '<1%' : `${percent}%` };
}

function sum(amounts: readonly number[]): number {
  return amounts.reduce((total, amount) => total + amount, 0);
}
