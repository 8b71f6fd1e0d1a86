import { globSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { modules } from '#app/modules.ts';
import { gatherTitles } from '#platform/i18n/titles.ts';
import { codesInUse } from './problem-codes.ts';

test('every problem that the server can answer has a title in Korean and English', () => {
  const titleOf = gatherTitles(modules);
  const codes = codesInUse();
  expect(codes.size).toBeGreaterThan(40);
  const nameless = [...codes].filter(([code]) => titleOf(code, 0, 'en') === 'Problem');
  expect(nameless).toEqual([]);
});

test('Korean titles are Korean', () => {
  for (const module of modules) {
    for (const [code, { ko }] of Object.entries(module.titles ?? {})) expect(ko, code).toMatch(/[가-힣]/);
  }
});

/** Sentences that screens say of a code instead of its title: `'module.reason': text('...')`. */
const ownSentences = (): ReadonlyMap<string, string> => {
  const files = globSync(['platform/web/i18n/problem-text.ts', 'modules/*/web/**/*.ts']);
  const pattern = /'([a-z_]+\.[a-z_]+)':\s*text\(\s*'((?:[^'\\]|\\.)*)'/g;
  const found = files.flatMap((file) => [...readFileSync(file, 'utf8').matchAll(pattern)]);
  return new Map(found.map(([, code = '', sentence = '']) => [code, sentence]));
};
const korean: Readonly<Record<string, string>> = Object.assign(
  {},
  ...globSync(['platform/web/locale/ko.json', 'modules/*/locale/ko*.json']).map((file) =>
    JSON.parse(readFileSync(file, 'utf8')),
  ),
);
const saysWhatToDo = (sentence: string | undefined): boolean => sentence !== undefined && /세요/.test(sentence);

/** What follows the title of a problem by its status; the table stands in a file that only a browser can run. */
const nextSteps = (): ReadonlyMap<number, string> => {
  const source = readFileSync('platform/web/i18n/problem-text.ts', 'utf8');
  const named = new Map([...source.matchAll(/const (\w+) = text\('(.*?)'\);/g)].map(([, name, say]) => [name, say]));
  const table = /const nextByStatus[^{]*\{(.*?)\n\};/s.exec(source)?.[1] ?? '';
  const lines = [...table.matchAll(/(\d{3}): (?:text\('(.*?)'\)|(\w+)),/g)];
  return new Map(lines.map(([, status, say, name]) => [Number(status), say ?? named.get(name) ?? '']));
};

test('every problem says in both languages what to do next, by itself or by its kind', () => {
  const own = ownSentences();
  const next = nextSteps();
  expect(next.size).toBeGreaterThan(10);
  expect(own.size).toBeGreaterThan(12);
  const silent = [...codesInUse()].filter(([code, status]) => {
    const sentence = own.get(code) ?? next.get(status);
    return !saysWhatToDo(korean[sentence ?? '']);
  });
  expect(silent).toEqual([]);
});

test('and a sentence that only says what is wrong would be found', () => {
  expect(saysWhatToDo('이미 있습니다.')).toBe(false);
  expect(saysWhatToDo(undefined)).toBe(false);
  expect(saysWhatToDo('이미 있습니다. 다른 이름을 쓰세요.')).toBe(true);
});
