/** What an organization decided. */
import type { LicenseCategory, LicenseTerm } from './license';
import type { DependencyScope } from './manifest';
import type { Severity, Span } from './text';
import type { FindingCode } from './codes';

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
  /** What modules below the old package are called in this one; `*` at the end stands for the rest. */
  readonly subpaths?: Readonly<Record<string, string>>;
}

export interface PolicyDocument {
  readonly title: string;
  /** A path beside the policy file, or an https address. */
  readonly location: string;
}

/** The texts about open source that ship inside, by what they are about (`resources/guidance/<id>.md`). */
export type GuidanceId =
  'new-dependency' | 'license-families' | 'supply-chain' | 'ospo-model' | 'contributing';

/** A text with which the organization extends the guidance that ships inside. */
export interface OnboardingText extends PolicyDocument {
  /** The texts that it is shown instead of. */
  readonly replaces: readonly GuidanceId[];
}

/** How to ask the OSPO. Placeholders such as `{package}` are filled by `present/ask`. */
export interface AskLink {
  readonly label: string;
  /** An https: or mailto: template. */
  readonly template: string;
}

/** What a policy says of packages that no manifest names. */
export interface TransitivePolicy {
  /** `ignore`: they are counted, and nothing is told of them. */
  readonly decision: 'judge' | 'ignore';
  /** Severities of findings on them, where they differ from those on direct dependencies. */
  readonly severities: Readonly<Partial<Record<FindingCode, Severity | 'off'>>>;
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
  /** Databases of Scorecard Monitor: paths beside the policy file and https addresses. Absent: none. */
  readonly scorecardHistory?: readonly string[];
  /** Months without a release before a finding; absent means no such rule. */
  readonly noReleaseForMonths?: number;
  /** Whether somebody other than the author must vouch for the repository that a package was built from. Absent: no. */
  readonly attestedProvenance?: boolean;
  readonly alternatives: readonly Alternative[];
  /** Scopes and name patterns that are the organization's own: never sent to a public service. */
  readonly privatePackages: readonly string[];
  readonly documents: readonly PolicyDocument[];
  /** What the organization wants people to read first; absent where it says nothing. */
  readonly onboarding?: readonly OnboardingText[];
  /** Whether the community's suggestions are shown: for all, for nobody, or (absent) for whoever switches them on. */
  readonly communityCatalog?: boolean;
  readonly ask: AskLink | undefined;
  /** Severities by finding code, where they differ from the default; `off` silences. */
  readonly severities: Readonly<Partial<Record<FindingCode, Severity | 'off'>>>;
  /** What is told of packages that direct dependencies bring; absent: all is judged. */
  readonly transitive?: TransitivePolicy;
  /** How this file relates to other policies; `core/policy/layers.ts` reads it. */
  readonly layer?: PolicyLayer;
}

/** What a policy file says about the policies below and above it. */
export interface PolicyLayer {
  /** The policies that it builds on, in the order in which it names them. */
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
