import type { TSchema } from 'typebox';

/** A JSON Schema as plain data. TypeBox schemas are that, with hidden keys that nobody here needs. */
export type JsonSchema = { readonly [key: string]: unknown };

const isSchema = (value: unknown): value is JsonSchema =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** A copy of the schema in which every place has gone through `change`, innermost first. */
const mapSchema = (schema: JsonSchema, change: (schema: JsonSchema) => JsonSchema): JsonSchema => {
  const copy: Record<string, unknown> = { ...schema };
  for (const key of ['items', 'additionalProperties', 'not', 'propertyNames'] as const) {
    const inner = copy[key];
    if (isSchema(inner)) copy[key] = mapSchema(inner, change);
  }
  for (const key of ['properties', 'patternProperties', '$defs'] as const) {
    const inner = copy[key];
    if (!isSchema(inner)) continue;
    copy[key] = Object.fromEntries(
      Object.entries(inner).map(([name, s]) => [name, mapSchema(s as JsonSchema, change)]),
    );
  }
  for (const key of ['anyOf', 'oneOf', 'allOf'] as const) {
    const inner = copy[key];
    if (Array.isArray(inner)) copy[key] = inner.map((one: JsonSchema) => mapSchema(one, change));
  }
  return change(copy);
};

/** Refuses unknown fields everywhere. An intersection cannot be made strict member by member, so it stops the start. */
export const strict = (schema: TSchema): JsonSchema =>
  mapSchema(schema as JsonSchema, (one) => {
    if (one.allOf !== undefined) throw new Error('A body is one Type.Object: allOf cannot refuse unknown fields.');
    const isObject = one.type === 'object' && one.properties !== undefined && one.additionalProperties === undefined;
    return isObject ? { ...one, additionalProperties: false } : one;
  });

/**
 * The same schema in the words that validate with clear errors and serialize fast: enums know their type, `X or null`
 * is `nullable`, and a union of objects told apart by one literal is a discriminated one.
 */
export const plain = (schema: TSchema | JsonSchema): JsonSchema =>
  mapSchema(schema as JsonSchema, (one) => discriminated(nullable(typedEnum(one))));

const typedEnum = (schema: JsonSchema): JsonSchema => {
  const values = schema.enum;
  if (!Array.isArray(values) || schema.type !== undefined) return schema;
  return values.every((value) => typeof value === 'string') ? { type: 'string', ...schema } : schema;
};

const nullable = (schema: JsonSchema): JsonSchema => {
  const { anyOf, ...rest } = schema;
  if (!Array.isArray(anyOf) || anyOf.length !== 2) return schema;
  const [other, none] = anyOf[0].type === 'null' ? [anyOf[1], anyOf[0]] : [anyOf[0], anyOf[1]];
  if (none.type !== 'null' || typeof other.type !== 'string' || other.const !== undefined) return schema;
  const values = other.enum === undefined ? {} : { enum: [...other.enum, null] };
  return { ...rest, ...other, ...values, nullable: true };
};

const discriminated = (schema: JsonSchema): JsonSchema => {
  const { anyOf, ...rest } = schema;
  if (!Array.isArray(anyOf) || anyOf.length < 2) return schema;
  const tag = anyOf.map(tagsOf).reduce((a, b) => a.filter((name) => b.includes(name)))[0];
  if (tag === undefined) return schema;
  return { ...rest, type: 'object', required: [tag], discriminator: { propertyName: tag }, oneOf: anyOf };
};

const tagsOf = (schema: JsonSchema): string[] => {
  const required = (schema.required ?? []) as string[];
  return Object.entries((schema.properties ?? {}) as Record<string, JsonSchema>)
    .filter(([name, property]) => typeof property.const === 'string' && required.includes(name))
    .map(([name]) => name);
};
