import { expect, test } from 'vitest';
import { isMet } from './password-rules.ts';

test('what the page knows of a password is told while it is typed', () => {
  expect(isMet('length', '일곱자밖에없', [])).toBe(false);
  expect(isMet('length', '여덟 글자입니다', [])).toBe(true);
  expect(isMet('personal', '', ['kim'])).toBe(false);
  expect(isMet('personal', 'KIM-and-more', ['kim'])).toBe(false);
  expect(isMet('personal', 'a courtyard with trees', ['kim', ''])).toBe(true);
  expect(isMet('common', 'anything', [])).toBe(false);
});
