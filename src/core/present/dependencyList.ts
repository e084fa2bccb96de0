import type { Judgement, Snooze, Verdict } from '../model';
import { findingsOn } from '../tree/brought';
import { plural, t } from './language';
import { groupTitle } from './notices';
import { isPending } from './pending';
import { clip } from './plain';
import { isActionable, isOwn } from './summary';
import { verdictTitle } from './words';

/** What a list of dependencies is grouped by. */
export type Grouping = 'verdict' | 'manifest' | 'license';

export const groupings: readonly Grouping[] = ['verdict', 'manifest', 'license'];

/** What a list of dependencies is narrowed to. */
export interface ListFilter {
  /** Words that must all be found in name, license or path; empty: everything. */
  readonly text: string;
  /** Only what somebody must do something about. */
  readonly actionOnly: boolean;
}

/** One line of the list. */
export interface ListedDependency {
  readonly judgement: Judgement;
  /** The manifest as the host names it. */
  readonly path: string;
  /** What somebody does not want to be reminded of for a while: the findings of `judgement` are without it. */
  readonly snoozes?: readonly Snooze[];
}

/**
 * A verdict; `own`: not judged, and nobody's worry; `pending`: the sources have not answered yet; `snoozed`: somebody wants to
 * hear of it later, and of nothing else about it now.
 */
export type VerdictGroup = Verdict | 'own' | 'pending' | 'snoozed';

export interface DependencyGroup<Entry extends ListedDependency> {
  /** Stays the same while the grouping does. */
  readonly id: string;
  readonly title: string;
  /** Of the group's dependencies the one that needs somebody most. */
  readonly worst: VerdictGroup;
  readonly entries: readonly Entry[];
  /** How many of them need action. */
  readonly actionable: number;
}

/** What needs somebody comes first. */
const ORDER: readonly VerdictGroup[] = [
  'denied',
  'unknown',
  'review',
  'snoozed',
  'conditions',
  'allowed',
  'own',
  'pending',
];

/** The group of a dependency in a list by verdict. */
function verdictGroupOf({
  judgement,
  snoozes = [],
}: Pick<ListedDependency, 'judgement' | 'snoozes'>): VerdictGroup {
  if (isPending(judgement)) return 'pending';
  if (snoozes.length > 0 && !needsAction(judgement)) return 'snoozed';
  return isOwn(judgement) && !needsAction(judgement) ? 'own' : judgement.verdict;
}

/** Whether somebody must do something about it. */
function needsAction(judgement: Judgement): boolean {
  return !isPending(judgement) && findingsOn(judgement).some(isActionable);
}

/** The entries that the filter lets through. */
export function filterDependencies<Entry extends ListedDependency>(
  entries: readonly Entry[],
  { text, actionOnly }: ListFilter,
): Entry[] {
  if (text === '' && !actionOnly) return [...entries];
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  return entries.filter(({ judgement, path }) => {
    if (actionOnly && !needsAction(judgement)) return false;
    const { name, packageName } = judgement.dependency;
    const searched = [name, packageName, licenseText(judgement), path, ...namesBrought(judgement)].join('\n');
    return words.every((word) => searched.toLowerCase().includes(word));
  });
}

function namesBrought({ brought = [] }: Judgement): string[] {
  return brought.flatMap(({ via }) => via?.path.at(-1)?.name ?? []);
}

/** Groups in the order in which they are shown, the entries of each by name; in one of a verdict, what needs action first. */
export function groupDependencies<Entry extends ListedDependency>(
  entries: readonly Entry[],
  grouping: Grouping,
): DependencyGroup<Entry>[] {
  const byKey = new Map<string, Line<Entry>[]>();
  const sorted = entries.map(lineOf).sort(byName);
  for (const line of grouping === 'verdict' ? needyFirst(sorted) : sorted) {
    const key = keyOf(line, grouping);
    const group = byKey.get(key);
    if (group === undefined) byKey.set(key, [line]);
    else group.push(line);
  }
  return [...byKey].map(([key, group]) => groupFrom(key, group, grouping)).sort(orderOf(grouping));
}

/** An entry with what the list is sorted and grouped by. */
interface Line<Entry extends ListedDependency> {
  readonly entry: Entry;
  readonly name: string;
  readonly path: string;
  readonly group: VerdictGroup;
  readonly needsAction: boolean;
}

/** Worked out once for each entry: a list of thousands is drawn anew when one manifest changes. */
const lines = new WeakMap<ListedDependency, Line<ListedDependency>>();

function lineOf<Entry extends ListedDependency>(entry: Entry): Line<Entry> {
  const known = lines.get(entry);
  if (known !== undefined) return known as Line<Entry>;
  const { judgement, path } = entry;
  const [group, needs] = [verdictGroupOf(entry), needsAction(judgement)];
  const line = { entry, name: judgement.dependency.name, path, group, needsAction: needs };
  lines.set(entry, line);
  return line;
}

