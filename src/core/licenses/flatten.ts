import type { LicenseExpression } from '../model';

/** How often AND and OR may alternate on the way down: far above any real license, far below the call stack. */
export const MAX_DEPTH = 200;

/**
 * The same expression without an AND directly inside an AND or an OR directly inside an OR; `undefined` where AND and
 * OR alternate more than `MAX_DEPTH` times. Linear; needs call stack for the alternations only.
 */
export function flattenExpression(expression: LicenseExpression, depth = 0): LicenseExpression | undefined {
  if (expression.type === 'license') return expression;
  if (depth >= MAX_DEPTH) return undefined;
  const terms: LicenseExpression[] = [];
  for (const term of ownTerms(expression)) {
    const flat = flattenExpression(term, depth + 1);
    if (!flat) return undefined;
    terms.push(flat);
  }
  return joinTerms(expression.type, terms);
}

/** An AND or OR of the terms; the term itself where there is only one. */
export function joinTerms(type: 'and' | 'or', terms: readonly LicenseExpression[]): LicenseExpression {
  const [first, ...others] = terms;
  return first && others.length === 0 ? first : { type, terms };
}

/** The terms of an AND or OR, with those of nested nodes of its own kind in their place. */
function ownTerms(node: Exclude<LicenseExpression, { type: 'license' }>): LicenseExpression[] {
  const found: LicenseExpression[] = [];
  const waiting: LicenseExpression[] = [node];
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    if (next.type !== node.type) found.push(next);
    else for (let i = next.terms.length - 1; i >= 0; i--) waiting.push(next.terms[i] as LicenseExpression);
  }
  return found;
}
