import { matchesGlob, takenElsewhere } from '../core/index';
import type { Dependency, Lockfile, Privacy, PrivacyRule, TakenFrom } from '../core/index';
import { openRegistries } from './registryAddress';

export interface PrivatePattern {
  /**
   * A package name in any letter case, in which `*` stands for any run of characters but `/`, `?` for one of them; a
   * bare `@scope` means `@scope/*`.
   */
  readonly pattern: string;
  readonly from: 'policy' | 'setting';
}

export interface PrivacyOptions {
  /** The registry that a package belongs to, by npm's settings. */
  readonly registryOf: (packageName: string) => string;
  /** Whether a registry is mapped to a scope (`@acme`) on its own; without it, nobody is warned of one that has none. */
  readonly mapsScope?: (scope: string) => boolean;
  /** The address of the public npm registry. */
  readonly publicRegistry: string;
  /** Registries that the user declares to be mirrors of the public one. */
  readonly publicMirrors?: readonly string[];
  readonly patterns?: readonly PrivatePattern[];
  /** Names of the packages of this workspace. */
  readonly workspacePackages?: ReadonlySet<string>;
  /** The lockfile that holds for the project, where there is one. */
  readonly lockfile?: Lockfile | undefined;
}

/**
 * Decides which names must not be sent to a public service: what is no package of a registry, what belongs to a
 * registry other than the public one, what the policy or the settings name, the workspace's own packages, and what the
 * lockfile takes from another registry.
 */
export function createPrivacyRule(options: PrivacyOptions): PrivacyRule {
  const isOpen = openRegistries(options.publicRegistry, options.publicMirrors ?? []);
  const patterns = (options.patterns ?? []).map((entry) => ({ entry, test: matcher(entry.pattern) }));
  const takenFrom = takenBy(options, isOpen);
  return (dependency: Dependency): Privacy | undefined => {
    const { specifier, packageName } = dependency;
    if (specifier.kind !== 'registry') return { because: 'specifier', kind: specifier.kind };
    if (options.workspacePackages?.has(packageName) === true) return { because: 'workspace-package' };
    const registry = options.registryOf(packageName);
    if (!isOpen(registry)) return { because: 'registry', registry: shown(registry) };
    const match = patterns.find(({ test }) => test(packageName));
    if (match === undefined) {
      const from = takenFrom(packageName);
      return from === undefined ? undefined : { because: 'lockfile', from: shown(from) };
    }
    const scope = /^@[^/]+/.exec(packageName)?.[0];
    const isUnmapped = scope !== undefined && options.mapsScope?.(scope) === false;
    return { because: 'pattern', ...match.entry, ...(isUnmapped && { unmappedScope: scope }) };
  };
}

const taken = new WeakMap<Lockfile, Map<string, TakenFrom>>();

/** Read once for all manifests of a lockfile, when the first of them asks. */
function takenBy(
  { lockfile, publicRegistry, publicMirrors = [] }: PrivacyOptions,
  isOpen: (registry: string) => boolean,
): TakenFrom {
  if (lockfile === undefined) return () => undefined;
  const known = taken.get(lockfile) ?? new Map<string, TakenFrom>();
  taken.set(lockfile, known);
  const key = [publicRegistry, ...publicMirrors].join('\n');
  return (name) => {
    const takenFrom = known.get(key) ?? takenElsewhere(lockfile, isOpen);
    known.set(key, takenFrom);
    return takenFrom(name);
  };
}

function matcher(pattern: string): (name: string) => boolean {
  const whole = /^@[^/]+$/.test(pattern) ? `${pattern}/*` : pattern;
  const glob = whole.toLowerCase();
  return (name) => matchesGlob(glob, name.toLowerCase());
}

/** Never shows a user name or password that somebody wrote into the address. */
function shown(registry: string): string {
  return registry.replace(/\/\/[^/@]*@/, '//');
}
