/**
 * The vocabulary of OSPO Lens: plain, readonly records that every room speaks. Nothing here decides or words anything.
 *
 * Offsets count UTF-16 code units from the start of the document, as editors do. Dates are ISO 8601 strings: a day
 * (`2026-11-23`) or an instant (`2026-11-23T08:15:00Z`).
 */

/* ------------------------------------------------------------------ text */

/** A half-open range of offsets, `start` included, `end` excluded. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** Replace the text of `span` by `newText`. */
export interface TextEdit {
  readonly span: Span;
  readonly newText: string;
}

/** Something in the user's input that we could not use, and where. Never a reason to stop. */
export interface Problem {
  /** Dotted, stable: `manifest.syntax`, `policy.license-id`, `lockfile.conflict`, `network.unreachable`. */
  readonly code: string;
  readonly severity: Severity;
  /** Plain text: what, where, and what to do. */
  readonly message: string;
  /** The document it is about, when there is one (path or URI, as the host named it). */
  readonly file?: string;
  readonly span?: Span;
}

export type Severity = 'error' | 'warning' | 'information' | 'hint';

/* -------------------------------------------------------------- manifest */

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

/* -------------------------------------------------------------- lockfile */

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
  readonly deprecated?: string;
  /** Names that this package requires, with their ranges. */
  readonly dependencies: Readonly<Record<string, string>>;
}

export interface Lockfile {
  /** As people call it: `package-lock.json`. */
  readonly format: string;
  readonly packages: readonly ResolvedPackage[];
  /**
   * What each requirement resolved to, in formats that say so outright (pnpm by folder, Yarn by range): see
   * `folderKey` and `rangeKey` in core/lockfiles. Absent where the layout of node_modules decides (npm, bun).
   */
  readonly resolutions?: ReadonlyMap<string, ResolvedPackage>;
}

/* --------------------------------------------------------------- license */

/** An SPDX license expression as a tree. `and` and `or` have two terms or more. */
export type LicenseExpression =
  LicenseTerm | { readonly type: 'and' | 'or'; readonly terms: readonly LicenseExpression[] };

/** One license, perhaps with an exception: the leaf that a policy decides on. */
export interface LicenseTerm {
  readonly type: 'license';
  /** An SPDX id in its official case, or `LicenseRef-…` / `DocumentRef-…:LicenseRef-…` as written. */
  readonly id: string;
  /** `+` was written behind the id: this version or a later one. */
  readonly plus: boolean;
  /** The exception id behind `WITH`. */
  readonly exception?: string;
}

/** Why a stated license is no SPDX expression. */
export type NotSpdxState =
  | 'missing'
  | 'empty'
  | 'not-a-string'
  | 'unlicensed'
  | 'see-file'
  | 'url'
  | 'noassertion'
  | 'none'
  | 'non-standard'
  | 'free-text';

/** What a license field, as somebody wrote it, says. */
export type LicenseReading =
  | {
      readonly kind: 'expression';
      readonly expression: LicenseExpression;
      /** The expression in canonical form. */
      readonly text: string;
      /** The field as stated, in words or JSON. */
      readonly raw: string;
      /** What had to be read into it, if anything: `legacy-form`, `case`, `licenses-array-and`, `deprecated-id`. */
      readonly notes: readonly LicenseNote[];
    }
  | {
      readonly kind: 'not-spdx';
      readonly state: NotSpdxState;
      readonly raw: string;
      /** An SPDX id that was perhaps meant. Shown, never used for the decision. */
      readonly suggestion?: string;
    };

export type LicenseNote = 'legacy-form' | 'case' | 'licenses-array-and' | 'deprecated-id';

export type LicenseCategory =
  | 'permissive'
  | 'weak-copyleft'
  | 'strong-copyleft'
  | 'network-copyleft'
  | 'source-available'
  | 'public-domain'
  | 'proprietary';

/* -------------------------------------------------------------- evidence */

export type SourceId =
  | 'lockfile'
  | 'installed'
  | 'license-file'
  | 'snapshot'
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
  readonly summary: string;
  readonly url: string;
}

export type FactKind = 'version' | 'license' | 'repository' | 'scorecard' | 'deprecation' | 'advisories';

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

/* ---------------------------------------------------------------- policy */

/**
 * What the policy, or the lack of a fact, says of a dependency. Defined order, best to worst:
 * allowed, conditions, review, unknown, denied (`compareVerdicts`).
 */
