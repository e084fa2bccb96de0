import type { Scorecard, ScorecardCheck } from '../model';

/** Weights of a check's risk in Scorecard's aggregate (docs/checks/internal/checks.yaml of ossf/scorecard, 2026-08). */
const WEIGHT = { critical: 10, high: 7.5, medium: 5, low: 2.5 } as const;

export type ScorecardRisk = keyof typeof WEIGHT;

const RISK: Readonly<Record<string, ScorecardRisk>> = {
  'Dangerous-Workflow': 'critical',
  Webhooks: 'critical',
  'Binary-Artifacts': 'high',
  'Branch-Protection': 'high',
  'Code-Review': 'high',
  'Dependency-Update-Tool': 'high',
  Maintained: 'high',
  'Signed-Releases': 'high',
  'Token-Permissions': 'high',
  Vulnerabilities: 'high',
  Fuzzing: 'medium',
  Packaging: 'medium',
  'Pinned-Dependencies': 'medium',
  SAST: 'medium',
  SBOM: 'medium',
  'Security-Policy': 'medium',
  'CI-Tests': 'low',
  'CII-Best-Practices': 'low',
  Contributors: 'low',
  License: 'low',
};

/** The checks that Scorecard has, by name. */
export const SCORECARD_CHECKS: readonly string[] = Object.keys(RISK);

/** The risk that Scorecard gives a check; `medium` for a check that is newer than this table. */
function riskOf(checkName: string): ScorecardRisk {
  return Object.hasOwn(RISK, checkName) ? (RISK[checkName] ?? 'medium') : 'medium';
}

/**
 * The checks that cost the most: ordered by risk weight times the gap to 10, then by name. Inconclusive checks and full
 * scores are left out, as in Scorecard's own aggregate.
 */
export function weakestChecks(scorecard: Scorecard, count: number): ScorecardCheck[] {
  return scorecard.checks
    .filter((check) => check.score >= 0 && check.score < 10)
    .sort((a, b) => cost(b) - cost(a) || (a.name < b.name ? -1 : 1))
    .slice(0, Math.max(0, count));
}

function cost(check: ScorecardCheck): number {
  return WEIGHT[riskOf(check.name)] * (10 - check.score);
}
