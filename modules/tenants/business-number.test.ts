import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { businessNumberCheckDigit, isBusinessNumber, plainBusinessNumber } from './business-number.ts';

const nine = fc.stringMatching(/^\d{9}$/);

describe('a business number', () => {
  it('is right with its check digit and with no other one', () => {
    fc.assert(
      fc.property(nine, fc.integer({ min: 0, max: 9 }), (digits, last) => {
        const right = businessNumberCheckDigit(digits) === last && `${digits}${last}` !== '0'.repeat(10);
        expect(isBusinessNumber(`${digits}${last}`)).toBe(right);
      }),
    );
  });

  it('tells any one wrong digit', () => {
    fc.assert(
      fc.property(nine, fc.nat(8), fc.integer({ min: 1, max: 9 }), (digits, at, by) => {
        const right = `${digits}${businessNumberCheckDigit(digits)}`;
        const wrong = [...right].map((digit, i) => (i === at ? (Number(digit) + by) % 10 : digit)).join('');
        // The ninth digit counts as the digits of five times itself, which two digits never share either.
        expect(isBusinessNumber(wrong)).toBe(false);
      }),
    );
  });

  it('agrees with numbers that companies print on their pages', () => {
    for (const known of ['124-81-00998', '220-81-62517', '120-81-47521']) {
      expect(isBusinessNumber(plainBusinessNumber(known)), known).toBe(true);
    }
    for (const wrong of ['124-81-00999', '0000000000', '12481009', '12a8100998']) {
      expect(isBusinessNumber(plainBusinessNumber(wrong)), wrong).toBe(false);
    }
  });
});
