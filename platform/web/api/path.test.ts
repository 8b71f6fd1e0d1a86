import { describe, expect, it } from 'vitest';
import { path, queryString } from './path.ts';

describe('path', () => {
  it('escapes what came from data', () => {
    expect(path`/tickets/${12}/comments`).toBe('/tickets/12/comments');
    expect(path`/tenants/${'a/b?c#d'}`).toBe('/tenants/a%2Fb%3Fc%23d');
  });

  it.each(['', '.', '..'])('refuses %j, which would lead elsewhere', (part) => {
    expect(() => path`/tickets/${part}/comments`).toThrow(RangeError);
  });
});

describe('queryString', () => {
  it('repeats lists and leaves out what is not there', () => {
    expect(queryString({ status: ['received', 'triage'], q: '', cursor: null, limit: 50 })).toBe(
      '?status=received&status=triage&limit=50',
    );
    expect(queryString({})).toBe('');
  });
});
