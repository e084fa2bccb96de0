import type { EvidenceSource } from '../core/index';

type Part = Pick<EvidenceSource, 'id' | 'reach' | 'facts'>;

/**
 * The questions to services, in the order in which they are asked. The registry has two: which version a range means,
 * before everybody else, for only exact versions are known elsewhere; and one version's document, for what is still
 * missing when those have answered that take many packages at once.
 */
export const NETWORK_PARTS = {
  versions: { id: 'npm', reach: 'registry', facts: ['version'] },
  'deps.dev': {
    id: 'deps.dev',
    reach: 'public',
    facts: ['license', 'repository', 'scorecard', 'deprecation', 'advisories'],
  },
  osv: { id: 'osv', reach: 'public', facts: ['advisories'] },
  documents: { id: 'npm', reach: 'registry', facts: ['license', 'repository', 'deprecation'] },
  scorecard: { id: 'scorecard', reach: 'public', facts: ['scorecard'] },
} as const satisfies Readonly<Record<string, Part>>;

export type NetworkPart = keyof typeof NETWORK_PARTS;
