import type { Step } from './place';

/** The part of JSON Schema (draft-07) that our schemas use. */
export interface Schema {
  readonly $ref?: string;
  readonly description?: string;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly additionalProperties?: Schema | boolean;
  readonly items?: Schema;
  readonly anyOf?: readonly Schema[];
  readonly allOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly examples?: readonly unknown[];
  readonly definitions?: Readonly<Record<string, Schema>>;
}

/** All alternatives that the schema allows at a path; empty where the path leads nowhere. */
export function schemasAt(root: Schema, path: readonly Step[]): Schema[] {
  return path.reduce<Schema[]>(
    (schemas, step) =>
      schemas.flatMap((schema) => stepInto(schema, step)).flatMap((found) => alternatives(root, found)),
    alternatives(root, root),
  );
}

function stepInto(schema: Schema, step: Step): Schema[] {
  if (step === '[]') return schema.items === undefined ? [] : [schema.items];
  const property = Object.hasOwn(schema.properties ?? {}, step) ? schema.properties?.[step] : undefined;
  if (property !== undefined) return [property];
  const { additionalProperties } = schema;
  return typeof additionalProperties === 'object' ? [additionalProperties] : [];
}

/** References followed and unions opened. A reference that leads back to itself is followed once. */
function alternatives(root: Schema, schema: Schema, seen: readonly string[] = []): Schema[] {
  const { $ref } = schema;
  const inner = [...(schema.anyOf ?? []), ...(schema.oneOf ?? []), ...(schema.allOf ?? [])];
  if ($ref !== undefined && !seen.includes($ref)) {
    const target = root.definitions?.[$ref.replace('#/definitions/', '')];
    if (target !== undefined) return [schema, ...alternatives(root, target, [...seen, $ref])];
  }
  return [schema, ...inner.flatMap((branch) => alternatives(root, branch, seen))];
}
