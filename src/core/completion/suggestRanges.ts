import semver from 'semver';
import { parseManifest } from '../manifests/packageJson';
import type { Judgement } from '../model';
import { approvedPackages } from './approved';
import type { ApprovedPackage } from './approved';
import { rangeEdit } from './entryEdit';
import { isAllowed, judgeKnown, judgeName, judgeVersion, newestOfMajors } from './judgeKnown';
import type { SuggestionContext } from './judgeKnown';
import type { KnownPackage } from './known';
import type { EntryPlace } from './place';
import { rangeAround, rangeStyleOf } from './rangeStyle';
import { insteadOf } from './suggestNames';
import type { EntrySuggestion, SuggestInput } from './suggestNames';

/** A range that may be written, before it is dressed as a suggestion. */
interface Offer {
  readonly range: string;
  readonly judgement: Judgement;
  readonly approved?: ApprovedPackage;
}

/** How many earlier major versions are offered behind the newest allowed one. */
const MOST_MAJORS = 5;

/**
 * Ranges for the package at the cursor: the policy's own, the newest that the policy lets pass, what other manifests of
 * the workspace use, then the newest of earlier major versions; newer versions that are refused come last. Each range is
 * made of versions that are known to exist: a dist-tag is never offered.
 */
export function suggestRanges(input: SuggestInput, place: EntryPlace): EntrySuggestion[] {
  const manifest = parseManifest(input.text).value;
  const { policy, manifestPath, now } = input;
  const context = { policy, manifest, manifestPath, scope: place.scope, now };
  const known = input.known.get(place.name);
  const offers = [
    ...approvedOffers(place.name, context),
    ...(known === undefined ? [] : knownOffers(known, context)),
  ];
  const first = new Map<string, Offer>();
  for (const offer of offers) if (!first.has(offer.range)) first.set(offer.range, offer);
  const all = [...first.values()].map((offer) => suggestionFrom(offer, input, place));
  const isRefused = ({ verdict }: EntrySuggestion) => !isAllowed(verdict) && verdict !== 'unknown';
  return [...all.filter((one) => !isRefused(one)), ...all.filter(isRefused)];
}

function approvedOffers(name: string, context: SuggestionContext): Offer[] {
  return approvedPackages(context.policy)
    .filter(({ choice }) => choice.name === name)
    .map((approved) => ({ range: approved.choice.range, judgement: judgeName(name, context), approved }));
}

function knownOffers(known: KnownPackage, context: SuggestionContext): Offer[] {
  const style = rangeStyleOf(context.manifest);
  const { allowed, refused } = judgeKnown(known, context);
  const stopped = refused.map(({ version }) => version);
  const around = (version: string, judgement: Judgement): Offer => ({
    range: rangeAround(version, style, stopped.includes(version) ? [] : stopped),
    judgement,
  });
  const earlier = newestOfMajors(known.versions)
    .filter((version) => version !== allowed?.version && !stopped.includes(version))
    .slice(0, MOST_MAJORS)
    .map((version) => around(version, judgeVersion(known, version, context)));
  return [
    ...(allowed === undefined ? [] : [around(allowed.version, allowed.judgement)]),
    ...known.ranges
      .filter(isWritten)
      .map((range) => ({ range, judgement: judgeRange(known, range, context) })),
    ...earlier,
    ...refused.slice(0, 1).map(({ version, judgement }) => around(version, judgement)),
  ];
}

/** Judges the newest known version that the range admits. */
function judgeRange(known: KnownPackage, range: string, context: SuggestionContext): Judgement {
  const version = known.versions.find((one) => semver.satisfies(one, range, { loose: true }));
  return version === undefined ? judgeName(known.name, context) : judgeVersion(known, version, context);
}

/** A range with a version in it: no tag, and not "anything". */
function isWritten(range: string): boolean {
  return /\d/.test(range) && !/^[a-z]/i.test(range);
}

function suggestionFrom(
  { range, judgement, approved }: Offer,
  input: SuggestInput,
  place: EntryPlace,
): EntrySuggestion {
  const { name } = place;
  const isApproved = approved !== undefined && judgement.verdict === 'unknown';
  return {
    slot: 'range',
    label: range,
    name,
    range,
    ...(approved !== undefined && { approved }),
    verdict: isApproved ? 'allowed' : judgement.verdict,
    judgement,
    instead: insteadOf(name, judgement, input.policy),
    ...rangeEdit(input.text, place, range),
  };
}
