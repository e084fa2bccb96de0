/** What is resolved and installed. */

/** One package that a lockfile or node_modules says is installed. */
export interface ResolvedPackage {
  readonly name: string;
  /** Empty where the lockfile states none (some links and git sources). */
  readonly version: string;
  /** Where it sits: `node_modules/a/node_modules/b`, or the key that the lockfile uses. */
  readonly location: string;
  /** The license field as the lockfile states it; `undefined` where it states none. */
  readonly license: unknown;
  readonly development: boolean;
  readonly optional: boolean;
  /** A link into the workspace instead of a package of a registry. */
  readonly link: boolean;
  readonly deprecated?: string | undefined;
  /** Where it was fetched from, as the lockfile states it: the address of an archive or of a git commit, or `file:`. */
  readonly resolved?: string | undefined;
  /** The address of the registry's archive, in formats that keep it for themselves (Yarn 1), or where it is not the usual one (pnpm, bun). */
  readonly archive?: string | undefined;
  /** What was asked for when it was locked, in formats that say so at the package itself, of what comes from no registry. */
  readonly askedAs?: readonly string[];
  /** Where the lockfile states no version: what the installed copy of this very package carries (`InstalledPackage.mark`). */
  readonly mark?: string;
  /** The package's `funding` field as the lockfile states it. */
  readonly funding?: unknown;
  /** Names that this package requires: what the values are is the lockfile's `layout`. */
  readonly dependencies: Readonly<Record<string, string>>;
  /** What it uses where it is there, its peers among them. */
  readonly uses?: Readonly<Record<string, string>> | undefined;
  /** It is for certain platforms only (`os`, `cpu`, `libc`). */
  readonly platform?: boolean | undefined;
}

/**
 * How a requirement of a package leads to another one: by Node's search from its location (the values are ranges); by
 * the range (`rangeKey` in `resolutions`); or outright, since the value is the location of the other one.
 */
export type LockfileLayout = 'node_modules' | 'ranges' | 'locations';

/** A package that the lockfile says is a folder of the project. */
export interface LockedLink {
  readonly name: string;
  /** From the lockfile's folder, with `/`. */
  readonly folder: string;
  /** The key of the lockfile that says so, or what it says. */
  readonly location: string;
  /** The folder whose manifest requires it, in formats that say so. */
  readonly from?: string;
}

export interface Lockfile {
  /** As people call it: `package-lock.json`. */
  readonly format: string;
  readonly packages: readonly ResolvedPackage[];
  /** `node_modules` unless stated. */
  readonly layout?: LockfileLayout;
  /**
   * What each requirement resolved to, in formats that say so outright (pnpm by folder, Yarn by range): see
   * `folderKey` and `rangeKey` in core/lockfiles. Absent where the layout of node_modules decides (npm, bun).
   */
  readonly resolutions?: ReadonlyMap<string, ResolvedPackage>;
  /**
   * What the manifests asked for when the lockfile was written, by `folderKey`: several values where several blocks
   * name a package. Absent in formats from which it is not read.
   */
  readonly requested?: ReadonlyMap<string, readonly string[]>;
  /** The folders to which it links, in formats that state them; without those of which a problem tells. */
  readonly links?: readonly LockedLink[];
}

/** A package on the way from a manifest to another one. */
export interface PathStep {
  readonly name: string;
  /** Empty where the lockfile states none. */
  readonly version: string;
}
