import type { Judgement, Verdict } from '../../../src/core/model';
import { dependencyOf, findingOf, judgementOf, licenseReason, lock } from '../present/samples';

/** The package `lib` with an error and an information, under the given verdict. */
export function findingsOfTwo(verdict: Verdict): Judgement {
  const dependency = dependencyOf('lib');
  const denied = { code: 'license.denied', reason: licenseReason('AGPL-3.0-only') } as const;
  const deprecated = { code: 'package.deprecated', message: 'Use another.', origin: lock } as const;
  return judgementOf('AGPL-3.0-only', {
    dependency,
    verdict,
    findings: [
      findingOf(denied, dependency, '1.0.0', 'error'),
      findingOf(deprecated, dependency, '1.0.0', 'information'),
    ],
  });
}
