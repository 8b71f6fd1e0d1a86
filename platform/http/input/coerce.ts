import { type FieldError, invalidFields } from '#platform/http/problem.ts';
import type { JsonSchema } from './schema.ts';
import { unknownField } from './validate.ts';

type Texts = Readonly<Record<string, string | readonly string[] | undefined>>;
/** Texts of a query or of path parameters as the values that their schema asks for. */
export type Coerce = (texts: Texts) => Record<string, unknown>;

/**
 * Numbers and booleans only in their plain spelling (`0x10`, `1e3` and ` 5` stay texts, and so fail), one value becomes an
 * array of one, and a name that the schema does not know is refused. What does not fit is left for the validator.
 */
export const compileCoerce = (schema: JsonSchema): Coerce => {
  const properties = (schema.properties ?? {}) as Record<string, JsonSchema>;
  return (texts) => {
    const values: Record<string, unknown> = {};
    for (const name of Object.keys(texts)) {
      const property = Object.hasOwn(properties, name) ? properties[name] : undefined;
      if (property === undefined) throw invalidFields([unknownField('', name)]);
      values[name] = coerceField(name, property, texts[name] ?? '');
    }
    return values;
  };
};

const coerceField = (name: string, property: JsonSchema, value: string | readonly string[]): unknown => {
  if (property.type !== 'array') return typeof value === 'string' ? coerceText(name, property, value) : value;
  const items = (property.items ?? {}) as JsonSchema;
  return (typeof value === 'string' ? [value] : value).map((text) => coerceText(name, items, text));
};

const coerceText = (name: string, schema: JsonSchema, text: string): unknown => {
  if (!text.isWellFormed() || text.includes('\0')) throw invalidFields([badText(`/${name}`)]);
  if (schema.type === 'integer') return toNumber(text, /^-?(0|[1-9]\d{0,15})$/);
  if (schema.type === 'number') return toNumber(text, /^-?(0|[1-9]\d{0,15})(\.\d{1,15})?$/);
  if (schema.type === 'boolean') return text === 'true' ? true : text === 'false' ? false : text;
  return text;
};

const toNumber = (text: string, form: RegExp): number | string => {
  const number = form.test(text) ? Number(text) : Number.NaN;
  return Number.isNaN(number) || (Number.isInteger(number) && !Number.isSafeInteger(number)) ? text : number;
};

/** NUL and lone surrogates: PostgreSQL cannot keep the first, UTF-8 cannot write the second. */
export const badText = (path: string): FieldError => ({
  path,
  code: 'characters',
  message: 'It holds characters that cannot be kept (NUL or half a surrogate pair).',
});
