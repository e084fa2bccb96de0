import { strict as assert } from 'node:assert';
import {
  applyEdits,
  mergeEvidence,
  newestFirst,
  noEvidence,
  parsePolicy,
  suggestEntries,
} from '../../../src/core/index';
import type { EntrySuggestion, KnownPackage, Origin, PackageIndex, Policy } from '../../../src/core/index';

const origin: Origin = { source: 'snapshot', label: 'snapshot', date: '2026-11-23' };

const POLICY = `version: 1
name: Test
licenses:
  allow: [permissive]
  deny: [network-copyleft]
packages:
  deny:
    - { package: request, reason: Unmaintained., instead: [undici] }
    - { package: evil, reason: Malware. }
  approve: [internal-ui]
alternatives:
  - package: moment
    need: Dates and times
    use:
      - { name: date-fns, range: ^4.1.0, reason: Small and maintained, link: 'https://example.com/guide' }
      - { name: luxon, range: ^3.0.0, notes: Time zones }
  - package: request
    need: HTTP client
    use: [undici@^7.16.0]
  - need: HTTP client
    use: [ky@^1.0.0, undici@^7.16.0]
`;

export const policy: Policy = parsePolicy(POLICY, { origin: 'ospo-policy.yaml' }).value;

/** A package from its license runs: `1.0.0..1.0.9 MIT`, oldest first. */
export function known(name: string, ...runs: string[]): KnownPackage {
  const licenseRuns = runs.map((text) => {
    const [, from = '', to = '', license] = /^(\S+)\.\.(\S+) (.+)$/.exec(text) ?? [];
    return { from, to, license };
  });
  const versions = newestFirst(licenseRuns.flatMap(({ from, to }) => [from, to]));
  const evidence = mergeEvidence(noEvidence, { licenseRuns: { value: licenseRuns, origin } });
  return { name, versions, evidence, ranges: [] };
}

export function indexOf(...packages: KnownPackage[]): PackageIndex {
  return {
    names: packages.map(({ name }) => name),
    get: (name) => packages.find((one) => one.name === name),
  };
}

export const index = indexOf(
  known('react', '0.14.0..15.6.1 BSD-3-Clause', '15.6.2..19.3.1 MIT'),
  known('react-dom', '15.6.2..19.3.1 MIT'),
  known('ua-parser-js', '0.7.20..1.0.41 MIT', '2.0.0..2.0.10 AGPL-3.0-or-later'),
  known('recharts', '1.0.0..3.0.0 AGPL-3.0-or-later'),
  known('@reach/ui', '0.1.0..0.18.0 MIT'),
  known('request', '1.0.0..2.88.2 Apache-2.0'),
  known('evil', '1.0.0..1.0.1 MIT'),
);

/** Suggestions where `|` stands in the text. */
export function suggestAt(
  marked: string,
  known: PackageIndex = index,
  syntax: 'json' | 'yaml' = 'json',
): EntrySuggestion[] {
  const offset = marked.indexOf('|');
  assert.ok(offset >= 0, 'no | in the text');
  const text = marked.slice(0, offset) + marked.slice(offset + 1);
  const input = { text, syntax, policy, known, manifestPath: 'package.json', now: '2026-11-23T00:00:00Z' };
  return suggestEntries(input, offset);
}

/** The text after a suggestion was accepted. */
export function accepted(
  marked: string,
  label: string,
  known: PackageIndex = index,
  syntax: 'json' | 'yaml' = 'json',
): string {
  const suggestion = suggestAt(marked, known, syntax).find((one) => one.label === label);
  assert.ok(suggestion, `${label} is not suggested`);
  return applyEdits(marked.replace('|', ''), [suggestion.edit, ...suggestion.before]);
}
