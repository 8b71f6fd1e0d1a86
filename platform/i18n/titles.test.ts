import { expect, test } from 'vitest';
import platform from './titles.json' with { type: 'json' };
import { gatherTitles } from './titles.ts';

test('a problem is called by its code in the language of the caller', () => {
  const titleOf = gatherTitles([
    { name: 'things', titles: { 'things.taken': { en: 'The name is taken', ko: '이미 쓰는 이름입니다' } } },
  ]);
  expect(titleOf('http.not_found', 404, 'en')).toBe('There is nothing here');
  expect(titleOf('http.not_found', 404, 'ko')).toBe('여기에는 아무것도 없습니다');
  expect(titleOf('things.taken', 409, 'ko')).toBe('이미 쓰는 이름입니다');
});

test('a code without a title of its own is called by its status', () => {
  const titleOf = gatherTitles([]);
  expect(titleOf('new.one', 409, 'en')).toBe('Conflict');
  expect(titleOf('new.one', 409, 'ko')).toBe('지금 상태와 맞지 않습니다');
  expect(titleOf('new.one', 418, 'ko')).toBe('요청이 올바르지 않습니다');
});

test('two titles for one code stop the start', () => {
  const twin = { name: 'twin', titles: { 'http.internal': { en: 'x', ko: 'x' } } };
  expect(() => gatherTitles([twin])).toThrow('twice, the second time in twin');
});

test('Korean is complete and is Korean', () => {
  for (const [code, { ko }] of Object.entries(platform)) expect(ko, code).toMatch(/[가-힣]/);
});
