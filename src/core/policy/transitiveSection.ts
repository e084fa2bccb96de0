import type { Policy, Severity, TransitivePolicy } from '../model';
import { defaultSeverity } from '../rules/input';
import { readSeverities } from './healthSection';
import type { Reader } from './reader';
import type { Tree } from './tree';
import { FINDING_CODES, SEVERITIES, TRANSITIVE_DECISIONS } from './vocabulary';

const KEYS = ['decision', 'severity'] as const;

/** Reads `transitive`: whether what dependencies bring is judged, and how loud findings on it are. */
export function readTransitive(reader: Reader, tree: Tree | undefined): Pick<Policy, 'transitive'> {
  if (tree === undefined) return {};
  const fields = reader.fields(tree, KEYS);
  const decision = reader.word(fields.get('decision'), TRANSITIVE_DECISIONS) ?? 'judge';
  return { transitive: { decision, severities: readSeverities(reader, fields.get('severity')) } };
}

/**
 * Lays what a policy says of transitive packages over its base: louder is always possible, quieter where `permitted`
 * says so.
 *
 * @param permitted asked about each path that would loosen the base
 */
export function layerTransitive(
  base: Policy,
  upper: Policy,
  permitted: (path: string) => boolean,
): Pick<Policy, 'transitive'> {
  const { transitive: above } = upper;
  const below = base.transitive ?? { decision: 'judge', severities: {} };
  if (above === undefined) return base.transitive === undefined ? {} : { transitive: base.transitive };
  const loosens = above.decision === 'ignore' && below.decision === 'judge';
  const decision = loosens && !permitted('transitive.decision') ? below.decision : above.decision;
  const severities: { -readonly [Code in keyof TransitivePolicy['severities']]: Severity | 'off' } = {
    ...below.severities,
  };
  for (const code of FINDING_CODES) {
    const wanted = above.severities[code];
    if (wanted === undefined) continue;
    const stated = below.severities[code] ?? base.severities[code] ?? usual(code);
    if (!isQuieter(wanted, stated) || permitted(`transitive.severity.${code}`)) severities[code] = wanted;
  }
  return { transitive: { decision, severities } };
}

function usual(code: (typeof FINDING_CODES)[number]): Severity | 'off' {
  return code === 'package.deprecated' ? 'off' : defaultSeverity(code);
}

/** From quiet to loud: off, hint, information, warning, error. */
export function isQuieter(one: Severity | 'off', other: Severity | 'off'): boolean {
  const loudness = (severity: Severity | 'off') =>
    severity === 'off' ? -1 : SEVERITIES.length - SEVERITIES.indexOf(severity);
  return loudness(one) < loudness(other);
}
