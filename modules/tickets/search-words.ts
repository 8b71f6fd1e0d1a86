/**
 * How text and queries are cut for search, the same way on both sides: words of alphabetic scripts in lower case, and pairs
 * of neighbouring syllables (bigrams) where a script has no spaces to rely on: Hangul, Han, kana.
 */
const TOKENS =
  /([\p{sc=Hangul}\p{sc=Han}\p{sc=Hira}\p{sc=Kana}]+)|[[\p{L}\p{N}\p{M}]--[\p{sc=Hangul}\p{sc=Han}\p{sc=Hira}\p{sc=Kana}]]+/gv;
const LONGEST_WORD = 64;
const MOST_TERMS = 24;

/** What the database is asked: lexemes (`*` at the end: by prefix), texts that must occur as they are, how a number begins. */
export type SearchQuery = {
  readonly words: readonly string[];
  readonly phrases: readonly string[];
  readonly number: string | null;
};

/** Every distinct word and bigram of the texts; the last syllable of a run alone, too, so that one syllable finds it. */
export const searchWords = (...texts: readonly string[]): string[] => {
  const words = new Set<string>();
  for (const text of texts) {
    for (const [token, run] of normalize(text).matchAll(TOKENS)) {
      if (run === undefined) words.add(shorten(token));
      else for (const piece of pieces(token)) words.add(piece);
    }
  }
  return [...words];
};

/** The same as the index keeps them: each behind its tenant, so that no word's entry holds rows of two tenants. */
export const tenantWords = (tenantId: number, ...texts: readonly string[]): string[] =>
  searchWords(...texts).map((word) => `${tenantId} ${word}`);

/** Null when there is nothing to look for. Words match by their beginning; a term in "quotes" must occur as it is. */
export const searchQuery = (q: string): SearchQuery | null => {
  const terms = [...normalize(q).matchAll(/"([^"]*)"?|[^\s"]+/g)].slice(0, MOST_TERMS);
  const lexemes = new Set<string>();
  const phrases = new Set<string>();
  for (const [term, quoted] of terms) {
    const tokens = [...(quoted ?? term).matchAll(TOKENS)];
    for (const [token, run] of tokens) for (const lexeme of lexemesOf(token, run !== undefined)) lexemes.add(lexeme);
    const phrase = phraseOf(quoted ?? term, tokens);
    if (phrase !== null) phrases.add(phrase);
  }
  const number = numberPrefix(q);
  if (lexemes.size === 0 && number === null) return null;
  return { words: [...lexemes], phrases: [...phrases], number };
};

const normalize = (text: string): string => text.normalize('NFKC').toLowerCase();

// A cut must not leave half of a surrogate pair behind.
const shorten = (word: string): string =>
  word.length <= LONGEST_WORD ? word : word.slice(0, LONGEST_WORD).replace(/[\ud800-\udbff]$/, '');

const pieces = (run: string): string[] => {
  const letters = [...run];
  const pairs = letters.slice(1).map((letter, at) => `${letters[at]}${letter}`);
  return [...pairs, letters.at(-1) ?? ''];
};

const lexemesOf = (token: string, isRun: boolean): string[] => {
  if (!isRun) return [`${shorten(token)}*`];
  const letters = pieces(token);
  return letters.length === 1 ? [`${token}*`] : letters.slice(0, -1);
};

/** The part of a term that must be looked up in the text itself, because its words or bigrams alone do not say their order. */
const phraseOf = (term: string, tokens: readonly RegExpExecArray[]): string | null => {
  const [first] = tokens;
  const last = tokens.at(-1);
  if (first === undefined || last === undefined) return null;
  const isOneWord = tokens.length === 1 && (first[1] === undefined || [...first[1]].length <= 2);
  return isOneWord ? null : term.slice(first.index, last.index + last[0].length).replace(/\s+/g, ' ');
};

/** A query without spaces may be how a number begins; numbers are in capitals. */
const numberPrefix = (q: string): string | null => {
  const text = q.trim().normalize('NFKC').toUpperCase();
  return /^[\p{L}\p{N}][^\s"]{1,59}$/u.test(text) ? text : null;
};
