import type { CommunityCatalog, CommunitySuggestion, CommunityUse, Dependency, Evidence } from '../model';
import { noEvidence } from '../evidence';
import { alternativeFor } from './approvedAlternative';
import { decide } from './decide';
import type { Rule } from './decision';
import type { JudgeInput } from './input';
import { report } from './input';

/**
 * The community's catalog has something simpler. The organization's word comes first: nothing is suggested instead of a
 * package that it approves by name or lists an alternative for, and no package that it denies.
 */
export const communityAlternative: Rule = (input, decision) => {
  const { community, dependency, privacy } = input;
  if (community === undefined || privacy !== undefined || decision.package?.verdict === 'allowed') return [];
  const entry = ownEntry(community.entries, dependency.packageName);
  if (entry === undefined || alternativeFor(input) !== undefined) return [];
  const suggestions = entry.use.flatMap((use) => suggested(use, community, input));
  if (suggestions.length === 0) return [];
  const { name, version, date } = community;
  const link = entry.link === undefined ? {} : { link: entry.link };
  const data = {
    code: 'alternative.community',
    suggestions,
    catalog: { name, version, date },
    ...link,
  } as const;
  return report(input, data, 'name');
};

function suggested(use: CommunityUse, catalog: CommunityCatalog, input: JudgeInput): CommunitySuggestion[] {
  if (use.kind !== 'package') return [use];
  const known = ownEntry(catalog.packages, use.name);
  if (known === undefined || use.name === input.dependency.packageName) return [];
  const { verdict } = decide({
    ...input,
    dependency: inPlaceOf(input.dependency, use.name, known.version),
    evidence: evidenceOf(catalog, known),
  });
  return verdict === 'denied' ? [] : [{ ...use, ...known, verdict }];
}

/** The dependency as it would be with another package: what the policy is asked about. */
function inPlaceOf(old: Dependency, name: string, version = ''): Dependency {
  const range = version === '' ? '*' : `^${version}`;
  return { ...old, name, packageName: name, range, specifier: { kind: 'registry', name, range, tag: false } };
}

function evidenceOf(
  { name, version, date }: CommunityCatalog,
  known: CommunityCatalog['packages'][string],
): Evidence {
  const origin = { source: 'snapshot', label: `${name} ${version}`, date } as const;
  return {
    ...noEvidence,
    version: known.version === undefined ? undefined : { value: known.version, origin },
    licenses: known.license === undefined ? [] : [{ value: known.license, origin }],
  };
}

function ownEntry<T>(table: Readonly<Record<string, T>>, key: string): T | undefined {
  return Object.hasOwn(table, key) ? table[key] : undefined;
}
