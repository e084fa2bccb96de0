/** What a community suggests instead of packages: nobody's approval. */
import type { Verdict } from './policy';

export interface CommunityCatalog {
  /** As people call it: `module-replacements`. */
  readonly name: string;
  readonly version: string;
  /** The day on which it was taken, and its packages were looked up. */
  readonly date: string;
  /** Packages that it names and that exist, by the name under which they are installed. */
  readonly packages: Readonly<Record<string, CommunityPackage>>;
  /** By the name of the package that is replaced. */
  readonly entries: Readonly<Record<string, CommunityEntry>>;
}

/** What is known of a package of the catalog; nothing where only its existence was established. */
export interface CommunityPackage {
  readonly version?: string;
  readonly license?: string;
}

export interface CommunityEntry {
  /** Where the community explains it. */
  readonly link?: string;
  readonly use: readonly CommunityUse[];
}

export type CommunityUse =
  | { readonly kind: 'package'; readonly name: string }
  /** The platform does it. */
  | CommunityNative
  /** A few lines of code do it. */
  | { readonly kind: 'code'; readonly what: string; readonly example: string }
  /** Nothing is needed in its place. */
  | { readonly kind: 'removal'; readonly what: string };

export interface CommunityNative {
  readonly kind: 'native';
  /** `Object.assign`, `node:fs`. */
  readonly what: string;
  /** A sentence, where the name does not say enough. */
  readonly note?: string;
  /** The first version of Node.js that has it, where that is known. */
  readonly node?: string;
  readonly link?: string;
}

/** A suggestion after the policy had its say. */
export type CommunitySuggestion =
  | Exclude<CommunityUse, { readonly kind: 'package' }>
  | ({ readonly kind: 'package'; readonly name: string; readonly verdict: Verdict } & CommunityPackage);
