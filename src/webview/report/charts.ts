import type { Bar, BarChart, Histogram, TrendTable } from '../../core/index';
import { h, svg } from './dom';

/** A chart that is a table: the bar is one cell, its number the next. */
export function barChart(chart: BarChart): HTMLElement {
  const [what, amount, share] = chart.columns;
  const greatest = Math.max(...chart.bars.map((bar) => bar.share));
  return h(
    'table',
    { class: 'chart', 'aria-labelledby': `title-${chart.id}` },
    h(
      'thead',
      {},
      h(
        'tr',
        {},
        h('th', { scope: 'col' }, what),
        h('th', { scope: 'col', class: 'number' }, amount),
        h('th', { scope: 'col' }, share),
      ),
    ),
    h('tbody', {}, ...chart.bars.map((bar) => barRow(bar, greatest))),
  );
}

function barRow(bar: Bar, greatest: number): HTMLElement {
  const note = bar.note === '' ? [] : [' ', h('span', { class: 'note' }, bar.note)];
  return h(
    'tr',
    {},
    h('th', { scope: 'row' }, bar.label, ...note),
    h('td', { class: 'number' }, String(bar.amount)),
    h('td', { class: 'share' }, drawBar(bar, greatest), h('span', {}, bar.shareText)),
  );
}

function drawBar(bar: Bar, greatest: number): SVGElement {
  const length = greatest === 0 ? 0 : (bar.share / greatest) * 100;
  const rect = (width: number, tone: string) =>
    svg('rect', { width: `${Math.max(width, 0).toFixed(2)}%`, height: '100%', rx: 1, class: `tone-${tone}` });
  const asking = bar.asking > 0 ? [rect(length * bar.asking, 'asking')] : [];
  return svg('svg', { class: 'bar', 'aria-hidden': 'true' }, rect(length, bar.tone), ...asking);
}

const HEIGHT = 96;
const WIDTH = 320;
const LABELS = 16;

/** Columns, with their numbers above and their steps below; the same as a table behind a disclosure. */
export function histogram(data: Histogram, isOpen: boolean, onToggle: (open: boolean) => void): Node[] {
  const notes = data.notes.join(' ');
  const details = h(
    'details',
    { open: isOpen },
    h('summary', { 'data-id': 'histogram' }, data.asTable),
    h(
      'table',
      { class: 'chart', 'aria-labelledby': 'title-scorecards' },
      h('thead', {}, h('tr', {}, ...data.columns.map((label) => h('th', { scope: 'col' }, label)))),
      h(
        'tbody',
        {},
        ...data.bars.map(({ label, amount }) =>
          h('tr', {}, h('th', { scope: 'row' }, label), h('td', {}, String(amount))),
        ),
      ),
    ),
  );
  details.addEventListener('toggle', () => onToggle(details.open));
  return [h('p', {}, notes), columns(data), details];
}

function columns({ title, bars }: Histogram): SVGElement {
  const greatest = Math.max(1, ...bars.map(({ amount }) => amount));
  const step = WIDTH / bars.length;
  const said = bars.map(({ label, amount }) => `${label}: ${amount}`).join(', ');
  const drawn = bars.flatMap(({ label, amount }, index) => {
    const height = (amount / greatest) * (HEIGHT - 2 * LABELS);
    const top = HEIGHT - LABELS - height;
    const middle = index * step + step / 2;
    const text = (y: number, words: string) => svg('text', { x: middle, y, 'text-anchor': 'middle' }, words);
    return [
      svg('rect', { x: index * step + 3, y: top, width: step - 6, height, class: 'tone-plain' }),
      ...(amount > 0 ? [text(top - 4, String(amount))] : []),
      text(HEIGHT - 3, label),
    ];
  });
  return svg(
    'svg',
    { class: 'histogram', viewBox: `0 0 ${WIDTH} ${HEIGHT}`, role: 'img', 'aria-label': `${title}. ${said}` },
    svg('line', { x1: 0, x2: WIDTH, y1: HEIGHT - LABELS, y2: HEIGHT - LABELS, class: 'axis' }),
    ...drawn,
  );
}

export function trendTable({ notes, columns: labels, rows }: TrendTable): Node[] {
  return [
    h('p', {}, notes.join(' ')),
    h(
      'table',
      { 'aria-labelledby': 'title-trend' },
      h('thead', {}, h('tr', {}, ...labels.map((label) => h('th', { scope: 'col' }, label)))),
      h(
        'tbody',
        {},
        ...rows.map((row) =>
          h(
            'tr',
            {},
            h('th', { scope: 'row' }, row.repository),
            h('td', { class: 'score' }, row.from),
            h('td', { class: 'score' }, row.to),
            h('td', {}, h('span', { 'aria-hidden': 'true', class: 'drawing' }, row.drawing)),
          ),
        ),
      ),
    ),
  ];
}
