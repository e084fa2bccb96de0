/** What a manifest brings beyond the packages that it names: the tree of a lockfile. */
import type { PathStep } from './lockfile';
import type { DependencyScope } from './manifest';
import type { TreeVerdict } from './verdict';

/** One package of the tree, at one version, wherever it is installed. */
export interface TreePackage extends TreeVerdict {
  readonly name: string;
  readonly version: string;
  /** The strongest use: production, then optional, peer, development. */
  readonly scope: DependencyScope;
  /** Whether a manifest names it in that scope. */
  readonly direct: boolean;
  /** The shortest way, the package itself last. */
  readonly path: readonly PathStep[];
  readonly otherPaths: number;
  /** How many copies the lockfile installs. */
  readonly copies: number;
  /** Its files are for one platform only and not installed on others. */
  readonly platform: boolean;
  /** The manifests that name it, or of which a dependency brings it. */
  readonly manifests: readonly string[];
}
