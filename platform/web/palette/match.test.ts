import { describe, expect, it } from 'vitest';
import { fits, searchable } from './match.ts';

describe('what the palette finds', () => {
  it('holds every word that was typed, in either language', () => {
    expect(fits('요청 새', '새 요청', 'New request')).toBe(true);
    expect(fits('new', '새 요청', 'New request')).toBe(true);
    expect(fits('새 장애', '새 요청', 'New request')).toBe(false);
    expect(fits('', '새 요청')).toBe(true);
  });

  it('is found by first consonants, and by a syllable that is not finished', () => {
    expect(fits('ㅅㅇㅊ', '새 요청')).toBe(true);
    expect(fits('ㄹㄱㅇ', '로그아웃')).toBe(true);
    expect(fits('ㅋ', '새 요청')).toBe(false);
    expect(fits('로그ㅇ', '로그아웃')).toBe(true);
  });

  it('is not asked of the server before a syllable stands', () => {
    expect(searchable(' 프리ㄴ')).toBe('프리');
    expect(searchable('프')).toBe('프');
    expect(searchable('ㅍㄹ')).toBe('');
    expect(searchable('SR-2026-000012 ')).toBe('SR-2026-000012');
  });
});
