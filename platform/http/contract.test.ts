import { expect, test } from 'vitest';
import { Line, oneLine } from './contract.ts';
import { compileCheck } from './input/validate.ts';

const check = compileCheck(Line(200) as never);
const isLine = (text: string): boolean => {
  try {
    check(text);
    return true;
  } catch {
    return false;
  }
};

test('a line is something to see, with nothing that hides or turns around', () => {
  for (const text of ['가', ' 프린터가 안 됩니다 ', 'a\u00a0b', '👩\u200d🔧', '\u200b.', 'ᄀ\u1160'])
    expect(isLine(text)).toBe(true);
  for (const text of ['', '  ', '\u3164', '\u200b\u2060', '\ufeff', 'a\nb', 'a\tb', 'a\u0000', 'a\u2028b'])
    expect(isLine(text)).toBe(false);
  for (const text of ['invoice\u202efdp.exe', 'a\u200eb', '\u061ca', 'a\u2066b']) expect(isLine(text)).toBe(false);
});

test('what is made one line is a line, or nothing', () => {
  expect(oneLine(' a\r\n\tb\u202e c ')).toBe('a b c');
  expect(oneLine('\u2028\n')).toBe('');
});

test('a megabyte that is no line is refused at once', () => {
  for (const text of [`${'a'.repeat(900_000)}\n`, `${' '.repeat(900_000)}\n`]) {
    const began = performance.now();
    expect(isLine(text)).toBe(false);
    expect(performance.now() - began).toBeLessThan(500);
  }
});
