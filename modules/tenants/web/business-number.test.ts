import { describe, expect, it } from 'vitest';
import { businessNumberCheckDigit, isBusinessNumber as isKnownToTheServer } from '../business-number.ts';
import { formatBusinessNumber, isBusinessNumber } from './business-number.ts';

describe('a business number on the screen', () => {
  it('is written with its dashes, however it was typed', () => {
    expect(formatBusinessNumber('1248100998')).toBe('124-81-00998');
    expect(formatBusinessNumber('124 81-00998')).toBe('124-81-00998');
    expect(formatBusinessNumber('12481')).toBe('12481');
  });

  it('is judged as the server judges it', () => {
    for (let at = 1; at < 3000; at++) {
      const nine = String((at * 7_919_993) % 1_000_000_000).padStart(9, '0');
      const right = `${nine}${businessNumberCheckDigit(nine)}`;
      const wrong = `${nine}${(businessNumberCheckDigit(nine) + 1) % 10}`;
      expect([isBusinessNumber(right), isBusinessNumber(wrong)], nine).toEqual([
        isKnownToTheServer(right),
        isKnownToTheServer(wrong),
      ]);
    }
    expect(isBusinessNumber('0000000000')).toBe(false);
  });
});
