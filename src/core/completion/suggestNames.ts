import { parseManifest } from '../manifests/packageJson';
import type { Judgement, Policy, TextEdit, Verdict } from '../model';
import { approvedPackages, fitOf } from './approved';
import type { ApprovedPackage } from './approved';
import { entryEdit } from './entryEdit';
import { judgeKnown, judgeName } from './judgeKnown';
import type { SuggestionContext } from './judgeKnown';
import type { PackageIndex } from './known';
import type { EntryPlace } from './place';
import { rangeAround, rangeStyleOf } from './rangeStyle';
import type { RangeStyle } from './rangeStyle';

/** Something that may stand at the cursor. Best first, what is denied last. */
export interface EntrySuggestion {
  readonly slot: 'name' | 'range';
  /** The name or the range that it is about. */
  readonly label: string;
  readonly name: string;
  /** The range that it writes; `undefined` where none is known. */
  readonly range: string | undefined;
  /** Set for what the policy lists as approved. */
  readonly approved?: ApprovedPackage;
  /** What the policy says of it; for an approved package of which nothing else is known, `allowed`. */
  readonly verdict: Verdict;
  /** The judgement of the version that it brings. */
  readonly judgement: Judgement;
  /** What the policy lists instead of it. */
  readonly instead: readonly string[];
  /** Replaces what is under the cursor, on one line. */
  readonly edit: TextEdit;
  /** A comma that is missing before it. */
  readonly before: readonly TextEdit[];
}

export interface SuggestInput {
  readonly text: string;
  /** Of a package.json, or of the YAML in which a workspace's catalogs are stated. */
  readonly syntax: 'json' | 'yaml';
  readonly policy: Policy;
  readonly known: PackageIndex;
  readonly manifestPath: string;
  readonly now: string;
}

interface Typing {
  readonly place: EntryPlace;
  readonly known: PackageIndex;
  readonly context: SuggestionContext;
  readonly style: RangeStyle;
}

/** Of names that fit, as many are judged and offered. */
const MOST_NAMES = 60;

const ORDER: readonly Verdict[] = ['allowed', 'conditions', 'review', 'unknown', 'denied'];

/** Approved packages by name and by need, then packages with known verdicts, denied ones last. */
export function suggestNames(input: SuggestInput, place: EntryPlace): EntrySuggestion[] {
  const manifest = parseManifest(input.text).value;
  const { policy, manifestPath, now, known } = input;
  const context = { policy, manifest, manifestPath, scope: place.scope, now };
  const typing = { place, known, context, style: rangeStyleOf(manifest) };
  const approved = approvedFor(typing);
  const names = new Set(approved.map(({ name }) => name));
  const others = knownFor(typing).filter(({ name }) => !names.has(name));
  const sorted = others.sort((a, b) => ORDER.indexOf(a.verdict) - ORDER.indexOf(b.verdict));
  const isDenied = ({ verdict }: EntrySuggestion) => verdict === 'denied';
  return [...approved.filter((one) => !isDenied(one)), ...sorted, ...approved.filter(isDenied)];
}

function approvedFor(typing: Typing): EntrySuggestion[] {
  const { place, context } = typing;
  return approvedPackages(context.policy)
    .filter(({ choice }) => !place.others.includes(choice.name))
    .flatMap((approved) => {
      const fit = fitOf(approved, place.typed);
      return fit === undefined ? [] : [{ approved, fit }];
    })
    .sort((a, b) => a.fit - b.fit)
    .map(({ approved }) => approvedSuggestion(approved, typing));
}

/** The policy's own list lets it in, unless another of its rules stops it by name. */
function approvedSuggestion(approved: ApprovedPackage, typing: Typing): EntrySuggestion {
  const { name, range } = approved.choice;
  const judgement = judgeName(name, typing.context);
  const verdict = judgement.verdict === 'unknown' ? 'allowed' : judgement.verdict;
  return { ...suggestionFor(typing, name, range, judgement), approved, verdict };
}

function knownFor(typing: Typing): EntrySuggestion[] {
  const { place, known, context } = typing;
  const typed = place.typed.toLowerCase();
  // Before anything is typed, only what the workspace itself uses is near enough.
  const isNear = (name: string) => typed !== '' || known.get(name)?.ranges.length !== 0;
  const names = [...new Set([...known.names, ...(typed === '' ? [] : namedBy(context.policy))])];
  return names
    .filter((name) => !place.others.includes(name) && isNear(name))
    .flatMap((name) => {
      const fit = nameFit(name, typed);
      return fit === undefined ? [] : [{ name, fit }];
    })
    .sort((a, b) => a.fit - b.fit || a.name.length - b.name.length || a.name.localeCompare(b.name, 'en'))
    .slice(0, MOST_NAMES)
    .map(({ name }) => knownSuggestion(name, typing));
}

/** Names that the policy speaks of, whatever it says of them. */
function namedBy({ packageRules, exceptions }: Policy): string[] {
  return [...packageRules, ...exceptions]
    .filter(({ pattern }) => pattern.type === 'npm' && !/[*?]/.test(pattern.name))
    .map(({ pattern }) => pattern.name);
}

/** 0 where the name begins so, 1 where its scope or what follows it does, 2 where a part of it does; `undefined` where it does not. */
function nameFit(name: string, typed: string): number | undefined {
  const lower = name.toLowerCase();
  if (lower.startsWith(typed)) return 0;
  if (lower.includes(`/${typed}`) || lower.startsWith(`@${typed}`)) return 1;
  return typed.length > 1 && /^[^@/]/.test(typed) && lower.includes(`-${typed}`) ? 2 : undefined;
}

function knownSuggestion(name: string, typing: Typing): EntrySuggestion {
  const found = typing.known.get(name);
  if (found === undefined) return suggestionFor(typing, name, undefined, judgeName(name, typing.context));
  const { allowed, newest, refused } = judgeKnown(found, typing.context);
  if (allowed === undefined) return suggestionFor(typing, name, newestRange(newest, typing), newest);
  const around = rangeAround(
    allowed.version,
    typing.style,
    refused.map(({ version }) => version),
  );
  return suggestionFor(typing, name, around, allowed.judgement);
}

function newestRange({ evidence }: Judgement, { style }: Typing): string | undefined {
  const version = evidence.version?.value;
  return version === undefined ? undefined : rangeAround(version, style, []);
}

function suggestionFor(
  { place, context }: Typing,
  name: string,
  range: string | undefined,
  judgement: Judgement,
): EntrySuggestion {
  return {
    slot: 'name',
    label: name,
    name,
    range,
    verdict: judgement.verdict,
    judgement,
    instead: insteadOf(name, judgement, context.policy),
    ...entryEdit(place, name, range),
  };
}

/** What the policy names instead of a package: its list, then the rules against it. */
export function insteadOf(name: string, { reasons }: Judgement, policy: Policy): string[] {
  const listed = policy.alternatives
    .filter(({ replaces }) => replaces?.name === name)
    .flatMap(({ use }) => use.map((choice) => choice.name));
  const ruled = reasons.flatMap((reason) => (reason.rule === 'package' ? reason.packageRule.instead : []));
  return [...new Set([...listed, ...ruled])].filter((other) => other !== name);
}