export type Verdict = 'allowed' | 'conditions' | 'review' | 'unknown' | 'denied';

/** What a policy can say; `unknown` is never said by a policy, it is found. */
export type Decision = 'allowed' | 'conditions' | 'review' | 'denied';

export type Shipping = 'distributed' | 'hosted' | 'internal';

/** Where a rule stands in a policy, so that a reader can look it up. */
export interface Clause {
  /** The policy's own id for it, such as `2.3`, where it has one. */
  readonly id?: string;
  readonly title?: string;
  /** A web address, or a path to a policy document with an optional `#heading`. */
  readonly link?: string;
  /** The place in the policy file: `licenses.deny[2]`. */
  readonly path: string;
  /** The policy file (path, URL or `default`). */
  readonly policy: string;
}

/** When a rule applies; an absent field applies always. */
export interface Context {
  readonly scopes?: readonly DependencyScope[];
  readonly shipping?: readonly Shipping[];
  /** Globs on the manifest's path from the workspace root (`*`, `**`, `?`). */
  readonly paths?: readonly string[];
  /** Package patterns: `name`, `@scope/*`, or a purl; with an optional version range behind `@`. */
  readonly packages?: readonly string[];
}

/** What a license rule speaks of. */
export type LicenseSelector =
  /** One license, an optional exception: `MIT`, `GPL-2.0-only WITH Classpath-exception-2.0`, `LicenseRef-acme`. */
  | { readonly kind: 'term'; readonly term: LicenseTerm }
  /** Every license of a category. */
  | { readonly kind: 'category'; readonly category: LicenseCategory }
  /** Blue Oak Council's tier, and better ones. */
  | { readonly kind: 'blue-oak'; readonly tier: BlueOakTier }
  | { readonly kind: 'osi-approved' }
  | { readonly kind: 'fsf-libre' };

export type BlueOakTier = 'model' | 'gold' | 'silver' | 'bronze' | 'lead';

export interface LicenseRule {
  readonly selector: LicenseSelector;
  readonly decision: Decision;
  readonly context: Context;
  /** Why, in the organization's words. */
  readonly reason?: string;
  /** What must be done, for the decision `conditions`. */
  readonly conditions: readonly string[];
  readonly clause: Clause;
}

export interface PackagePattern {
  /** `npm` so far. */
  readonly type: string;
  /** Full name with scope; `*` matches any run of characters but `/`. */
  readonly name: string;
  /** A semver range; absent means every version. */
  readonly range?: string;
}

/** Deny, approve or review of packages by name. */
export interface PackageRule {
  readonly pattern: PackagePattern;
  readonly decision: Decision;
  readonly context: Context;
  readonly reason?: string;
  /** Names of packages to use instead. */
  readonly instead: readonly string[];
  readonly clause: Clause;
}

/** An approval that the OSPO gave for a package that a rule would stop. */
export interface PolicyException {
  readonly pattern: PackagePattern;
  readonly context: Context;
  readonly reason: string;
  readonly approver?: string;
  /** A day; the approval holds through it. */
  readonly expires?: string;
  /** Such as "unmodified only". */
  readonly conditions: readonly string[];
  readonly clause: Clause;
}

/** A statement of the OSPO about a package's license, where the metadata is wrong or silent. */
export interface Clarification {
  readonly pattern: PackagePattern;
  /** An SPDX expression. */
  readonly license: string;
  /** Where it was seen. */
  readonly seen?: string;
  readonly clause: Clause;
}

export interface ScorecardFloor {
  /** A check's name, such as `Maintained`, or `total`. */
  readonly check: string;
  /** 0 to 10. */
  readonly minimum: number;
  readonly severity: Severity;
  readonly clause: Clause;
}

/** An approved package to use instead of another, or for a need. */
export interface Alternative {
  /** The package that it replaces; absent where it is listed for a need only. */
  readonly replaces?: PackagePattern;
  /** Such as `HTTP client`. */
  readonly need?: string;
  readonly use: readonly AlternativeChoice[];
  readonly clause: Clause;
}

export interface AlternativeChoice {
  readonly name: string;
  /** The range to write into the manifest. */
  readonly range: string;
  readonly reason?: string;
  /** A migration guide. */
  readonly link?: string;
  readonly notes?: string;
  /** Same API: a replace needs no other change in the code. */
  readonly dropIn: boolean;
}

export interface PolicyDocument {
  readonly title: string;
  /** A path beside the policy file, or an https address. */
  readonly location: string;
}

