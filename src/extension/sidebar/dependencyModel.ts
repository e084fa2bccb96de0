import { isDeepStrictEqual } from 'node:util';
import * as vscode from 'vscode';
import type {
  DependencyGroup,
  Finding,
  Grouping,
  Judgement,
  ListFilter,
  Shown,
  Snooze,
  VerdictGroup,
} from '../../core/index';
import { broughtFindings, broughtStep, filterDependencies, groupDependencies } from '../../core/index';
import type { DependencyRef } from '../commands/target';
import { refOf } from '../commands/target';
import type { JudgedManifest, JudgementStore } from '../judgements/store';
import type { Noise } from '../noise/noise';

/** A dependency in the list. */
export interface Leaf {
  readonly kind: 'leaf';
  /** Stays the same as long as the entry does. */
  readonly id: string;
  readonly group: Group;
  readonly ref: DependencyRef;
  /** With the findings that the user wants to be told of. */
  readonly judgement: Judgement;
  readonly snoozes: readonly Snooze[];
  readonly path: string;
}

/** A group in the list. The object lasts as long as the group does, so that the editor knows it again. */
export interface Group {
  readonly kind: 'group';
  content: DependencyGroup<Entry>;
  leaves: readonly Leaf[];
  /** Whether it is unfolded at first. */
  expanded: boolean;
}

/** A package that a dependency brings, with what is found on it. */
export interface Brought {
  readonly kind: 'brought';
  readonly id: string;
  readonly leaf: Leaf;
  /** The package itself. */
  readonly ref: DependencyRef;
  readonly finding: Finding;
}

/** The rest of a long group, behind one line: the editor takes long to draw thousands that nobody reads. */
export interface More {
  readonly kind: 'more';
  readonly id: string;
  readonly group: Group;
  readonly leaves: readonly Leaf[];
}

export type Node = Group | Leaf | Brought | More;

type Entry = Omit<Leaf, 'kind' | 'group'>;

/** So many are drawn at once. */
const MOST_LINES = 300;

/** What is to be drawn anew: everything, or some groups. */
export interface Change {
  readonly all: boolean;
  readonly groups: readonly Group[];
  /** Groups of the same lines as before, which may look the same although something else was judged. */
  readonly perhaps: readonly Group[];
}

/** The dependencies of the workspace as a tree of groups. */
export class DependencyModel {
  grouping: Grouping = 'verdict';
  filter: ListFilter = { text: '', actionOnly: false };
  /** How many there are, and how many the filter lets through. */
  amounts = { all: 0, shown: 0 };
  private known = new Map<string, Group>();
  private shown: readonly Group[] = [];
  private readonly entries = new WeakMap<JudgedManifest, readonly Entry[]>();

  constructor(
    private readonly store: JudgementStore,
    private readonly noise: Noise,
  ) {}

  get groups(): readonly Group[] {
    return this.shown;
  }

  /** Reads the judgements anew. @returns what looks different now */
  update(): Change {
    const entries = this.store.all().flatMap((judged) => this.entriesFor(judged));
    const filtered = filterDependencies(entries, this.filter);
    this.amounts = { all: entries.length, shown: filtered.length };
    const before = this.shown.map(({ content }) => content.id).join('\n');
    const known = new Map<string, Group>();
    const [groups, perhaps]: [Group[], Group[]] = [[], []];
    this.shown = groupDependencies(filtered, this.grouping).map((content) => {
      const group = this.known.get(content.id) ?? { kind: 'group', content, leaves: [], expanded: false };
      if (group.leaves.length === 0 || !isSame(group.content, content))
        (fill(group, content) ? perhaps : groups).push(group);
      known.set(content.id, group);
      return group;
    });
    this.known = known;
    unfold(this.shown);
    const all = this.shown.map(({ content }) => content.id).join('\n') !== before;
    return { all, groups, perhaps };
  }

