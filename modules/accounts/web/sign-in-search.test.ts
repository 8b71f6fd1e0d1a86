import { describe, expect, it } from 'vitest';
import { readSignInSearch } from './sign-in-search.ts';

describe('where the sign-in leads', () => {
  it('is a page of this house', () => {
    expect(readSignInSearch({ next: '/tickets/12?q=a#b' })).toEqual({ next: '/tickets/12?q=a#b' });
    expect(readSignInSearch({ next: '/', ended: '1' })).toEqual({ next: '/', ended: '1' });
  });

  it.each([
    'https://elsewhere.example',
    '//elsewhere.example',
    '/\\elsewhere.example',
    'javascript:alert(1)',
    'tickets',
    '',
  ])('is never %j', (next) => expect(readSignInSearch({ next })).toEqual({}));
});