/** How to ask the OSPO. Placeholders such as `{package}` are filled by `present/ask`. */
export interface AskLink {
  readonly label: string;
  /** An https: or mailto: template. */
  readonly template: string;
}

export interface Policy {
  readonly name: string;
  /** What the organization calls this state of its policy, such as `2026-11`. */
  readonly revision?: string;
  /** Where it was read from: a path, a URL, or `default`. */
  readonly origin: string;
  /** The policy that ships inside: a starting point, nobody's decision. */
  readonly isDefault: boolean;
  /** Identifies the content: part of every cache key of a verdict. */
  readonly hash: string;
  readonly shipping: Shipping;
  readonly licenseRules: readonly LicenseRule[];
  /** For an SPDX license that no rule mentions. */
  readonly unmentioned: Decision;
  /** For a stated license that is not SPDX. */
  readonly notSpdx: Decision;
  readonly packageRules: readonly PackageRule[];
  readonly exceptions: readonly PolicyException[];
  readonly clarifications: readonly Clarification[];
  readonly floors: readonly ScorecardFloor[];
  /** Months without a release before a finding; absent means no such rule. */
  readonly noReleaseForMonths?: number;
  readonly alternatives: readonly Alternative[];
  /** Scopes and name patterns that are the organization's own: never sent to a public service. */
  readonly privatePackages: readonly string[];
  readonly documents: readonly PolicyDocument[];
  readonly ask: AskLink | undefined;
  /** Severities by finding code, where they differ from the default; `off` silences. */
  readonly severities: Readonly<Partial<Record<FindingCode, Severity | 'off'>>>;
  /** How this file relates to other policies; `core/policy/layers.ts` reads it. */
  readonly layer?: PolicyLayer;
}

/** What a policy file says about the policies below and above it. */
export interface PolicyLayer {
  /** The policies that it builds on, in the order in which they are laid down. */
  readonly extends: readonly PolicyReference[];
  /** What policies that build on this one may loosen: dotted keys such as `licenses.allow`, or `*`. */
  readonly overridable: readonly string[];
  /** The keys that the file itself states: what it leaves out comes from the policies that it builds on. */
  readonly stated: readonly string[];
  /** The policy's clauses by id. */
  readonly clauses: Readonly<Record<string, { readonly title?: string; readonly link?: string }>>;
}

/** Another policy, as `extends` names it. `text` is as written, `span` where. */
export type PolicyReference = { readonly text: string; readonly span: Span } & (
  | { readonly kind: 'file'; readonly path: string }
  /** `sha256` is the pin of the content, in lower-case hexadecimal. */
  | { readonly kind: 'url'; readonly url: string; readonly sha256: string }
  /** A package of the organization; without `path`, its `ospo-policy.yaml`. */
  | { readonly kind: 'package'; readonly name: string; readonly path?: string }
  /** A policy that ships inside: `default` or a starter. */
  | { readonly kind: 'built-in'; readonly name: string }
);

/* --------------------------------------------------------------- verdict */

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

export type FindingCode =
  | 'license.denied'
  | 'license.review'
  | 'license.conditions'
  | 'license.unknown'
  | 'license.changes-in-range'
  | 'package.denied'
  | 'package.review'
  | 'package.deprecated'
  | 'package.exception-expires'
  | 'package.exception-expired'
  | 'package.no-release'
  | 'package.advisory'
  | 'scorecard.below-floor'
  | 'alternative.approved'
  | 'registry.scope-unmapped'
  | 'manifest.duplicate-entry';

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
  | { readonly code: 'package.advisory'; readonly advisories: readonly Advisory[]; readonly origin: Origin }
  | {
      readonly code: 'scorecard.below-floor';
      readonly floor: ScorecardFloor;
      readonly score: number;
      readonly scorecard: Scorecard;
      readonly origin: Origin;
    }
  | { readonly code: 'alternative.approved'; readonly alternative: Alternative }
  | { readonly code: 'registry.scope-unmapped'; readonly packageScope: string }
  | { readonly code: 'manifest.duplicate-entry'; readonly other: DependencyScope };

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
}

/** One change that resolves a finding, ready to apply to the text that was judged. */
export interface Fix {
  readonly title: string;
  readonly kind: 'replace-by-alternative' | 'use-last-allowed-range';
  readonly edits: readonly TextEdit[];
  /** One safe edit resolves it: editors may offer it first. */
  readonly preferred: boolean;
  /** The package that comes in, where it replaces another. */
  readonly replacement?: string;
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
