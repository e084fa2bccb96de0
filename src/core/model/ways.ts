/** What may be done about a package that a dependency brings, as far as what is known proves it. */
import type { Origin } from './evidence';
import type { AlternativeChoice } from './policy';

export type PackageManager = 'npm' | 'pnpm' | 'yarn' | 'bun';

/** Where a project says which versions its packages get: in the manifest beside its lockfile, or a file beside that. */
export interface OverrideRoot {
  readonly manager: PackageManager;
  /** Of Yarn, whether it is a later one than Yarn 1: their patterns differ. */
  readonly berry: boolean;
  /** The root manifest, as the host names it; absent where it is the manifest that is judged. */
  readonly manifest?: string;
  /** Where pnpm-workspace.yaml stands, or would stand. */
  readonly settings?: string;
}

/** What requires a package: another package, or a manifest of the workspace by its folder. */
export interface Requirement {
  readonly by: string;
  /** What it asks for; absent where the lockfile does not tell. */
  readonly range?: string;
}

/** What a package becomes by an override. */
export type OverrideTarget =
  | {
      readonly kind: 'version';
      /** Admits, as far as is known, only versions that the policy allows. */
      readonly range: string;
      readonly license: string;
      readonly origin: Origin;
    }
  /** Another package that the policy approves as a drop-in replacement. */
  | { readonly kind: 'alternative'; readonly choice: AlternativeChoice };

/** States which version of a package, or which package in its place, is installed. */
export interface Override {
  readonly name: string;
  readonly to: OverrideTarget;
  /** The packages below which it holds; none: everywhere. */
  readonly under: readonly string[];
  /** Who asks for versions that the range does not admit, or does not say what it asks for. */
  readonly untested: readonly Requirement[];
}

/** What may be done about one package that a dependency brings. */
export interface WaysOut {
  readonly root: OverrideRoot;
  /** The best first. */
  readonly overrides: readonly Override[];
  /** Versions of the dependency that the lockfile holds elsewhere, and that bring nothing which the policy stops. */
  readonly versions: readonly string[];
  /** What the policy approves instead of the dependency, where nothing else of the manifest brings the package. */
  readonly replacements: readonly AlternativeChoice[];
}
