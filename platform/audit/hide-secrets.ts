import { hideSecretShapes } from '#platform/log/redact.ts';
import type { Changes } from './entry.ts';

const telling = /pass(word|phrase|wd)|secret|token|credential|(private|api|master|access)_?key|totp|hash$/i;
const HIDDEN = '[hidden]';
const LONGEST = 20_000;

/**
 * What may stand in an audit row: the value of a field with a telling name becomes `[hidden]` (null stays null, so that
 * setting and removing can be told apart), everything with the shape of a secret is hidden, and long texts are cut.
 */
export const hideSecrets = (changes: Changes | null): unknown =>
  changes === null
    ? null
    : Object.fromEntries(
        Object.entries(changes).map(([field, { from, to }]) => [
          field,
          { from: hideValue(field, from), to: hideValue(field, to) },
        ]),
      );

const hideValue = (field: string, value: unknown): unknown => {
  if (value === null || value === undefined) return null;
  if (telling.test(field)) return HIDDEN;
  if (typeof value === 'string') return hideSecretShapes(cut(value));
  if (Array.isArray(value)) return value.map((each) => hideValue('', each));
  if (typeof value === 'object' && !(value instanceof Date)) {
    return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, hideValue(name, inner)]));
  }
  return value;
};

const cut = (text: string): string =>
  text.length <= LONGEST ? text : `${text.slice(0, LONGEST).toWellFormed()}… (${text.length} characters)`;
