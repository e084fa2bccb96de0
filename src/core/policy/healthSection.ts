import { SCORECARD_CHECKS } from '../scorecard/weakest';
import type { FindingCode, Policy, ScorecardFloor, Severity } from '../model';
import type { Reader } from './reader';
import type { Tree } from './tree';
import { FINDING_CODES, SEVERITIES } from './vocabulary';
import { t } from '../present/language';

const FLOOR_KEYS = ['minimum', 'severity', 'clause', 'link'] as const;

/**
 * Reads `scorecard`: floors on single checks, and on the total, which only informs unless the policy says otherwise; and
 * where earlier totals stand.
 */
export function readScorecard(
  reader: Reader,
  tree: Tree | undefined,
): Pick<Policy, 'floors' | 'scorecardHistory'> {
  const fields = reader.fields(tree, ['floors', 'total', 'history']);
  const total = fields.get('total');
  const floors = fields.get('floors');
  const history = reader.items(fields.get('history')).flatMap((item) => readHistory(reader, item));
  return {
    floors: [
      ...(floors === undefined ? [] : readChecks(reader, floors)),
      ...(total === undefined ? [] : readFloor(reader, 'total', total, 'information')),
    ],
    ...(history.length > 0 && { scorecardHistory: history }),
  };
}

/** What an address holds can be read on the way where it is not protected, and changed. */
function readHistory(reader: Reader, tree: Tree): string[] {
  const location = reader.link(tree);
  if (location === undefined) return [];
  if (/^https:/i.test(location) || !/^[a-z][a-z0-9+.-]+:/i.test(location)) return [location];
  const message = t(
    '{0} cannot be read. Write a path beside this file, or an https address.',
    JSON.stringify(location),
  );
  reader.report('policy.link', 'error', tree, message);
  return [];
}

function readChecks(reader: Reader, tree: Tree): ScorecardFloor[] {
  const fields = reader.fields(tree, SCORECARD_CHECKS);
  return [...fields].flatMap(([check, value]) => readFloor(reader, check, value, 'warning'));
}

function readFloor(reader: Reader, check: string, tree: Tree, usual: Severity): ScorecardFloor[] {
  const isMap = tree.kind === 'map';
  const fields = isMap ? reader.fields(tree, FLOOR_KEYS) : new Map<string, Tree>();
  const stated = isMap ? fields.get('minimum') : tree;
  if (stated === undefined)
    reader.report('policy.missing', 'error', tree, t('"minimum" is missing: 0 to 10.'));
  const minimum = reader.number(stated, 0, 10);
  const severity = reader.word(fields.get('severity'), SEVERITIES) ?? usual;
  return minimum === undefined ? [] : [{ check, minimum, severity, clause: reader.clause(tree, fields) }];
}

/** Reads `health`. */
export function readHealth(
  reader: Reader,
  tree: Tree | undefined,
): Pick<Policy, 'noReleaseForMonths' | 'attestedProvenance'> {
  const fields = reader.fields(tree, ['no-release-for-months', 'attested-provenance']);
  const months = reader.number(fields.get('no-release-for-months'), 1, 1200);
  const attested = reader.flag(fields.get('attested-provenance'));
  return {
    ...(months !== undefined && { noReleaseForMonths: months }),
    ...(attested !== undefined && { attestedProvenance: attested }),
  };
}

/** Reads `severity`: how loud each finding is; `off` silences it. */
export function readSeverities(reader: Reader, tree: Tree | undefined): Policy['severities'] {
  const severities: Partial<Record<FindingCode, Severity | 'off'>> = {};
  for (const [code, value] of reader.fields(tree, FINDING_CODES)) {
    const severity = reader.word(value, [...SEVERITIES, 'off'] as const);
    const known = FINDING_CODES.find((candidate) => candidate === code);
    if (severity !== undefined && known !== undefined) severities[known] = severity;
  }
  return severities;
}
