import { matchesGlob } from '../core/index';
import type { Dependency, Privacy, PrivacyRule } from '../core/index';
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
}

/**
 * Decides which names must not be sent to a public service: what is no package of a registry, what belongs to a
 * registry other than the public one, what the policy or the settings name, and the workspace's own packages.
 */
export function createPrivacyRule(options: PrivacyOptions): PrivacyRule {
  const isOpen = openRegistries(options.publicRegistry, options.publicMirrors ?? []);
  const patterns = (options.patterns ?? []).map((entry) => ({ entry, test: matcher(entry.pattern) }));
  return (dependency: Dependency): Privacy | undefined => {
    const { specifier, packageName } = dependency;
    if (specifier.kind !== 'registry') return { because: 'specifier', kind: specifier.kind };
    if (options.workspacePackages?.has(packageName) === true) return { because: 'workspace-package' };
    const registry = options.registryOf(packageName);
    if (!isOpen(registry)) return { because: 'registry', registry: shown(registry) };
    const match = patterns.find(({ test }) => test(packageName));
    if (match === undefined) return undefined;
    const scope = /^@[^/]+/.exec(packageName)?.[0];
    const isUnmapped = scope !== undefined && options.mapsScope?.(scope) === false;
    return { because: 'pattern', ...match.entry, ...(isUnmapped && { unmappedScope: scope }) };
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
