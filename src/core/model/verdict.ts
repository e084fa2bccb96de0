/** What follows for a dependency: verdict, reasons, findings, fixes. */
import type { FindingCode } from './codes';
import type { CommunitySuggestion } from './community';
import type { Advisory, Evidence, Fact, Gap, Origin, Scorecard } from './evidence';
import type { PathStep } from './lockfile';
import type { LicenseCategory, LicenseReading, LicenseTerm } from './license';
import type { Dependency, DependencyScope, Specifier } from './manifest';
import type {
  Alternative,
  Clarification,
  Clause,
  LicenseRule,
  PackageRule,
  PolicyException,
  ScorecardFloor,
  Verdict,
} from './policy';
import type { FileEdits, Severity, Span, TextEdit } from './text';
import type { WaysOut } from './ways';

/** The decision on one license of an expression. */
export interface TermDecision {
  readonly term: LicenseTerm;
  readonly verdict: Verdict;
  readonly category: LicenseCategory | undefined;
  /** The rule that decided; `undefined` when the policy's `unmentioned` did. */
  readonly rule: LicenseRule | undefined;
  /** The version that was chosen where `-or-later` or a plus admits several and they fare differently. */
  readonly version?: LicenseTerm;
}

/** The decision on a whole expression, with its evidence. */
export interface ExpressionDecision {
  readonly verdict: Verdict;
  /** The terms that apply: of every OR only the elected branch, of every AND all. */
  readonly elected: readonly TermDecision[];
  /** The elected branch, printed; equals the whole expression where there was no choice. */
  readonly electedText: string;
  /** Whether an OR was decided. */
  readonly choice: boolean;
  /** Every term, elected or not, in the order of the expression. */
  readonly terms: readonly TermDecision[];
}

/** Why a dependency has its verdict: typed data, worded by `present` alone. `origin` is absent for pure policy reasons. */
export type Reason = { readonly verdict: Verdict; readonly clause?: Clause; readonly origin?: Origin } & (
  | { readonly rule: 'license'; readonly reading: LicenseReading; readonly decision: ExpressionDecision }
  | { readonly rule: 'license.not-spdx'; readonly reading: LicenseReading }
  | {
      readonly rule: 'license.unknown';
      readonly gaps: readonly Gap[];
      /** Sources that were asked and state no license. */
      readonly asked: readonly Origin[];
    }
  | {
      readonly rule: 'license.sources-disagree';
      readonly readings: readonly { readonly text: string; readonly origin: Origin }[];
    }
  | { readonly rule: 'package'; readonly packageRule: PackageRule }
  | { readonly rule: 'exception'; readonly exception: PolicyException }
  | { readonly rule: 'clarification'; readonly clarification: Clarification }
  | { readonly rule: 'not-a-registry-package'; readonly specifier: Specifier }
  /** The organization's own: the open source policy does not judge it, nobody looked it up. */
  | { readonly rule: 'own-package'; readonly privacy: Privacy }
);

export type ReasonRule = Reason['rule'];

/** The typed data of a finding, by code: fixes and words read this, never a sentence. */
export type FindingData =
  | { readonly code: 'license.denied' | 'license.review' | 'license.conditions'; readonly reason: Reason }
  | { readonly code: 'license.unknown'; readonly reason: Reason }
  | {
      readonly code: 'license.changes-in-range';
      /** The first version in the range under another license. */
      readonly version: string;
      readonly from: string;
      readonly to: string;
      readonly verdict: Verdict;
      readonly origin: Origin;
      /** The widest range below the change; absent when none can be named. */
      readonly lastAllowedRange?: string;
    }
  | { readonly code: 'package.denied' | 'package.review'; readonly packageRule: PackageRule }
  | { readonly code: 'package.deprecated'; readonly message: string; readonly origin: Origin }
  | {
      readonly code: 'package.exception-expires' | 'package.exception-expired';
      readonly exception: PolicyException;
    }
  | {
      readonly code: 'package.no-release';
      readonly lastRelease: string;
      readonly months: number;
      readonly origin: Origin;
    }
  | { readonly code: 'package.unattested'; readonly repository: string; readonly origin: Origin }
  | { readonly code: 'package.advisory'; readonly advisories: readonly Advisory[]; readonly origin: Origin }
  | {
      readonly code: 'scorecard.below-floor';
      readonly floor: ScorecardFloor;
      readonly score: number;
      readonly scorecard: Scorecard;
      readonly origin: Origin;
    }
  | { readonly code: 'alternative.approved'; readonly alternative: Alternative }
  | {
      readonly code: 'alternative.community';
      readonly suggestions: readonly CommunitySuggestion[];
      readonly catalog: { readonly name: string; readonly version: string; readonly date: string };
      /** Where the community explains it. */
      readonly link?: string;
    }
  | { readonly code: 'registry.scope-unmapped'; readonly packageScope: string }
  | { readonly code: 'manifest.duplicate-entry'; readonly other: DependencyScope };

