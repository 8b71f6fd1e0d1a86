import { josa } from 'es-hangul';

/** How the last character of a number or a Latin word sounds: what a particle has to agree with. */
const sounds: Readonly<Record<string, string>> = {
  0: '영',
  1: '일',
  2: '이',
  3: '삼',
  4: '사',
  5: '오',
  6: '육',
  7: '칠',
  8: '팔',
  9: '구',
  l: '엘',
  m: '엠',
  n: '엔',
  r: '알',
};

/** The word with its particle: `SR-2026-00010을`, `일신산업(본점)을`, `해결로`. es-hangul alone is wrong after digits and brackets. */
export const withJosa = (word: string, particle: string): string =>
  word + josa.pick(spoken(word), particle as Parameters<typeof josa.pick>[1]);

/** The word as it is read aloud up to its end: what stands in brackets after a word is not read, quotes never are. */
const spoken = (word: string): string => {
  const bare = word.replace(/["'”’」』\s.…]+$/u, '');
  const before = bare.replace(/\s*[([{（][^()[\]{}（）]*[)\]}）]$/u, '');
  const read = before === '' ? bare.replace(/^[([{（]+|[)\]}）]+$/gu, '') : before;
  const last = read.at(-1) ?? '';
  return /[가-힣]/u.test(last) ? read : (sounds[last.toLowerCase()] ?? '이');
};
