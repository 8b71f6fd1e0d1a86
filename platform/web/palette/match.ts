import { getChoseong } from 'es-hangul';

const onlyConsonants = /^[ㄱ-ㅎ\s]+$/u;
/** A syllable that is being typed ends in a lone letter: 프리ㄴ. */
const unfinished = /(?<=[가-힣])[ㄱ-ㅎㅏ-ㅣ]$/u;

const bare = (words: string): string => words.normalize('NFC').toLowerCase();

/** True when every word of the query is in one of the texts, or when its consonants begin syllables there: ㅅㅇㅊ finds 새 요청. */
export const fits = (query: string, ...texts: readonly string[]): boolean => {
  const all = bare(texts.join('\n'));
  const words = bare(query).trim();
  if (onlyConsonants.test(words) && words !== '') {
    return getChoseong(all).replace(/ /g, '').includes(words.replace(/\s/g, ''));
  }
  return words.split(/\s+/).every((word) => all.includes(word.replace(unfinished, '')));
};

/** What is sent to a search while Hangul is still being composed: without the letter that is no syllable yet. */
export const searchable = (typed: string): string => {
  const words = typed.trim().replace(unfinished, '').trim();
  return onlyConsonants.test(words) ? '' : words.slice(0, 200);
};
