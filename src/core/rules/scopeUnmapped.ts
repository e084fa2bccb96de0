import type { Rule } from './decision';
import { report } from './input';

/** A scope of the organization's own that would be fetched from the public registry: dependency confusion. */
export const scopeUnmapped: Rule = (input) => {
  const { privacy, dependency } = input;
  if (privacy?.because !== 'pattern' || privacy.unmappedScope === undefined) return [];
  if (dependency.specifier.kind !== 'registry') return [];
  return report(input, { code: 'registry.scope-unmapped', packageScope: privacy.unmappedScope }, 'name');
};
