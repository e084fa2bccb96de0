import type { Span } from '../../model';
import { placeOf } from './place';
import type { Place } from './place';
import { schemasAt } from './schema';
import type { Schema } from './schema';

/** Something that may stand where the cursor is. */
export interface PolicyCompletion {
  readonly label: string;
  readonly kind: 'key' | 'value';
  readonly insertText: string;
  /** What it replaces. */
  readonly span: Span;
  /** The schema's words about it. */
  readonly description?: string;
}

/** What may be typed at `offset` of a YAML policy, by its JSON Schema: keys that are not there yet, and known values. */
export function completePolicy(text: string, offset: number, schema: Schema): PolicyCompletion[] {
  const place = placeOf(text, offset);
  const schemas = schemasAt(schema, place.path);
  const keys = place.slot === 'key' ? keysOf(schema, schemas, place) : [];
  const values = place.path.length === 0 ? [] : valuesOf(schemas, place);
  return [...keys, ...values];
}

/** The schema's words about the key under `offset`, and the key's span; `undefined` where there is none. */
export function describePolicy(
  text: string,
  offset: number,
  schema: Schema,
): { readonly description: string; readonly span: Span } | undefined {
  const end = offset + (/^[\w.-]*/.exec(text.slice(offset))?.[0].length ?? 0);
  const place = placeOf(text, end);
  const key = text.slice(place.word.start, end);
  if (place.slot !== 'key' || key === '') return undefined;
  const found = schemasAt(schema, [...place.path, key]).find(({ description }) => description !== undefined);
  return found?.description === undefined
    ? undefined
    : { description: found.description, span: { ...place.word, end } };
}

function keysOf(root: Schema, schemas: readonly Schema[], place: Place): PolicyCompletion[] {
  const names = new Set(schemas.flatMap(({ properties }) => Object.keys(properties ?? {})));
  return [...names]
    .filter((name) => !place.taken.includes(name) && !name.startsWith('$'))
    .map((name) => {
      const description = schemasAt(root, [...place.path, name]).find(
        (schema) => schema.description,
      )?.description;
      return entry(name, 'key', `${name}: `, place, description);
    });
}

function valuesOf(schemas: readonly Schema[], place: Place): PolicyCompletion[] {
  const values = new Map<string, string | undefined>();
  for (const schema of schemas) {
    const listed = [
      ...(schema.enum ?? []),
      ...('const' in schema ? [schema.const] : []),
      ...(schema.examples ?? []),
    ];
    for (const value of listed) {
      if (isScalar(value) && !values.has(String(value))) values.set(String(value), schema.description);
    }
  }
  return [...values].map(([value, description]) =>
    entry(value, 'value', yamlText(value), place, description),
  );
}

function entry(
  label: string,
  kind: 'key' | 'value',
  insertText: string,
  { word }: Place,
  description: string | undefined,
): PolicyCompletion {
  return { label, kind, insertText, span: word, ...(description === undefined ? {} : { description }) };
}

function isScalar(value: unknown): value is string | number | boolean {
  return ['string', 'number', 'boolean'].includes(typeof value);
}

/** Quoted where YAML would read something else into it. */
function yamlText(value: string): string {
  return /^[A-Za-z0-9][\w .+/-]*$/.test(value) && !value.endsWith(' ') ? value : JSON.stringify(value);
}
