import { escapeMarkdown } from './escape';
import type { BarChart, ReportPage, ReviewRow, ReviewTable } from './reportPageTypes';

/** Places of one package that Markdown names; the rest is counted by the number of places. */
const MOST_PLACES = 5;

/** A report as Markdown (GitHub's tables). Everything from outside is escaped. */
export function reportMarkdown(page: ReportPage): string {
  const { histogram, trend } = page;
  const parts = [
    `# ${escapeMarkdown(page.title)}`,
    listOf(page.lead),
    ...page.charts.flatMap((chart) => [`## ${escapeMarkdown(chart.title)}`, chartTable(chart)]),
    ...(histogram === undefined
      ? []
      : [
          `## ${escapeMarkdown(histogram.title)}`,
          paragraphOf(histogram.notes),
          tableOf(
            histogram.columns,
            histogram.bars.map(({ label, amount }) => [label, String(amount)]),
          ),
        ]),
    ...(trend === undefined
      ? []
      : [
          `## ${escapeMarkdown(trend.title)}`,
          paragraphOf(trend.notes),
          tableOf(
            trend.columns,
            trend.rows.map((row) => [row.repository, row.from, row.to, row.drawing]),
          ),
        ]),
    ...reviewParts(page.review),
    `_${escapeMarkdown(page.footer)}_`,
  ];
  return `${parts.join('\n\n')}\n`;
}

/** The packages to ask about alone, for an issue or a mail. */
export function reviewMarkdown({ lead, review, footer }: ReportPage): string {
  const [, ...table] = reviewParts(review);
  const parts = [`# ${escapeMarkdown(review.title)}`, listOf(lead), ...table, `_${escapeMarkdown(footer)}_`];
  return `${parts.join('\n\n')}\n`;
}

function reviewParts({ title, notes, columns, rows }: ReviewTable): string[] {
  return [
    `## ${escapeMarkdown(title)}`,
    paragraphOf(notes),
    ...(rows.length === 0
      ? []
      : [
          tableOf(
            columns.map(({ label }) => label),
            rows.map(rowCells),
          ),
        ]),
  ];
}

function rowCells(row: ReviewRow): string[] {
  const places = row.places.slice(0, MOST_PLACES).map(({ text }) => text);
  const all = row.places.length > MOST_PLACES ? [row.placesText, ...places, '…'] : places;
  return [`${row.sign} ${row.verdict}`, row.subject, row.license, row.why.join(' '), all.join('; ')];
}

function chartTable({ columns, bars }: BarChart): string {
  return tableOf(
    columns,
    bars.map(({ label, note, amount, shareText }) => [
      note === '' ? label : `${label} (${note})`,
      String(amount),
      shareText,
    ]),
  );
}

function tableOf(columns: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.map(escapeMarkdown).join(' | ')} |`;
  return [line(columns), `| ${columns.map(() => '---').join(' | ')} |`, ...rows.map(line)].join('\n');
}

function listOf(items: readonly string[]): string {
  return items.map((item) => `- ${escapeMarkdown(item)}`).join('\n');
}

function paragraphOf(sentences: readonly string[]): string {
  return escapeMarkdown(sentences.join(' '));
}
