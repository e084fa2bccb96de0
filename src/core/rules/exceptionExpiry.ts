import type { Rule } from './decision';
import { report } from './input';

/** An approval that ends, or that has ended: both are told, so that nobody is surprised on the day. */
export const exceptionExpiry: Rule = (input, { exception: state }) => {
  if (state === undefined) return [];
  const { exception, expired } = state;
  if (exception.expires === undefined) return [];
  const code = expired ? 'package.exception-expired' : 'package.exception-expires';
  return report(input, { code, exception }, 'name', exception.clause);
};
