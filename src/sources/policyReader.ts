import { dirname, resolve } from 'node:path';
import { parsePolicy, placesIn } from '../core/index';
import type { Parsed, PlaceOf, Policy } from '../core/index';

/** The text of a policy, and what to call it. */
export interface PolicyText {
  readonly text: string;
  /** How clauses and problems name it. */
  readonly origin: string;
  readonly isDefault: boolean;
  /** Its file or address, where its relative links are to mean the same for a policy that builds on it. */
  readonly linksFrom?: string | undefined;
}

/** A policy, and where its values stand in its text. */
export interface ReadPolicy extends Parsed<Policy> {
  readonly placeOf: PlaceOf;
}

/** Reads policies; never rejects. */
export type PolicyReader = (asked: PolicyText) => Promise<ReadPolicy>;

/** Reads a policy at once. */
export function readPolicyHere({ text, origin, isDefault, linksFrom }: PolicyText): ReadPolicy {
  const read = parsePolicy(text, {
    origin,
    isDefault,
    ...(linksFrom !== undefined && { resolveLink: (link: string) => linkFrom(linksFrom, link) }),
  });
  return { ...read, placeOf: placesIn(text) };
}

/** A path beside a policy, as a path or address that means the same everywhere. */
function linkFrom(place: string, link: string): string {
  if (isUrl(place)) return new URL(link, place).href;
  const [path = '', heading] = link.split('#', 2);
  return resolve(dirname(place), path) + (heading === undefined ? '' : `#${heading}`);
}

/** Whether a policy stands on the web. */
export function isUrl(place: string): boolean {
  return place.startsWith('https:');
}
