import type { Dependency, Evidence, FactKind, Privacy, SourceId, Specifier } from './model';

/** Tells long work to stop. An `AbortSignal` is one. */
export interface CancelSignal {
  readonly aborted: boolean;
}

/** One package to learn about. */
export interface EvidenceRequest {
  /** Identifies the request: the key under which the answer is given. */
  readonly key: string;
  /** The package as the registry names it. */
  readonly name: string;
  /** A semver range or dist-tag; empty where the specifier has none. */
  readonly range: string;
  /** What stands in the manifest, where that is no range of a registry. */
  readonly stated?: string;
  /** What the manifest asks for; without it, the range of a registry. */
  readonly specifier?: Specifier;
  /** The dependency's name in the manifest: where it is installed under an alias. */
  readonly installedAs: string;
  /** Of a package that no manifest names: where the lockfile installs it, as it says itself. */
  readonly location?: string;
  /** The facts to learn; all, unless stated. */
  readonly wanted?: readonly FactKind[];
  /** What earlier sources found. */
  readonly known: Evidence;
  readonly privacy: Privacy | undefined;
}

/** What one source adds; absent fields say nothing, `gaps` say why nothing could be said. */
export type EvidencePatch = Partial<Evidence>;

/**
 * A place where facts come from. Sources are asked in order of trust; each sees what the earlier ones found.
 *
 * `reach` says who learns the name: `local` nobody, `registry` the registry that the package belongs to, `public` a
 * public service. `gather` never hands a private package to a `public` source.
 */
export interface EvidenceSource {
  readonly id: SourceId;
  readonly reach: 'local' | 'registry' | 'public';
  readonly facts: readonly FactKind[];
  /**
   * Looks all requests up at once. Answers by key; a request without an answer had none.
   * Never rejects: a failure is a gap. Stops early when `signal` is aborted.
   */
  lookup(
    requests: readonly EvidenceRequest[],
    signal: CancelSignal,
  ): Promise<ReadonlyMap<string, EvidencePatch>>;
}

/** Why a dependency is private, or `undefined` when its name may be sent out. Built by a host from npm's settings. */
export type PrivacyRule = (dependency: Dependency) => Privacy | undefined;

export interface Logger {
  log(
    level: 'debug' | 'info' | 'warn' | 'error',
    message: string,
    data?: Readonly<Record<string, unknown>>,
  ): void;
}

export const nullLogger: Logger = { log: () => undefined };
