import type { Finding, Judgement } from '../model';
import { latestScorecard } from '../scorecard/latest';
import { decide } from './decide';
import type { JudgeInput } from './input';
import { lastAllowedOf } from './lastAllowed';
import { rules } from './rules';

/** Judges one dependency from what is known. Pure and total: same input, same judgement, in every host. */
export function judge(input: JudgeInput): Judgement {
  const decision = decide(input);
  const findings: Finding[] = rules.flatMap((rule) => rule(input, decision));
  const lastAllowed = lastAllowedOf(input, decision);
  return {
    dependency: input.dependency,
    evidence: input.evidence,
    license: decision.reading,
    scorecard: latestScorecard(input.evidence.scorecards),
    verdict: decision.verdict,
    reasons: decision.reasons,
    findings,
    privacy: input.privacy,
    ...(lastAllowed === undefined ? {} : { lastAllowed }),
    pending: input.pending,
  };
}
