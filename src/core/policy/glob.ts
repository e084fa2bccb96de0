/**
 * Whether a path or package name fits a glob. `*` stands for any run of characters but `/`, `?` for one of them, and
 * `**` as a whole segment for any number of segments. Everything else stands for itself, in its own letter case.
 *
 * Greedy with one point to return to on each level, so the work is bounded by the product of the lengths: a glob from
 * a policy file cannot stall the editor, as a regular expression made of it could.
 */
export function matchesGlob(glob: string, text: string): boolean {
  return matchSequence(glob.split('/'), text.split('/'), {
    isWild: (segment) => segment === '**',
    fits: matchesSegment,
  });
}

/**
 * Whether a path, or a folder that contains it, fits a glob: `apps/shop` and `apps/*` both reach
 * `apps/shop/package.json`, as in a .gitignore. A leading `./` or `/` and a trailing `/` make no difference.
 */
export function matchesPathGlob(glob: string, path: string): boolean {
  const segments = tidyPath(path).split('/');
  const tidy = tidyPath(glob);
  return segments.some((_, index) => matchesGlob(tidy, segments.slice(0, index + 1).join('/')));
}

function tidyPath(path: string): string {
  return path
    .replaceAll('\\', '/')
    .replace(/^(\.?\/)+/, '')
    .replace(/\/$/, '');
}

function matchesSegment(glob: string, text: string): boolean {
  return matchSequence(Array.from(glob), Array.from(text), {
    isWild: (character) => character === '*',
    fits: (character, other) => character === '?' || character === other,
  });
}

interface Wildcards {
  isWild(part: string): boolean;
  fits(part: string, item: string): boolean;
}

function matchSequence(parts: readonly string[], items: readonly string[], wildcards: Wildcards): boolean {
  let part = 0;
  let item = 0;
  let lastWild = -1;
  let resumeAt = 0;
  while (item < items.length) {
    const current = parts[part];
    if (current !== undefined && wildcards.isWild(current)) {
      lastWild = part++;
      resumeAt = item;
    } else if (current !== undefined && wildcards.fits(current, items[item] ?? '')) {
      part++;
      item++;
    } else if (lastWild >= 0) {
      part = lastWild + 1;
      item = ++resumeAt;
    } else return false;
  }
  return parts.slice(part).every((rest) => wildcards.isWild(rest));
}
