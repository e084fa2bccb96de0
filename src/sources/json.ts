/** A JSON object of unknown members. */
export type Json = Readonly<Record<string, unknown>>;

/** The object, or `undefined` for everything else (arrays and null included). */
export function asRecord(value: unknown): Json | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Json) : undefined;
}

/** The text, or `undefined` for everything else, the empty text included. */
export function asString(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** The members of an array; none for everything else. */
export function asArray(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? (value as unknown[]) : [];
}

/** The objects among the members of an array. */
export function recordsIn(value: unknown): readonly Json[] {
  return asArray(value).flatMap((member) => {
    const record = asRecord(member);
    return record === undefined ? [] : [record];
  });
}

/** The texts among the members of an array. */
export function stringsIn(value: unknown): readonly string[] {
  return asArray(value).filter((member): member is string => typeof member === 'string' && member !== '');
}

/** Deeper than any document of a package; far less than what a call stack holds, for what is read is also written. */
const MAX_DEPTH = 500;

/** The parsed text, or `undefined` where it is no JSON, or nested so deeply that it was made to do harm. */
export function parseJson(text: string): unknown {
  try {
    const value = JSON.parse(text.replace(/^\uFEFF/, '')) as unknown;
    return isShallow(text) ? value : undefined;
  } catch {
    return undefined;
  }
}

/** The same for what ships inside: nobody nested that to do harm, and looking whether takes its time. */
export function parseOwnJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

/** Of a text that is JSON. */
function isShallow(text: string): boolean {
  // Most texts do not even open so much, which is found out faster.
  if (countOf('{', text) + countOf('[', text) <= MAX_DEPTH) return true;
  let depth = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === QUOTE) at = endOfString(text, at);
    else if (code === OPEN_BRACKET || code === OPEN_BRACE) depth++;
    else if (code === CLOSE_BRACKET || code === CLOSE_BRACE) depth--;
    if (depth > MAX_DEPTH) return false;
  }
  return true;
}

/** Counted up to MAX_DEPTH, and no further. */
function countOf(character: string, text: string): number {
  let count = 0;
  for (let at = text.indexOf(character); at >= 0 && count <= MAX_DEPTH; at = text.indexOf(character, at + 1))
    count++;
  return count;
}

const [QUOTE, BACKSLASH] = [0x22, 0x5c];
const [OPEN_BRACKET, CLOSE_BRACKET, OPEN_BRACE, CLOSE_BRACE] = [0x5b, 0x5d, 0x7b, 0x7d];

function endOfString(text: string, start: number): number {
  for (let end = text.indexOf('"', start + 1); end >= 0; end = text.indexOf('"', end + 1)) {
    let before = end - 1;
    while (text.charCodeAt(before) === BACKSLASH) before--;
    if ((end - before) % 2 === 1) return end;
  }
  return text.length;
}
