import type { Verdict } from '../../../src/core/model';
import type { Subject } from '../../../src/core/policy/context';
import { policyOf } from '../helpers/policy';

/**
 * A license field, what the policy says of it, the elected branch (`undefined` where it is no expression), and the rule
 * behind the verdict as the policy writes it (`-`: the policy's default).
 */
export type Case = readonly [raw: unknown, verdict: Verdict, elected?: string, by?: string];

export interface Table {
  readonly name: string;
  readonly policy: ReturnType<typeof policyOf>;
  readonly subject?: Partial<Subject>;
  readonly cases: readonly Case[];
}

/** Permissive only, by name, everything else stopped: the policy of the peers' probes. */
export const four = policyOf({
  allow: ['MIT', 'ISC', 'Apache-2.0', 'BSD-3-Clause'],
  unmentioned: 'denied',
  notSpdx: 'denied',
});

export const balanced = policyOf({
  allow: ['permissive', 'public-domain'],
  conditions: ['weak-copyleft'],
  review: ['strong-copyleft'],
  deny: ['network-copyleft', 'source-available', 'proprietary'],
});
