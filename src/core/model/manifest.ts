/** What a manifest says. */
import type { Problem, Span } from './text';

export type DependencyScope = 'production' | 'development' | 'peer' | 'optional';

/** What the value of a dependency entry means. Only `registry` names a package of a registry. */
export type Specifier =
  /** A range, version or dist-tag of `name` in a registry. `name` differs from the key for an alias (`npm:`). */
  | { readonly kind: 'registry'; readonly name: string; readonly range: string; readonly tag: boolean }
  /** `workspace:^`: a package of this workspace; `range` is what follows the colon. */
  | { readonly kind: 'workspace'; readonly range: string }
  /** `catalog:` or `catalog:name`: the range stands in the workspace's catalog; `catalog` is `default` when unnamed. */
  | { readonly kind: 'catalog'; readonly catalog: string }
  /** `file:`, `link:`, `portal:` or a bare path. */
  | { readonly kind: 'local'; readonly path: string }
  /** A git URL or a host shorthand such as `user/repo#tag`. */
  | { readonly kind: 'git'; readonly url: string; readonly committish: string }
  /** An http(s) URL of a tarball. */
  | { readonly kind: 'tarball'; readonly url: string }
  /** A protocol of a package manager that names no package of its registry as such: `jsr:`, `patch:`, `exec:`. */
  | { readonly kind: 'other'; readonly protocol: string; readonly text: string }
  /** Nothing that we know. */
  | { readonly kind: 'invalid'; readonly text: string };

/** One entry of one dependency block of a manifest. */
export interface Dependency {
  /** The key of the entry: the name that the code imports. */
  readonly name: string;
  /** The package that is installed: the alias' target, else `name`. */
  readonly packageName: string;
  readonly scope: DependencyScope;
  /** The value as it is written, without quotes. Empty while it is being typed. */
  readonly range: string;
  readonly specifier: Specifier;
  /** The key without its quotes. */
  readonly nameSpan: Span;
  /** The value without its quotes; an empty span behind the key while there is no string value. */
  readonly rangeSpan: Span;
  /** The whole property: key, colon and value. */
  readonly entrySpan: Span;
  /** Where the range stands that `specifier` was read from, for an entry that names a catalog. */
  readonly catalog?: CatalogPlace;
}

/** A catalog of the workspace. */
export interface CatalogPlace {
  /** `default` when unnamed. */
  readonly name: string;
  /** The file that states it, as the host names it. */
  readonly file: string;
}

/** The ranges that a workspace states for all its manifests (pnpm, Yarn 4.10, bun). */
export interface Catalogs {
  /** As the host names it. */
  readonly file: string;
  /** The range as it is written, by catalog, then by the name of the entry. */
  readonly ranges: ReadonlyMap<string, ReadonlyMap<string, string>>;
}

export interface Manifest {
  readonly name: string | undefined;
  readonly version: string | undefined;
  readonly private: boolean;
  readonly dependencies: readonly Dependency[];
}

/** A parser's answer: always a value, and what was wrong with the text. */
export interface Parsed<T> {
  readonly value: T;
  readonly problems: readonly Problem[];
}
