/**
 * What may travel in a batch, and which command tag must come back. Everything that would leave a trace in the session (cursor,
 * COPY, LISTEN, session `set`, temporary table, session lock) is refused before it is sent.
 */
const tagsByWord: Readonly<Record<string, readonly string[]>> = {
  select: ['SELECT'],
  values: ['SELECT'],
  insert: ['INSERT'],
  update: ['UPDATE'],
  delete: ['DELETE'],
  merge: ['MERGE'],
  with: ['SELECT', 'INSERT', 'UPDATE', 'DELETE', 'MERGE'],
};

type Place = 'first' | 'last' | 'anywhere';

const controls: readonly (readonly [RegExp, string, Place])[] = [
  [/^begin( read only| isolation level repeatable read( read only)?)?$/, 'BEGIN', 'first'],
  [/^set local [a-z_.]+ = [^;]+$/, 'SET', 'anywhere'],
  [/^commit$/, 'COMMIT', 'last'],
];

const sessionLock = /\bpg_(try_)?advisory_(lock|unlock)/i;
const sessionSetting = /\bset_config\s*\(/i;
const intoTable = /\bselect\b[^']*\binto\s+(temp|temporary|unlogged|table)\b/i;

export type StatementRule = {
  /** The command tags that may answer it. */
  readonly tags: readonly string[];
  readonly control: boolean;
  /** Where in a batch it may stand: nothing runs before a `begin` or after a `commit`. */
  readonly place: Place;
};

/** The rule of one SQL text; throws a TypeError when such a statement may not travel in a batch. */
export const ruleOf = (text: string): StatementRule => {
  for (const [pattern, tag, place] of controls) if (pattern.test(text)) return { tags: [tag], control: true, place };
  const word = /^[\s(]*([a-z]+)/i.exec(text)?.[1]?.toLowerCase() ?? '';
  const tags = Object.hasOwn(tagsByWord, word) ? tagsByWord[word] : undefined;
  if (tags === undefined) throw new TypeError(`A batch cannot carry the statement "${word}"`);
  if (sessionLock.test(text))
    throw new TypeError('A batch cannot take a lock of the session; use pg_advisory_xact_lock');
  if (sessionSetting.test(text)) throw new TypeError('A batch cannot call set_config; use set local');
  if (intoTable.test(text)) throw new TypeError('A batch cannot make a table');
  return { tags, control: false, place: 'anywhere' };
};

/** Throws when a statement stands where it may not. */
export const checkPlace = ({ place, tags }: StatementRule, at: number, length: number): void => {
  if (place === 'anywhere' || (place === 'first' ? at === 0 : at === length - 1)) return;
  throw new TypeError(`${tags.join()} may only be the ${place} statement of a batch`);
};
