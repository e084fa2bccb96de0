import type { Rule } from './decision';
import { report } from './input';

/** A package whose repository only its author names, where the policy wants somebody else to vouch for it. */
export const unattested: Rule = (input) => {
  const fact = input.evidence.repository;
  if (input.policy.attestedProvenance !== true || fact === undefined) return [];
  if (fact.value.provenance === 'attested') return [];
  const data = { code: 'package.unattested', repository: fact.value.id, origin: fact.origin } as const;
  return report(input, data, 'name');
};
