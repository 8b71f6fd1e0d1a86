import { expect, test } from 'vitest';
import { sizeText } from './size.ts';

test.each([
  [0, '0 B'],
  [900, '900 B'],
  [1536, '1.5 KB'],
  [52_428_800, '50 MB'],
  [3 * 1024 ** 4, '3 TB'],
])('%d bytes are %s', (bytes, text) => {
  expect(sizeText(bytes)).toBe(text);
});
