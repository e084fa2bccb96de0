import type { Judgement } from '../model';

/** Sources are still being asked and nothing decides yet: of such a dependency nothing is said but that. */
export function isPending(judgement: Judgement): boolean {
  return judgement.pending && judgement.verdict === 'unknown';
}
