import type { Rule } from './decision';
import { report } from './input';

/** A version that its authors deprecated. */
export const deprecated: Rule = (input) => {
  const fact = input.evidence.deprecation;
  if (fact === undefined || fact.value === '') return [];
  return report(input, { code: 'package.deprecated', message: fact.value, origin: fact.origin }, 'name');
};
