/**
 * How text and queries are cut for search, the same way on both sides: words of alphabetic scripts in lower case, and pairs
 * of neighbouring syllables (bigrams) where a script has no spaces to rely on: Hangul, Han, kana.
 */
const TOKENS =
  /([\p{sc=Hangul}\p{sc=Han}\p{sc=Hira}\p{sc=Kana}]+)|[[\p{L}\p{N}\p{M}]--[\p{sc=Hangul}\p{sc=Han}\p{sc=Hira}\p{sc=Kana}]]+/gv;
// What nearly every text is made of: for these letters a simple cut says the same in a third of the time.
const PLAIN = /^[\0-\x7f\xb7\u2010-\u2016\u2018-\u2027\u3000-\u3003가-힣]*$/;
const PLAIN_TOKENS = /[가-힣]+|[a-z0-9]+/g;
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
    if (PLAIN.test(text)) addPlainWords(words, text.toLowerCase());
    else addWords(words, normalize(text));
  }
  return [...words];
};

const addPlainWords = (words: Set<string>, text: string): void => {
  for (const token of text.match(PLAIN_TOKENS) ?? []) {
    if (token < '가') words.add(shorten(token));
    else addPieces(words, token);
  }
};

const addWords = (words: Set<string>, text: string): void => {
  for (const [token, run] of text.matchAll(TOKENS)) {
    if (run === undefined) words.add(shorten(token));
    else addPieces(words, token);
  }
};

const addPieces = (words: Set<string>, run: string): void => {
  let before = '';
  for (const letter of run) {
    if (before !== '') words.add(before + letter);
    before = letter;
  }
  words.add(before);
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

const lexemesOf = (token: string, isRun: boolean): string[] => {
  if (!isRun) return [`${shorten(token)}*`];
  const letters = [...token];
  if (letters.length === 1) return [`${token}*`];
  return letters.slice(1).map((letter, at) => `${letters[at]}${letter}`);
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
