import type { Fact, Finding, Scorecard, ScorecardFloor } from '../model';
import { latestScorecard } from '../scorecard/latest';
import { checkStatus } from '../scorecard/status';
import type { Rule } from './decision';
import type { JudgeInput } from './input';
import { report } from './input';

/** A Scorecard check below the policy's floor. Absent and inconclusive checks say nothing, so nothing is told. */
export const scorecardFloors: Rule = (input, decision) => {
  const fact = latestScorecard(input.evidence.scorecards);
  if (fact === undefined || decision.own) return [];
  return input.policy.floors.flatMap((floor) => judgeFloor(input, floor, fact));
};

function judgeFloor(input: JudgeInput, floor: ScorecardFloor, fact: Fact<Scorecard>): Finding[] {
  const score = scoreOf(floor, fact.value);
  if (score === undefined || score >= floor.minimum) return [];
  const data = {
    code: 'scorecard.below-floor',
    floor,
    score,
    scorecard: fact.value,
    origin: fact.origin,
  } as const;
  return report(input, data, 'name', floor.clause, floor.severity);
}

function scoreOf(floor: ScorecardFloor, scorecard: Scorecard): number | undefined {
  if (floor.check === 'total') return scorecard.score < 0 ? undefined : scorecard.score;
  const status = checkStatus(scorecard, floor.check);
  return status.state === 'scored' ? status.score : undefined;
}
