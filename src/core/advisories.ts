import type { Advisory, AdvisoryDetails, Judgement } from './model';

/** The ids of advisories that a judgement names without saying what they are; none of a private package. */
export function untoldAdvisories({ evidence, privacy }: Judgement): string[] {
  if (privacy !== undefined) return [];
  return (evidence.advisories?.value ?? []).filter(({ summary }) => summary === '').map(({ id }) => id);
}

/** The same judgement, with what is known of its advisories. Nothing is decided by it. */
export function withAdvisories(
  judgement: Judgement,
  details: ReadonlyMap<string, AdvisoryDetails>,
): Judgement {
  const { evidence, findings } = judgement;
  if (details.size === 0 || evidence.advisories === undefined) return judgement;
  const tell = (each: Advisory): Advisory => ({ ...each, ...details.get(each.id) });
  const { value, origin } = evidence.advisories;
  return {
    ...judgement,
    evidence: { ...evidence, advisories: { value: value.map(tell), origin } },
    findings: findings.map((finding) =>
      finding.data.code === 'package.advisory'
        ? { ...finding, data: { ...finding.data, advisories: finding.data.advisories.map(tell) } }
        : finding,
    ),
  };
}
