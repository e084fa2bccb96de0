import type { ReportPage, ReviewQuery, ReviewTable } from '../../core/index';
import { barChart, histogram, trendTable } from './charts';
import { button, draw, h } from './dom';
import { fillChoices, filterFields, headRow, packageRow, toolbar } from './review';
import type { ReviewActions } from './review';

/** What the editor gives to a page, once. */
interface Host {
  postMessage(message: unknown): void;
  getState(): unknown;
  setState(state: State): void;
}
declare function acquireVsCodeApi(): Host;

/** What outlives a reload of the window. */
interface State {
  readonly query: Partial<ReviewQuery>;
  readonly unfolded: readonly string[];
  readonly scroll: number;
}

const FIRST_ROWS = 50;
const TYPING_PAUSE_MS = 120;

const host = acquireVsCodeApi();
let state: State = { query: {}, unfolded: [], scroll: 0, ...(host.getState() as Partial<State> | undefined) };
let typing: ReturnType<typeof setTimeout> | undefined;
let isFirst = true;

const places = skeleton();

const actions: ReviewActions = {
  ask: (change) => ask({ limit: FIRST_ROWS, ...change }),
  typed: () => state.query.text ?? '',
  open: (ref) => host.postMessage({ type: 'open', ref }),
  run: (action) => host.postMessage({ type: action, query: state.query }),
  isUnfolded: (key) => state.unfolded.includes(key),
  unfold: (key, open) => {
    const others = state.unfolded.filter((known) => known !== key);
    save({ unfolded: open ? [...others, key] : others });
  },
};

window.addEventListener('message', ({ data }: MessageEvent<{ type: string; page: ReportPage }>) => {
  if (data.type === 'page') show(data.page);
});
window.addEventListener('scroll', () => save({ scroll: window.scrollY }), { passive: true });
host.postMessage({ type: 'query', query: state.query });

function save(change: Partial<State>): void {
  state = { ...state, ...change };
  host.setState(state);
}

/** Waits for a pause in typing only. */
function ask(change: Partial<ReviewQuery>): void {
  save({ query: { ...state.query, ...change } });
  clearTimeout(typing);
  const pause = 'text' in change ? TYPING_PAUSE_MS : 0;
  typing = setTimeout(() => host.postMessage({ type: 'query', query: state.query }), pause);
}

/** The parts of the page that stay, so that only what changed is drawn anew. */
function skeleton() {
  const parts = {
    title: h('h1'),
    lead: h('ul', { class: 'lead' }),
    charts: h('div', { class: 'charts' }),
    reviewTitle: h('h2', { id: 'title-review' }),
    notes: h('p'),
    filters: h('form', { class: 'filters', role: 'search', 'aria-labelledby': 'title-review' }),
    toolbar: h('div', { class: 'toolbar' }),
    status: h('p', { role: 'status', class: 'status' }),
    head: h('thead'),
    body: h('tbody'),
    more: h('p', { class: 'more' }),
    footer: h('footer'),
  };
  const table = h('table', { class: 'review', 'aria-labelledby': 'title-review' }, parts.head, parts.body);
  const review = h(
    'section',
    { 'aria-labelledby': 'title-review' },
    parts.reviewTitle,
    parts.notes,
    parts.filters,
    parts.toolbar,
    parts.status,
    h('div', { class: 'scroll' }, table),
    parts.more,
  );
  parts.filters.addEventListener('submit', (event) => event.preventDefault());
  document.body.append(h('main', {}, parts.title, parts.lead, parts.charts, review), parts.footer);
  return { ...parts, review: table };
}

function show(page: ReportPage): void {
  draw(places.title, page.title, () => [page.title]);
  draw(places.lead, page.lead, () => page.lead.map((line) => h('li', {}, line)));
  draw(places.charts, [page.charts, page.histogram, page.trend], () => chartsOf(page));
  draw(places.footer, page.footer, () => [page.footer]);
  showReview(page.review);
  if (isFirst) window.scrollTo(0, state.scroll);
  isFirst = false;
}

function chartsOf({ charts, histogram: scores, trend }: ReportPage): Node[] {
  const isOpen = state.unfolded.includes('histogram');
  return [
    ...charts.map((chart) => section(chart.id, chart.title, [barChart(chart)])),
    ...(scores === undefined
      ? []
      : [
          section(
            'scorecards',
            scores.title,
            histogram(scores, isOpen, (open) => actions.unfold('histogram', open)),
          ),
        ]),
    ...(trend === undefined ? [] : [section('trend', trend.title, trendTable(trend))]),
  ];
}

function section(id: string, title: string, content: readonly Node[]): HTMLElement {
  return h(
    'section',
    { 'aria-labelledby': `title-${id}` },
    h('h2', { id: `title-${id}` }, title),
    ...content,
  );
}

function showReview(table: ReviewTable): void {
  draw(places.reviewTitle, table.title, () => [table.title]);
  draw(places.notes, table.notes, () => [table.notes.join(' ')]);
  draw(places.filters, 'once', () => filterFields(table.filters, actions));
  fillChoices(table.filters);
  draw(places.toolbar, table.actions, () => toolbar(table, actions));
  draw(places.status, table.status, () => [table.status]);
  draw(places.head, table.columns, () => [headRow(table, actions)]);
  draw(places.body, table.rows, () => table.rows.map((row) => packageRow(row, actions)));
  const { more } = table;
  draw(places.more, more, () =>
    more === undefined ? [] : [button(more.label, 'more', () => ask({ limit: more.limit }))],
  );
  places.review.hidden = table.rows.length === 0;
}
