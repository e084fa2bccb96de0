/** What is known of a package, from where and since when. */

export type SourceId =
  | 'lockfile'
  | 'installed'
  | 'license-file'
  | 'snapshot'
  | 'monitor'
  | 'mirror'
  | 'npm'
  | 'deps.dev'
  | 'scorecard'
  | 'osv'
  | 'policy';

/** Where a fact comes from and when it was so. */
export interface Origin {
  readonly source: SourceId;
  /** What to show: `package-lock.json`, `node_modules/x/package.json`, `deps.dev`. Never a secret. */
  readonly label: string;
  /** The day or instant that the source vouches for (read, fetched, scanned). */
  readonly date: string;
  /** For a license file: how alike its text and the license's are, 0 to 1. */
  readonly similarity?: number;
}

export interface Fact<T> {
  readonly value: T;
  readonly origin: Origin;
}

/** A source repository, in the host's own letter case. */
export interface Repository {
  /** `github.com/owner/name`. */
  readonly id: string;
  /** The package's folder in a monorepo, where the metadata says so. */
  readonly directory?: string;
  /** Whether somebody other than the package's author vouches for the link. */
  readonly provenance: 'attested' | 'self-reported';
}

/** One Scorecard check; `score` is 0 to 10, or -1 for "inconclusive" (checker/check_result.go of ossf/scorecard). */
export interface ScorecardCheck {
  readonly name: string;
  readonly score: number;
  readonly reason: string;
}

export interface Scorecard {
  /** `github.com/owner/name`. */
  readonly repository: string;
  /** 0 to 10, one decimal; -1 when all checks are inconclusive. */
  readonly score: number;
  /** The day of the scan. */
  readonly date: string;
  /** Empty when the source keeps totals only (a snapshot of a monitor's history). */
  readonly checks: readonly ScorecardCheck[];
  /** Earlier totals, oldest first, without this one. */
  readonly history: readonly { readonly date: string; readonly score: number }[];
}

/** From version `from` on (in semver order, until the next entry), the package states this license. */
export interface LicenseRun {
  readonly from: string;
  /** The last version that is known to state it. */
  readonly to: string;
  /** The license field as stated. */
  readonly license: unknown;
}

export interface Advisory {
  readonly id: string;
  /** Empty where nobody was asked what it is. */
  readonly summary: string;
  readonly url: string;
  /** As the advisory's own database rates it. */
  readonly severity?: 'critical' | 'high' | 'moderate' | 'low';
}

/** What an advisory is, apart from its id. */
export interface AdvisoryDetails {
  readonly summary: string;
  readonly severity?: Advisory['severity'];
}

/** `history`: earlier Scorecard totals, which come as totals among the scorecards. */
export type FactKind =
  'version' | 'license' | 'repository' | 'scorecard' | 'history' | 'deprecation' | 'advisories';

/** Something that was not established, and why. */
export interface Gap {
  readonly fact: FactKind;
  readonly source: SourceId;
  readonly why:
    | 'offline'
    | 'private'
    | 'not-found'
    | 'unreachable'
    | 'time-out'
    | 'rate-limited'
    | 'bad-answer'
    | 'unreadable'
    | 'no-repository'
    | 'unsupported';
  /** Plain detail for a human, such as an HTTP status; never a secret. */
  readonly detail?: string;
}

/** All that is known of one package at one version. Several sources may state the same fact: all are kept. */
export interface Evidence {
  readonly version: Fact<string> | undefined;
  /** License fields as stated (raw JSON values), most trusted source first. */
  readonly licenses: readonly Fact<unknown>[];
  readonly repository: Fact<Repository> | undefined;
  readonly scorecards: readonly Fact<Scorecard>[];
  /** The message of a deprecation; empty when the source says "not deprecated"; `undefined` where nobody said. */
  readonly deprecation: Fact<string> | undefined;
  /** The licenses of the package over its versions. */
  readonly licenseRuns: Fact<readonly LicenseRun[]> | undefined;
  /** When the newest version was published. */
  readonly lastRelease: Fact<string> | undefined;
  readonly advisories: Fact<readonly Advisory[]> | undefined;
  readonly links: PackageLinks;
  readonly gaps: readonly Gap[];
}

export interface PackageLinks {
  readonly homepage?: string;
  readonly funding?: string;
}