function keyOf({ entry, path, group }: Line<ListedDependency>, grouping: Grouping): string {
  if (grouping === 'manifest') return path;
  return grouping === 'verdict' ? group : licenseText(entry.judgement);
}

function groupFrom<Entry extends ListedDependency>(
  key: string,
  of: readonly Line<Entry>[],
  grouping: Grouping,
): DependencyGroup<Entry> {
  const found = new Set(of.map(({ group }) => group));
  const worst = ORDER.find((group) => found.has(group)) ?? 'pending';
  const title = grouping === 'verdict' ? groupTitle(worst) : key;
  const actionable = of.filter((line) => line.needsAction).length;
  return { id: `${grouping}:${key}`, title, worst, entries: of.map(({ entry }) => entry), actionable };
}

function orderOf(grouping: Grouping) {
  return (a: DependencyGroup<ListedDependency>, b: DependencyGroup<ListedDependency>): number => {
    const byWorst = ORDER.indexOf(a.worst) - ORDER.indexOf(b.worst);
    const byTitle = a.title.localeCompare(b.title, 'en');
    return grouping === 'manifest' ? byTitle : byWorst || byTitle;
  };
}

function needyFirst<Entry extends ListedDependency>(sorted: readonly Line<Entry>[]): Line<Entry>[] {
  return [...sorted.filter((line) => line.needsAction), ...sorted.filter((line) => !line.needsAction)];
}

/** By their characters: names are lower case, and a collator takes ten times as long for the thousands of a workspace. */
function byName(a: Line<ListedDependency>, b: Line<ListedDependency>): number {
  return compare(a.name, b.name) || compare(a.path, b.path);
}

function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

/** The license as a heading: the expression where it is one, else what is known instead. */
function licenseText(judgement: Judgement): string {
  const group = verdictGroupOf({ judgement });
  if (group === 'own' || group === 'pending') return groupTitle(group);
  const { license } = judgement;
  if (license?.kind === 'expression') return clip(license.text, 120);
  const raw = license === undefined ? '' : clip(license.raw, 80);
  return raw === '' ? t('No license known') : t('Not SPDX: {0}', raw);
}

/** Verdicts that ask for action by themselves. */
const ASKING: readonly VerdictGroup[] = ['denied', 'unknown', 'review'];

/** Whether something asks for action though the verdict does not, such as a score below the floor of an allowed package. */
export function isMarked(judgement: Judgement): boolean {
  return needsAction(judgement) && !ASKING.includes(judgement.verdict);
}

/** A verdict as a screen reader says it beside a dependency. */
export function spokenVerdict(judgement: Judgement): string {
  const title = verdictTitle[judgement.verdict];
  return isMarked(judgement) ? `${title}, ${t('needs action')}` : title;
}

/** How a group is counted: `12`, or `12 · 3 need action` where the group itself does not say so. */
export function groupCount(group: DependencyGroup<ListedDependency>, grouping: Grouping): string {
  const amount = String(group.entries.length);
  const saysSo = grouping === 'verdict' && ASKING.includes(group.worst);
  if (saysSo || group.actionable === 0) return amount;
  return `${amount} · ${plural(group.actionable, '{0} needs action', '{0} need action')}`;
}

/** A group as a screen reader says it. */
export function groupLabel(group: DependencyGroup<ListedDependency>): string {
  const amount = plural(group.entries.length, '{0} dependency', '{0} dependencies');
  return group.actionable === 0
    ? t('{0}: {1}', group.title, amount)
    : `${t('{0}: {1}', group.title, amount)}, ${plural(group.actionable, '{0} needs action', '{0} need action')}`;
}

/** The line behind which the rest of a long group stands. */
export function moreText(amount: number): string {
  return t('{0} more', amount);
}

/** What the list is narrowed to, and how much of it that is; `undefined` where it shows everything. */
export function filterText(filter: ListFilter, shown: number, all: number): string | undefined {
  const text = clip(filter.text, 60);
  if (text === '' && !filter.actionOnly) return undefined;
  const amount = t('{0} of {1}', shown, all);
  if (text === '') return t('Only what needs action: {0}.', amount);
  return filter.actionOnly
    ? t('Only what needs action and matches "{0}": {1}.', text, amount)
    : t('Only what matches "{0}": {1}.', text, amount);
}

/** What the list is grouped by, for its title. */
export function groupingText(grouping: Grouping): string {
  if (grouping === 'manifest') return t('by manifest');
  return grouping === 'license' ? t('by license') : t('by verdict');
}
