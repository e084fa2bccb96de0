import type {
  Clause,
  CommunityCatalog,
  Dependency,
  Evidence,
  Finding,
  FindingCode,
  FindingData,
  Manifest,
  Policy,
  Privacy,
  Severity,
  Span,
  Via,
} from '../model';
import type { Subject } from '../policy/context';

/** All that a rule may look at. */
export interface JudgeInput {
  readonly dependency: Dependency;
  readonly evidence: Evidence;
  readonly policy: Policy;
  readonly manifest: Manifest;
  /** From the workspace root, with `/`. */
  readonly manifestPath: string;
  /** The instant of judging, ISO 8601. */
  readonly now: string;
  readonly privacy: Privacy | undefined;
  /** Sources are still being asked: what is missing is not yet unknown. */
  readonly pending: boolean;
  /** What the community suggests; absent where it is not wanted. */
  readonly community?: CommunityCatalog;
  /** Of a package that no manifest names: who brings it, and where findings on it are drawn. */
  readonly broughtBy?: { readonly entry: Dependency; readonly via: Via };
}

/** What a rule's context is matched against. */
export function subjectOf(input: JudgeInput): Subject {
  const version = input.evidence.version?.value;
  return {
    scope: input.dependency.scope,
    shipping: input.policy.shipping,
    manifestPath: input.manifestPath,
    packageName: input.dependency.packageName,
    ...(version === undefined ? {} : { version }),
  };
}

/** Severities where the policy states none (design: experience, "Voice"). */
const DEFAULT_SEVERITIES: Readonly<Record<FindingCode, Severity>> = {
  'license.denied': 'error',
  'license.review': 'warning',
  'license.conditions': 'information',
  'license.unknown': 'warning',
  'license.changes-in-range': 'warning',
  'package.denied': 'error',
  'package.review': 'warning',
  'package.deprecated': 'information',
  'package.exception-expires': 'information',
  'package.exception-expired': 'warning',
  'package.no-release': 'information',
  'package.unattested': 'warning',
  'package.advisory': 'warning',
  'scorecard.below-floor': 'warning',
  'alternative.approved': 'hint',
  'alternative.community': 'hint',
  'registry.scope-unmapped': 'warning',
  'manifest.duplicate-entry': 'information',
};

/** The codes of all findings, for settings and schemas. */
export const findingCodes = Object.keys(DEFAULT_SEVERITIES) as readonly FindingCode[];

/** The severity of a code before a policy changes it. */
export function defaultSeverity(code: FindingCode): Severity {
  return DEFAULT_SEVERITIES[code];
}

/**
 * A finding on the dependency's name or range; none when the policy switched its code off.
 *
 * @param own the severity that the rule itself states, below the policy's `severity` table in rank.
 */
export function report(
  input: JudgeInput,
  data: FindingData,
  place: 'name' | 'range',
  clause?: Clause,
  own?: Severity,
): Finding[] {
  const severity = severityOf(input, data.code, own);
  if (severity === 'off') return [];
  const { dependency, broughtBy } = input;
  const finding = {
    code: data.code,
    severity,
    dependency: broughtBy?.entry ?? dependency,
    version: input.evidence.version?.value,
    span: broughtBy?.entry.nameSpan ?? spanOf(dependency, place),
    data,
    ...(broughtBy === undefined ? {} : { via: broughtBy.via }),
  };
  return [clause === undefined ? finding : { ...finding, clause }];
}

function severityOf({ policy, broughtBy }: JudgeInput, code: FindingCode, own?: Severity): Severity | 'off' {
  if (broughtBy !== undefined) return transitiveSeverity(policy, code);
  return policy.severities[code] ?? own ?? DEFAULT_SEVERITIES[code];
}

/**
 * How loud a finding is on a package that no manifest names. That one deep in the tree is deprecated helps nobody who
 * cannot change it: told only where the policy says so.
 */
export function transitiveSeverity(policy: Policy, code: FindingCode): Severity | 'off' {
  const own = policy.transitive?.severities[code];
  if (own !== undefined) return own;
  return code === 'package.deprecated' ? 'off' : (policy.severities[code] ?? DEFAULT_SEVERITIES[code]);
}

/** An empty range cannot be seen: its findings are drawn on the name. */
function spanOf(dependency: Dependency, place: 'name' | 'range'): Span {
  const { nameSpan, rangeSpan } = dependency;
  return place === 'range' && rangeSpan.end > rangeSpan.start ? rangeSpan : nameSpan;
}