  /** Of a manifest that says the same as before the very same: most do. */
  private entriesFor(judged: JudgedManifest): readonly Entry[] {
    const path = vscode.workspace.asRelativePath(judged.uri);
    const shown = this.noise.shown(judged);
    const known = this.entries.get(judged);
    if (known?.every((entry, index) => says(entry, path, shown[index]))) return known;
    const entries = entriesOf(judged, path, shown);
    this.entries.set(judged, entries);
    return entries;
  }
}

function says(entry: Entry, path: string, shown: Shown | undefined): boolean {
  return entry.path === path && entry.judgement === shown?.judgement && entry.snoozes === shown.snoozes;
}

/** What nobody needs to look at is folded at first, and so is what comes after more lines than anybody reads. */
const QUIET: readonly VerdictGroup[] = ['snoozed', 'conditions', 'allowed', 'own', 'pending'];

function unfold(groups: readonly Group[]): void {
  let lines = 0;
  for (const group of groups) {
    const { worst, actionable } = group.content;
    group.expanded = lines < MOST_LINES && (!QUIET.includes(worst) || actionable > 0);
    if (group.expanded) lines += group.leaves.length;
  }
}

/** Answers whether the lines are the same ones: they keep their objects then, by which the editor knows them. */
function fill(group: Group, content: DependencyGroup<Entry>): boolean {
  const { leaves, content: before } = group;
  group.content = content;
  const isKept =
    leaves.length === content.entries.length &&
    content.entries.every(({ id }, index) => id === leaves[index]?.id);
  if (!isKept) {
    group.leaves = content.entries.map((entry): Leaf => ({ kind: 'leaf', group, ...entry }));
    return false;
  }
  leaves.forEach((leaf, index) => Object.assign(leaf, content.entries[index]));
  return before.worst === content.worst && before.actionable === content.actionable;
}

/** The lines of a group, or of the rest of one. */
export function linesOf({
  group,
  leaves,
}: {
  readonly group: Group;
  readonly leaves: readonly Leaf[];
}): Node[] {
  if (leaves.length <= MOST_LINES) return [...leaves];
  const rest = leaves.slice(MOST_LINES);
  const id = `${group.content.id}|more|${group.leaves.length - rest.length}`;
  return [...leaves.slice(0, MOST_LINES), { kind: 'more', id, group, leaves: rest }];
}

/** What stands below a dependency, what asks for action first. */
export function broughtBy(leaf: Leaf): Brought[] {
  return broughtFindings(leaf.judgement).map((finding, index): Brought => {
    const brought = broughtStep(finding) ?? { name: '', version: '' };
    const id = `${leaf.id}|${brought.name}@${brought.version}|${finding.code}|${index}`;
    return { kind: 'brought', id, leaf, ref: { ...leaf.ref, brought }, finding };
  });
}

/** Judgements are new objects only where a manifest was judged anew, or something else is to be told of it. */
function isSame(a: DependencyGroup<Entry>, b: DependencyGroup<Entry>): boolean {
  return (
    a.entries.length === b.entries.length &&
    a.entries.every(
      ({ judgement, snoozes }, index) =>
        judgement === b.entries[index]?.judgement && isEqual(snoozes, b.entries[index].snoozes),
    )
  );
}

function isEqual(a: Entry['snoozes'], b: Entry['snoozes']): boolean {
  return a === b || isDeepStrictEqual(a, b);
}

function entriesOf(judged: JudgedManifest, path: string, all: readonly Shown[]): Entry[] {
  const seen = new Map<string, number>();
  return all.map(({ judgement, snoozes }) => {
    const ref = refOf({ judged, judgement });
    const key = `${ref.manifest}|${ref.scope}|${ref.name}`;
    const times = (seen.get(key) ?? 0) + 1;
    seen.set(key, times);
    return { id: times === 1 ? key : `${key}|${times}`, ref, judgement, snoozes, path };
  });
}
