import { describe, expect, it } from 'vitest';
import { formatBusinessNumber, isBusinessNumber } from './business-number.ts';

describe('a business number on the screen', () => {
  it('is written with its dashes, however it was typed', () => {
    expect(formatBusinessNumber('1248100998')).toBe('124-81-00998');
    expect(formatBusinessNumber('124 81-00998')).toBe('124-81-00998');
    expect(formatBusinessNumber('12481')).toBe('12481');
  });

  it('has a last digit that fits the others, as the server says too', () => {
    for (const right of ['124-81-00998', '001-00-00018', '001-00-02001', '0010001996', '001-00-01981']) {
      expect(isBusinessNumber(right), right).toBe(true);
      const wrong = right.slice(0, -1) + String((Number(right.at(-1)) + 1) % 10);
      expect(isBusinessNumber(wrong), wrong).toBe(false);
    }
    expect(isBusinessNumber('0000000000')).toBe(false);
    expect(isBusinessNumber('12345')).toBe(false);
  });
});
