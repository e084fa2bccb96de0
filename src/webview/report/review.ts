import type { ReviewQuery, ReviewRow, ReviewTable, RowPlace } from '../../core/index';
import { button, draw, h } from './dom';

/** What the list can ask of the page. */
export interface ReviewActions {
  readonly ask: (change: Partial<ReviewQuery>) => void;
  /** What is searched for. */
  readonly typed: () => string;
  readonly open: (ref: RowPlace['ref']) => void;
  readonly run: (action: 'ask' | 'markdown' | 'csv') => void;
  readonly isUnfolded: (key: string) => boolean;
  readonly unfold: (key: string, open: boolean) => void;
}

type Filters = ReviewTable['filters'];
type ChoiceField = Filters['verdict'];

/** The fields that say which packages are listed. They stay in place: somebody may be typing in them. */
export function filterFields(filters: Filters, actions: ReviewActions): Node[] {
  const { verdict, manifest, text } = filters;
  const id = 'filter-text';
  const input = h('input', { type: 'search', id, 'data-id': id, value: actions.typed() });
  input.addEventListener('input', () => actions.ask({ text: input.value }));
  const byVerdict = (value: string) => ({ verdict: value as ReviewQuery['verdict'] });
  return [
    field(verdict.label, choiceOf('verdict', byVerdict, actions)),
    field(
      manifest.label,
      choiceOf('manifest', (value) => ({ manifest: value }), actions),
    ),
    field(text.label, input),
  ];
}

/** What there is to choose from, and what is chosen. */
export function fillChoices({ verdict, manifest }: Filters): void {
  fillChoice('verdict', verdict);
  fillChoice('manifest', manifest);
}

function field(label: string, control: HTMLElement): HTMLElement {
  return h('div', { class: 'field' }, h('label', { for: control.id }, label), control);
}

function choiceOf(
  name: string,
  changeOf: (value: string) => Partial<ReviewQuery>,
  actions: ReviewActions,
): HTMLSelectElement {
  const id = `filter-${name}`;
  const select = h('select', { id, 'data-id': id });
  select.addEventListener('change', () => actions.ask(changeOf(select.value)));
  return select;
}

function fillChoice(name: string, { choices, value }: ChoiceField): void {
  const select = document.querySelector<HTMLSelectElement>(`#filter-${name}`);
  if (select === null) return;
  draw(select, choices, () => choices.map((choice) => h('option', { value: choice.value }, choice.label)));
  select.value = value;
}

/** What can be done with all that are listed. */
export function toolbar({ actions: labels }: ReviewTable, actions: ReviewActions): Node[] {
  const asking =
    labels.ask === undefined
      ? []
      : [button(labels.ask, 'ask', () => actions.run('ask'), { class: 'primary' })];
  return [
    ...asking,
    button(labels.markdown, 'markdown', () => actions.run('markdown')),
    button(labels.csv, 'csv', () => actions.run('csv')),
  ];
}

/** The heads; those that rows can be sorted by hold a button. */
export function headRow({ columns }: ReviewTable, actions: ReviewActions): HTMLElement {
  const heads = columns.map(({ label, sort, direction }) => {
    if (sort === undefined) return h('th', { scope: 'col' }, label);
    const descending = direction === 'ascending';
    const sign = direction === undefined ? '' : direction === 'ascending' ? '▲' : '▼';
    const head = button(label, `sort-${sort}`, () => actions.ask({ sort, descending }), { class: 'sort' });
    head.append(h('span', { 'aria-hidden': 'true', class: 'direction' }, sign));
    return h('th', { scope: 'col', 'aria-sort': direction ?? 'none' }, head);
  });
  return h('tr', {}, ...heads);
}

/** One package; its name opens the first place, further places are behind a disclosure. */
export function packageRow(row: ReviewRow, actions: ReviewActions): HTMLElement {
  const [first] = row.places;
  const name =
    first === undefined
      ? row.subject
      : button(row.subject, `open-${row.key}`, () => actions.open(first.ref), {
          class: 'link',
          title: first.open,
        });
  return h(
    'tr',
    {},
    h(
      'td',
      { class: 'verdict' },
      h('span', { 'aria-hidden': 'true', class: `sign tone-${row.tone}` }, row.sign),
      row.verdict,
    ),
    h('th', { scope: 'row' }, name),
    h('td', {}, row.license),
    h('td', { class: 'why' }, ...row.why.map((text) => h('p', {}, text))),
    h('td', { class: 'places' }, ...placesOf(row, actions)),
  );
}

function placesOf(row: ReviewRow, actions: ReviewActions): Node[] {
  const items = row.places.map((place, index) =>
    button(place.text, `place-${row.key}-${index}`, () => actions.open(place.ref), {
      class: 'link',
      title: place.open,
    }),
  );
  if (items.length < 2) return items;
  const details = h(
    'details',
    { open: actions.isUnfolded(row.key) },
    h('summary', { 'data-id': `places-${row.key}` }, row.placesText),
    h('ul', {}, ...items.map((item) => h('li', {}, item))),
  );
  details.addEventListener('toggle', () => actions.unfold(row.key, details.open));
  return [details];
}
