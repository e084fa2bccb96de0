import type { Rule } from './decision';
import { report } from './input';

/** Known vulnerabilities of the version in use. */
export const advisories: Rule = (input) => {
  const fact = input.evidence.advisories;
  if (fact === undefined || fact.value.length === 0) return [];
  return report(input, { code: 'package.advisory', advisories: fact.value, origin: fact.origin }, 'range');
};
