import { parseManifest } from '../manifests/packageJson';
import type { Dependency, Finding, Fix, Judgement, Policy } from '../model';
import { rangeTitle } from '../present/fixTitles';
import { choicesFor } from './choices';
import { lastRangeFor } from './lastRange';
import { replaceBy } from './replace';
import { rewriteRange } from './rewriteEntry';

/**
 * The changes that resolve a finding, in the order to offer them: replace by what the policy approves, then use the
 * last range that it allows. Reads codes and typed data, never a message.
 *
 * @param manifestText the text that was judged; where the entry no longer stands as the finding says, there is no fix
 * @returns edits into `manifestText`; none for entries whose range stands elsewhere (`workspace:`, `catalog:`) or that
 *   come from elsewhere (git, archives, folders)
 */
export function fixesFor(
  finding: Finding,
  judgement: Judgement,
  policy: Policy,
  manifestText: string,
): Fix[] {
  const { kind } = finding.dependency.specifier;
  if (kind !== 'registry' && kind !== 'invalid') return [];
  const choices = choicesFor(finding, judgement, policy);
  const last = lastRangeFor(finding, judgement);
  if (choices.length === 0 && last === undefined) return [];
  const { value: manifest } = parseManifest(manifestText);
  const entry = manifest.dependencies.find((each) => isSame(each, finding.dependency));
  if (entry === undefined) return [];

  const rangeIsSafe = last?.keepsVersion === true;
  const onlyOne = choices.length === 1 && last === undefined;
  const replacements = choices.map((choice, index): Fix => {
    const change = replaceBy(manifestText, manifest, entry, choice);
    const preferred = index === 0 && !rangeIsSafe && (choice.dropIn || onlyOne);
    return { ...change, kind: 'replace-by-alternative', preferred, replacement: choice.name };
  });
  if (last === undefined) return replacements;
  const lastRange: Fix = {
    title: rangeTitle(last.range, last.license),
    kind: 'use-last-allowed-range',
    edits: rewriteRange(manifestText, entry, entry.packageName, last.range),
    preferred: rangeIsSafe,
  };
  return [...replacements, lastRange];
}

function isSame(entry: Dependency, judged: Dependency): boolean {
  return (
    entry.name === judged.name &&
    entry.range === judged.range &&
    entry.scope === judged.scope &&
    entry.entrySpan.start === judged.entrySpan.start
  );
}
