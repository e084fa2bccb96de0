/**
 * The word that was perhaps meant: the same but for letter case, `_` or `-`; else the one of which `word` is the
 * beginning; else the nearest by edit distance, where no more than a third of the letters differ.
 */
export function nearest<T extends string>(word: string, candidates: readonly T[]): T | undefined {
  const plain = fold(word);
  const same = candidates.find((candidate) => fold(candidate) === plain);
  if (same !== undefined) return same;
  const longer = candidates.filter((candidate) => plain.length > 2 && fold(candidate).startsWith(plain));
  if (longer.length === 1) return longer[0];
  return closest(plain, candidates);
}

function closest<T extends string>(plain: string, candidates: readonly T[]): T | undefined {
  let best: T | undefined;
  let least = Math.floor(plain.length / 3) + 1;
  if (plain.length > 60) return undefined;
  for (const candidate of candidates) {
    const distance = editDistance(plain, fold(candidate));
    if (distance < least) [best, least] = [candidate, distance];
  }
  return best;
}

function fold(word: string): string {
  return word.toLowerCase().replaceAll(/[_\s-]/g, '');
}

/** Optimal string alignment: a letter left out, added, changed, or swapped with its neighbor counts one each. */
export function editDistance(a: string, b: string): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const change = (last[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      const swap = swapped ? (beforeLast[j - 2] ?? 0) + 1 : Infinity;
      row.push(Math.min((last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, change, swap));
    }
    [beforeLast, last] = [last, row];
  }
  return last[b.length] ?? 0;
}
