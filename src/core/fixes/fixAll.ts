import { parseManifest } from '../manifests/packageJson';
import type { Dependency, FileEdits, Finding, Fix, Judgement, Policy, TextEdit } from '../model';
import { applyEdits } from './applyEdits';
import type { Companions } from './companions';
import { fixesFor } from './index';
import { difference } from './jsonEdits';

/** What all fixes of a manifest change together. */
export interface AllFixes {
  /** Into the manifest. */
  readonly edits: readonly TextEdit[];
  readonly elsewhere: readonly FileEdits[];
  /** What was fixed, one title each. */
  readonly titles: readonly string[];
}

/**
 * The fixes that are preferred and break nothing that runs, of all findings of a manifest, one on top of the other: each
 * is made for the text that those before it leave, so that none overlaps another.
 *
 * @param text the manifest that was judged
 */
export function fixAll(
  judgements: readonly Judgement[],
  policy: Policy,
  text: string,
  companions: Companions,
): AllFixes {
  const files = new Map<string, string>();
  const now: Companions = {
    textOf: (file) => files.get(file) ?? companions.textOf(file),
    isShared: companions.isShared,
  };
  let manifest = text;
  const titles: string[] = [];
  for (const judgement of judgements) {
    for (const finding of judgement.findings) {
      const fix = safeFix(finding, judgement, policy, manifest, now);
      if (fix === undefined) continue;
      manifest = applyEdits(manifest, fix.edits);
      for (const { file, edits } of fix.elsewhere ?? [])
        files.set(file, applyEdits(now.textOf(file) ?? '', edits));
      titles.push(fix.title);
      break;
    }
  }
  const elsewhere = [...files].map(([file, after]) => ({
    file,
    edits: difference(companions.textOf(file) ?? '', after),
  }));
  return { edits: difference(text, manifest), elsewhere, titles };
}

function safeFix(
  finding: Finding,
  judgement: Judgement,
  policy: Policy,
  text: string,
  companions: Companions,
): Fix | undefined {
  const dependency = moved(finding.dependency, text);
  if (dependency === undefined) return undefined;
  const fixes = fixesFor({ ...finding, dependency }, judgement, policy, text, companions);
  return fixes.find(({ preferred, safe }) => preferred && safe === true);
}

/** The entry where it stands in another text; the last of several that are alike. */
function moved(dependency: Dependency, text: string): Dependency | undefined {
  const entry = parseManifest(text).value.dependencies.findLast(
    ({ name, scope, range }) =>
      name === dependency.name && scope === dependency.scope && range === dependency.range,
  );
  if (entry === undefined) return undefined;
  const { nameSpan, rangeSpan, entrySpan } = entry;
  return { ...dependency, nameSpan, rangeSpan, entrySpan };
}
