/** A license text to compare with: the text of one SPDX id, such as `licenseText` of `spdx-license-list/licenses/MIT`. */
export interface LicenseText {
  readonly id: string;
  readonly text: string;
}

export interface LicenseMatch {
  readonly id: string;
  /** 0 to 1; 1 where the texts are the same by SPDX' matching guidelines. */
  readonly similarity: number;
}

/**
 * How alike a text must be to state an id. A filled-in name or a missing title stays above it, a clause more or less
 * (BSD-2-Clause and BSD-3-Clause: 0.85) far below.
 */
export const MATCH_THRESHOLD = 0.95;

/** Words that take rights away or set conditions: a text with more of them than the license is not that license. */
const TELLING = new Set([
  ...[
    'not',
    'no',
    'only',
    'must',
    'shall',
    'except',
    'unless',
    'without',
    'commercial',
    'noncommercial',
    'non',
  ],
  ...[
    'prohibited',
    'forbidden',
    'restricted',
    'evaluation',
    'internal',
    'research',
    'educational',
    'good',
    'evil',
  ],
  ...['military', 'nuclear', 'fee', 'sell', 'resell', 'saas', 'hosted', 'compete', 'provided', 'condition'],
  ...['gpl', 'lgpl', 'agpl', 'gnu', 'dual', 'portions', 'parts', 'proprietary', 'confidential', 'otherwise'],
]);

/** Spellings that SPDX' matching guidelines treat alike. */
const EQUIVALENT: Readonly<Record<string, string>> = {
  licence: 'license',
  licenced: 'licensed',
  sublicence: 'sublicense',
  acknowledgement: 'acknowledgment',
  analogue: 'analog',
  authorisation: 'authorization',
  favour: 'favor',
  fulfil: 'fulfill',
  organisation: 'organization',
  programme: 'program',
  judgement: 'judgment',
  merchantibility: 'merchantability',
  https: 'http',
  authors: 'author',
};

/** How the terms of the short licenses begin: what stands before is a title or a notice, and differs from file to file. */
const BEGINNINGS = [
  'permission is hereby granted free',
  'permission to use copy modify',
  'redistribution and use in source',
];

/** Names of the first licensors that the listed texts carry where others put their own. */
const LICENSORS = /\bisc(?= disclaims| be liable)|\bregents and contributors\b/g;

interface Fingerprint {
  readonly bigrams: ReadonlyMap<string, number>;
  readonly size: number;
  readonly telling: number;
}

/**
 * The license whose text is most like `text`, if it is alike enough to state an id; `undefined` otherwise. Texts are
 * compared the way of the SPDX License List Matching Guidelines (https://spdx.github.io/spdx-spec, annex B): letter
 * case, white space, punctuation, bullets, quotes, spelling variants and copyright lines do not count, and neither does
 * what follows the terms ("How to apply"). Similarity is the Sørensen–Dice coefficient over pairs of words.
 *
 * Where several ids share one text (`GPL-3.0-only` and `GPL-3.0-or-later`), the first candidate counts: a text does not
 * say which was meant, so callers hand in the `-only` id first.
 */
export function matchLicenseText(
  text: string,
  candidates: Iterable<LicenseText>,
  threshold = MATCH_THRESHOLD,
): LicenseMatch | undefined {
  const wanted = fingerprint(text);
  let best: LicenseMatch | undefined;
  for (const candidate of candidates) {
    const similarity = compare(wanted, candidate.text);
    if (similarity >= threshold && similarity > (best?.similarity ?? 0))
      best = { id: candidate.id, similarity };
  }
  return best;
}

/** The words that count in a license text, in order. */
function wordsOf(text: string): readonly string[] {
  return text
    .replace(/<<[^>]*>>|<[^>]*>|\[(?:yyyy|year|name of copyright owner|fullname)\]/gi, ' ')
    .split(/\r?\n/)
    .filter((line) => !isCopyrightLine(line))
    .join('\n')
    .toLowerCase()
    .replace(/copyright (holder|owner)/g, 'copyrightowner')
    .replace(LICENSORS, 'the author')
    .replace(/https?:\/\//g, 'http ')
    .replace(/^\s*(?:\(?(?:[0-9]{1,2}|[a-z]|[ivx]{1,4})[.)]|[*•·-])\s+/gm, ' ')
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '')
    .map((word) => EQUIVALENT[word] ?? word);
}

/** `Copyright (c) 2014 Jane Doe`, `© 2020 ACME`, `All rights reserved.`; not a sentence that only speaks of copyright. */
function isCopyrightLine(line: string): boolean {
  const plain = line.replace(/^[\s*#/;-]+/, '').trim();
  if (/^all rights reserved\.?$/i.test(plain)) return true;
  return /^(portions )?(copyright|©|\(c\))\s*(\(c\)|©|[0-9]{4}|:|<|\[|by\s|$|[A-Z])/i.test(plain) &&
    plain.length < 200
    ? !/^copyright (notice|holder|owner|license|law|statement|and|to|in|is)\b/i.test(plain)
    : false;
}

function compare(wanted: Fingerprint, candidate: string): number {
  return Math.max(...versionsOf(candidate).map((text) => compareOne(wanted, fingerprint(text))));
}

/** A license with and without what follows its terms, since files come both ways. */
function versionsOf(text: string): readonly string[] {
  const end = /END OF (THE )?TERMS AND CONDITIONS/i.exec(text);
  return end ? [text, text.slice(0, end.index)] : [text];
}

function compareOne(a: Fingerprint, b: Fingerprint): number {
  if (a.size === 0 || b.size === 0 || a.telling > b.telling) return 0;
  let shared = 0;
  for (const [pair, count] of a.bigrams) shared += Math.min(count, b.bigrams.get(pair) ?? 0);
  return (2 * shared) / (a.size + b.size);
}

function fingerprint(text: string): Fingerprint {
  const words = wordsOf(text);
  const telling = words.filter((word) => TELLING.has(word)).length;
  const terms = withoutTitle(words);
  const bigrams = new Map<string, number>();
  for (let i = 1; i < terms.length; i++) {
    const pair = `${terms[i - 1] ?? ''} ${terms[i] ?? ''}`;
    bigrams.set(pair, (bigrams.get(pair) ?? 0) + 1);
  }
  return { bigrams, size: Math.max(terms.length - 1, 0), telling };
}

function withoutTitle(words: readonly string[]): readonly string[] {
  const opening = words.slice(0, 60).join(' ');
  const starts = BEGINNINGS.map((beginning) => opening.indexOf(beginning)).filter((at) => at >= 0);
  return starts.length === 0
    ? words
    : words.slice(opening.slice(0, Math.min(...starts)).split(' ').length - 1);
}
