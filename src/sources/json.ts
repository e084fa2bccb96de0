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

/** The parsed text, or `undefined` where it is no JSON. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, '')) as unknown;
  } catch {
    return undefined;
  }
}
