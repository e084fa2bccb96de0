/** OSPO Lens' engine: the only door in. Reads as the manual: first the vocabulary, then each step of the way a dependency takes. */
export type * from './model';
export type * from './ports';
export { nullLogger } from './ports';

/* policy */
export { appliesTo, matchesContext, type Subject } from './policy/context';
export { matchesPackage, parsePackagePattern, printPackagePattern } from './policy/packages';
export { parsePolicy, type PolicyOptions } from './policy/parse';
