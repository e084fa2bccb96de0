import type { Judgement, Scorecard } from '../../../src/core/model';
import type { ReportSource } from '../../../src/core/report/packages';
import { dependencyOf, judgementOf, lock, policy } from '../present/samples';

export const NOW = '2026-11-23T09:30:00.000Z';

/** A judged manifest whose text names each dependency on a line of its own, from the second line on. */
export function sourceOf(path: string, judgements: readonly Judgement[]): ReportSource {
  const lines = judgements.map(({ dependency }) => `  "${dependency.name}": 1`);
  const text = ['{', ...lines, '}'].join('\n');
  let start = 2;
  const placed = judgements.map((judgement, index) => {
    const at = start + 3;
    start += (lines[index]?.length ?? 0) + 1;
    const nameSpan = { start: at, end: at + judgement.dependency.name.length };
    return { ...judgement, dependency: { ...judgement.dependency, nameSpan } };
  });
  return { id: `id:${path}`, path, text, policy, judgements: placed };
}

/** A package under a license: MIT is allowed, ISC needs review, AGPL is denied, `undefined` is unknown. */
export function use(
  name: string,
  license: unknown,
  more: { readonly version?: string; readonly card?: Scorecard } & Partial<Judgement> = {},
): Judgement {
  const { version, card, ...rest } = more;
  return judgementOf(
    license,
    {
      dependency: dependencyOf(name),
      ...(license === undefined && {
        license: undefined,
        verdict: 'unknown' as const,
        reasons: [{ rule: 'license.unknown' as const, verdict: 'unknown' as const, gaps: [], asked: [lock] }],
      }),
      ...(card && { scorecard: { value: card, origin: lock } }),
      ...rest,
    },
    { version: version === '' ? undefined : { value: version ?? '1.0.0', origin: lock } },
  );
}

export const own: Partial<Judgement> = {
  license: undefined,
  verdict: 'unknown',
  reasons: [{ rule: 'own-package', verdict: 'unknown', privacy: { because: 'workspace-package' } }],
};

export function cardOf(repository: string, score: number, history: readonly number[] = []): Scorecard {
  return {
    repository,
    score,
    date: '2026-06-29',
    checks: [],
    history: history.map((past, index) => ({ date: `2025-0${index + 1}-01`, score: past })),
  };
}
