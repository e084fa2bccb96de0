import type {
  DependencyScope,
  FindingCode,
  PathStep,
  ReasonRule,
  RequestKind,
  Severity,
  Verdict,
} from '../model';
import type { Range } from './lines';

/** The JSON report of `check`: resources/schemas/check-report.schema.json says the same. Lines and columns count from 1. */
export interface CheckReport {
  readonly version: 1;
  readonly tool: { readonly name: string; readonly version: string };
  readonly offline: boolean;
  /** The first of `policies`; `null` where nothing was judged. */
  readonly policy: JsonPolicy | null;
  /** All policies that judged: manifests may have their own. */
  readonly policies: readonly JsonPolicy[];
  readonly dependencies: readonly JsonDependency[];
  /** What lockfiles install: the dependencies and all that they bring, each version once. */
  readonly packages: readonly JsonPackage[];
  readonly findings: readonly JsonFinding[];
  readonly problems: readonly JsonProblem[];
  readonly summary: JsonSummary;
}

export interface JsonPolicy {
  readonly name: string;
  readonly revision: string | null;
  readonly origin: string;
  readonly isDefault: boolean;
}

export interface JsonDependency {
  readonly name: string;
  /** The key in the manifest, where it is an alias. */
  readonly alias?: string;
  readonly manifest: string;
  readonly scope: DependencyScope;
  readonly range: string;
  readonly version: string | null;
  /** The SPDX expression; `null` where the license is not SPDX or not known. */
  readonly license: string | null;
  /** The license field as stated. */
  readonly declared: string | null;
  readonly scorecard: { readonly score: number; readonly date: string; readonly repository: string } | null;
  readonly verdict: Verdict;
  readonly reasons: readonly JsonReason[];
  /** What was asked of the OSPO about the package; absent where nobody asked. */
  readonly requests?: readonly JsonRequest[];
}

export interface JsonPackage {
  readonly name: string;
  /** `null` where the lockfile states none. */
  readonly version: string | null;
  /** The SPDX expression; `null` where the license is not SPDX or not known. */
  readonly license: string | null;
  readonly declared: string | null;
  /** Where the license is stated. */
  readonly source: string | null;
  /** The worst of the verdicts on it. */
  readonly verdict: Verdict;
  /** The strongest use. */
  readonly scope: DependencyScope;
  /** Whether a manifest names it in that scope. */
  readonly direct: boolean;
  /** The shortest way, as `name@version`: the dependency that brings it first, the package itself last. */
  readonly path: readonly string[];
  readonly otherPaths: number;
  /** How many copies are installed. */
  readonly copies: number;
  readonly manifests: readonly string[];
}

export interface JsonRequest {
  readonly kind: RequestKind;
  /** The day. */
  readonly asked: string;
  readonly state: 'pending' | 'approved' | 'denied' | 'withdrawn';
  readonly message: string;
}

export interface JsonReason {
  readonly rule: ReasonRule;
  readonly verdict: Verdict;
  readonly message: string;
  readonly source: string | null;
  readonly date: string | null;
  readonly clause?: {
    readonly path: string;
    readonly policy: string;
    readonly id?: string;
    readonly title?: string;
    readonly link?: string;
  };
}

export interface JsonFinding extends Range {
  readonly code: FindingCode;
  readonly severity: Severity;
  readonly message: string;
  readonly manifest: string;
  readonly dependency: string;
  /** The finding is about a package that the dependency brings. */
  readonly via?: JsonVia;
  readonly fixes: readonly { readonly title: string }[];
}

export interface JsonVia {
  /** The shortest way: the dependency first, the package itself last. */
  readonly path: readonly PathStep[];
  /** What else requires the package. */
  readonly otherPaths: number;
  /** Further packages that the same dependency brings and of which the same is to be said. */
  readonly alike: readonly PathStep[];
  /** The override that gives the package its version; absent where the project states none. */
  readonly pinned?: string;
}

export interface JsonProblem extends Partial<Range> {
  readonly code: string;
  readonly severity: Severity;
  readonly message: string;
  readonly file?: string;
}

export interface JsonSummary extends Readonly<Record<Verdict, number>> {
  readonly dependencies: number;
  /** The organization's own packages among the unknown ones. */
  readonly own: number;
  /** What the dependencies bring; `null` where no lockfile tells, or with `--direct`. */
  readonly brought: JsonBrought | null;
  /** On dependencies and on what they bring. */
  readonly findings: Readonly<Record<Severity, number>>;
  readonly evidenceAsOf: string | null;
}

export interface JsonBrought extends Readonly<Record<Verdict, number>> {
  readonly packages: number;
}
