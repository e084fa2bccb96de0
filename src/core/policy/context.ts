import type { Context, Decision, DependencyScope, Shipping } from '../model';
import { matchesPathGlob } from './glob';
import { matchesPackage, parsePackagePattern } from './packages';

/** What a rule's context is matched against: one dependency of one manifest. */
export interface Subject {
  readonly scope: DependencyScope;
  readonly shipping: Shipping;
  /** The manifest's path from the workspace root, with `/`. */
  readonly manifestPath: string;
  /** The package as the registry names it, not the alias. */
  readonly packageName: string;
  readonly version?: string;
}

/**
 * Whether a context holds for a subject: every stated field must, and a field holds when one of its values does.
 *
 * @param unknownVersion the answer for a package pattern with a range while the version is unknown.
 */
export function matchesContext(context: Context, subject: Subject, unknownVersion = false): boolean {
  const { scopes, shipping, paths, packages } = context;
  if (scopes && !scopes.includes(subject.scope)) return false;
  if (shipping && !shipping.includes(subject.shipping)) return false;
  if (paths && !paths.some((glob) => matchesPathGlob(glob, subject.manifestPath))) return false;
  return !packages || packages.some((text) => matchesPattern(text, subject, unknownVersion));
}

/**
 * Whether a rule applies to a subject, on the careful side: where only the unknown version would tell, a rule that
 * stops a package applies and one that lets it pass does not.
 */
export function appliesTo(
  rule: { readonly context: Context; readonly decision: Decision },
  subject: Subject,
): boolean {
  return matchesContext(rule.context, subject, rule.decision === 'denied' || rule.decision === 'review');
}

function matchesPattern(text: string, subject: Subject, unknownVersion: boolean): boolean {
  const pattern = parsePackagePattern(text);
  if (!pattern) return false;
  const answer = matchesPackage(pattern, subject.packageName, subject.version);
  return answer === 'unknown-version' ? unknownVersion : answer;
}
