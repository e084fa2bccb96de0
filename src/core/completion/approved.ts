import type { Alternative, AlternativeChoice, Policy } from '../model';

/** A package that the policy approves, and for what. */
export interface ApprovedPackage {
  readonly choice: AlternativeChoice;
  /** The needs that it serves, in the policy's order. */
  readonly needs: readonly string[];
  /** The packages that it stands in for. */
  readonly replaces: readonly string[];
}

/** The approved packages, each once, ranked as the policy lists them. */
export function approvedPackages({ alternatives }: Pick<Policy, 'alternatives'>): ApprovedPackage[] {
  const approved = new Map<string, ApprovedPackage>();
  for (const alternative of alternatives)
    for (const choice of alternative.use)
      approved.set(choice.name, withPurpose(approved.get(choice.name), choice, alternative));
  return [...approved.values()];
}

function withPurpose(
  known: ApprovedPackage | undefined,
  choice: AlternativeChoice,
  { need, replaces }: Alternative,
): ApprovedPackage {
  return {
    choice: known?.choice ?? choice,
    needs: distinct([...(known?.needs ?? []), need]),
    replaces: distinct([...(known?.replaces ?? []), replaces?.name]),
  };
}

function distinct(texts: readonly (string | undefined)[]): string[] {
  return [...new Set(texts.filter((text) => text !== undefined))];
}

/**
 * How well an approved package fits what was typed: 0 for the name itself, higher for looser matches (the need, the
 * package that it replaces, the reason); `undefined` where it does not fit. Every typed word must be found.
 *
 * @param wide whether the reason and the notes count, too: for a search, not for a name that is being typed.
 */
export function fitOf(
  { choice, needs, replaces }: ApprovedPackage,
  typed: string,
  wide = false,
): number | undefined {
  const words = typed.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return 0;
  const more = wide ? [choice.reason ?? '', choice.notes ?? ''] : [];
  const fields = [[choice.name], needs, replaces, more];
  const fits = words.map((word) => fields.findIndex((texts) => texts.some((text) => hasWord(text, word))));
  return fits.includes(-1) ? undefined : Math.max(...fits);
}

/** Whether a word of the text begins so: `client` and `http` find `HTTP client`, `fns` finds `date-fns`. */
function hasWord(text: string, typed: string): boolean {
  const lower = text.toLowerCase();
  if (lower.startsWith(typed)) return true;
  for (let at = lower.indexOf(typed); at > 0; at = lower.indexOf(typed, at + 1))
    if (!/[\p{L}\p{N}]/u.test(lower.charAt(at - 1))) return true;
  return false;
}
