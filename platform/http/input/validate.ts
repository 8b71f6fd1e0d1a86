import { Ajv, type ErrorObject, type ValidateFunction } from 'ajv';
import { type FieldError, invalidFields } from '#platform/http/problem.ts';
import { formats } from './formats.ts';
import type { JsonSchema } from './schema.ts';

/** Throws the 400 that names every wrong field; fills in defaults. */
export type Check = (data: unknown) => void;

const options = {
  strict: true,
  strictTypes: false,
  strictRequired: false,
  useDefaults: true,
  discriminator: true,
  formats,
} as const;
// Stopping at the first error bounds the work that a hostile body can cause; small bodies are then told all of them.
const quick = new Ajv({ ...options, allErrors: false });
const thorough = new Ajv({ ...options, allErrors: true });

const SMALL = 2000;
const LONG = 500;
const MOST_ERRORS = 50;

/** Compiles a schema (of `plain`) once, at start. */
export const compileCheck = (schema: JsonSchema): Check => {
  const valid = quick.compile(schema);
  let all: ValidateFunction | undefined;
  return (data) => {
    if (valid(data)) return;
    if (countValues(data, SMALL) >= SMALL) throw invalid(valid.errors ?? []);
    all ??= thorough.compile(schema);
    all(data);
    throw invalid(all.errors ?? []);
  };
};

/** How much there is to look at: values, and long texts as many of them. */
const countValues = (data: unknown, most: number): number => {
  let count = 1;
  if (typeof data === 'string') return count + Math.floor(data.length / LONG);
  if (typeof data !== 'object' || data === null) return count;
  for (const value of Object.values(data)) {
    count += countValues(value, most - count);
    if (count >= most) return count;
  }
  return count;
};

const invalid = (errors: readonly ErrorObject[]) => invalidFields(errors.slice(0, MOST_ERRORS).map(fieldError));

const fieldError = (error: ErrorObject): FieldError => {
  const { keyword, instancePath, params } = error;
  if (keyword === 'additionalProperties') return unknownField(instancePath, String(params.additionalProperty));
  if (keyword === 'required') {
    const name = String(params.missingProperty);
    return { path: pointer(instancePath, name), code: 'required', message: `${name} is required.` };
  }
  if (keyword === 'discriminator') {
    const name = String(params.tag);
    return { path: pointer(instancePath, name), code: 'enum', message: `${name} names nothing that is known.` };
  }
  const name = instancePath.split('/').at(-1) || 'The value';
  return { path: instancePath, code: keyword, message: `${name} ${wording(error)}.` };
};

/** The error for a field that the schema does not know. */
export const unknownField = (parent: string, name: string): FieldError => ({
  path: pointer(parent, name),
  code: 'additionalProperty',
  message: `${name.slice(0, 100)} is not a known field.`,
});

const pointer = (parent: string, name: string): string =>
  `${parent}/${name.slice(0, 100).replaceAll('~', '~0').replaceAll('/', '~1')}`;

const wording = ({ keyword, params, message }: ErrorObject): string => {
  if (keyword === 'enum') return `must be one of ${(params.allowedValues as unknown[]).join(', ')}`;
  if (keyword === 'pattern') return 'has a form that is not allowed';
  return message ?? 'is not valid';
};