/** How a transitive package comes in. */
export interface Via {
  /** The shortest way: the direct dependency first, the package itself last. Two steps or more. */
  readonly path: readonly PathStep[];
  /** What else requires the package, each the end of another way; ways that differ earlier are not counted. */
  readonly otherPaths: number;
  /** Further packages that the same direct dependency brings and of which the same is to be said. */
  readonly alike: readonly PathStep[];
  /** What is decided on the package. */
  readonly judged: TreeVerdict;
  /** The lockfile that tells of it. */
  readonly lockfile?: Origin;
  /** What may be done about it; absent where nothing is to be done, or nobody looked. */
  readonly ways?: WaysOut;
}

/** What a manifest's policy says of one package of the tree; packages of which the same is known share one. */
export interface TreeVerdict {
  readonly verdict: Verdict;
  readonly license: LicenseReading | undefined;
  readonly reasons: readonly Reason[];
}

/** Something to tell the user about one dependency. */
export interface Finding {
  readonly code: FindingCode;
  readonly severity: Severity;
  readonly dependency: Dependency;
  /** The resolved version, where one is known. */
  readonly version: string | undefined;
  /** Where to draw it: the name for what concerns the package, the range for what concerns the range. */
  readonly span: Span;
  readonly clause?: Clause;
  readonly data: FindingData;
  /** It is about a package that `dependency` brings, and `version` is that package's. Absent for the dependency itself. */
  readonly via?: Via;
}

/** One change that resolves a finding, ready to apply to the text that was judged. */
export interface Fix {
  readonly title: string;
  readonly kind:
    | 'replace-by-alternative'
    | 'use-last-allowed-range'
    | 'replace-by-suggestion'
    | 'use-version'
    | 'override';
  /** Into the manifest that was judged. */
  readonly edits: readonly TextEdit[];
  /** Into other files, such as the one that states the workspace's catalogs. */
  readonly elsewhere?: readonly FileEdits[];
  /** One safe edit resolves it: editors may offer it first. */
  readonly preferred: boolean;
  /** The package that comes in, where it replaces another. */
  readonly replacement?: string;
  /** The package that it is about, where that is one which the dependency brings. */
  readonly about?: PathStep;
  /** What breaks nothing that runs: the version in use stays, or the policy calls the replacement drop-in. */
  readonly safe?: boolean;
}

/** The whole answer for one dependency. */
export interface Judgement {
  readonly dependency: Dependency;
  readonly evidence: Evidence;
  /** The license reading that decided, most trusted source first; `undefined` when nothing was stated anywhere. */
  readonly license: LicenseReading | undefined;
  readonly scorecard: Fact<Scorecard> | undefined;
  readonly verdict: Verdict;
  readonly reasons: readonly Reason[];
  readonly findings: readonly Finding[];
  /** What is found on packages that it brings; absent where nobody looked, or nothing is to be told. */
  readonly brought?: readonly Finding[];
  /** Why the name is not sent to public services; `undefined` for a public package. */
  readonly privacy: Privacy | undefined;
  /** Where this version's license is not allowed: the newest versions that are. */
  readonly lastAllowed?: LastAllowed;
  /** Sources are still being asked: silence about a fact means nothing yet. */
  readonly pending: boolean;
}

/** The newest versions of a package whose license the policy allows. */
export interface LastAllowed {
  /** A range that admits only such versions, ready for the manifest: `^1.0.41`. */
  readonly range: string;
  readonly version: string;
  /** The license that these versions state. */
  readonly license: string;
  readonly origin: Origin;
}

/** Why a package counts as private. */
export type Privacy =
  | { readonly because: 'specifier'; readonly kind: Specifier['kind'] }
  | { readonly because: 'registry'; readonly registry: string }
  /** The lockfile takes it from another registry than the public one; no settings say whether that may be asked. */
  | { readonly because: 'lockfile'; readonly from: string }
  | {
      readonly because: 'pattern';
      readonly pattern: string;
      readonly from: 'policy' | 'setting';
      /** The non-public registry that the package comes from, when one is mapped to its name. */
      readonly registry?: string;
      /** The package's scope, when no registry is mapped to it: it would be fetched from the public registry. */
      readonly unmappedScope?: string;
    }
  | { readonly because: 'workspace-package' };
