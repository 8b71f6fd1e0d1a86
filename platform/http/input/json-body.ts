import { isUtf8 } from 'node:buffer';
import { type FieldError, invalidFields, problem } from '#platform/http/problem.ts';
import { badText } from './coerce.ts';

const DEEPEST = 32;

/**
 * A JSON body from its bytes. Undefined when there are none. Throws 400 for bytes that are not UTF-8, for what is not
 * JSON, and, naming the field, for NUL, lone surrogates, numbers that would lose digits, `__proto__` and too much depth.
 */
export const parseJsonBody = (bytes: Buffer): unknown => {
  if (bytes.length === 0) return undefined;
  if (!isUtf8(bytes)) throw problem(400, 'http.not_utf8', 'The body is not valid UTF-8.');
  const text = bytes.toString('utf8');
  const value = parse(text);
  // Bad characters can only come from escapes: raw ones are refused by isUtf8 and by the JSON grammar.
  const found = findFault(value, 0, text.includes('\\u'));
  if (found !== null) throw invalidFields([found]);
  return value;
};

const parse = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    throw problem(400, 'http.not_json', 'The body is not valid JSON.');
  }
};

const findFault = (value: unknown, depth: number, escaped: boolean): FieldError | null => {
  if (typeof value === 'string') return escaped && isBad(value) ? badText('') : null;
  if (typeof value === 'number') return isLossy(value) ? OUT_OF_RANGE : null;
  if (typeof value !== 'object' || value === null) return null;
  return depth === DEEPEST ? TOO_DEEP : findFaultInside(value as Record<string, unknown>, depth, escaped);
};

const findFaultInside = (value: Record<string, unknown>, depth: number, escaped: boolean): FieldError | null => {
  for (const key of Object.keys(value)) {
    const found = isForbidden(key, escaped) ? FORBIDDEN_KEY : findFault(value[key], depth + 1, escaped);
    if (found !== null) return { ...found, path: `/${key.slice(0, 100).toWellFormed()}${found.path}` };
  }
  return null;
};

const isBad = (text: string): boolean => text.includes('\0') || !text.isWellFormed();
const isForbidden = (key: string, escaped: boolean): boolean => key === '__proto__' || (escaped && isBad(key));
const isLossy = (value: number): boolean =>
  !Number.isFinite(value) || (Number.isInteger(value) && !Number.isSafeInteger(value));

const OUT_OF_RANGE: FieldError = { path: '', code: 'range', message: 'The number is out of range.' };
const TOO_DEEP: FieldError = { path: '', code: 'depth', message: `It is nested deeper than ${DEEPEST} levels.` };
const FORBIDDEN_KEY: FieldError = { path: '', code: 'additionalProperty', message: 'This is not a known field.' };
