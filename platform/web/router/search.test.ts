import { describe, expect, it } from 'vitest';
import { one, parseSearch, several, stringifySearch } from './search.ts';

describe('the address', () => {
  it('keeps texts texts', () => {
    expect(parseSearch('?q=2026&status=received&status=triage')).toEqual({ q: '2026', status: ['received', 'triage'] });
    expect(parseSearch('?q=true')).toEqual({ q: 'true' });
    expect(parseSearch('')).toEqual({});
  });

  it('goes there and back', () => {
    const values = { q: '프린터 & "용지"', status: ['received', 'triage'], empty: '', gone: undefined };
    expect(parseSearch(stringifySearch(values))).toEqual({ q: '프린터 & "용지"', status: ['received', 'triage'] });
    expect(stringifySearch({})).toBe('');
  });

  it('takes only what is allowed, once', () => {
    expect(several(['p1', 'p9', 'p1'], ['p1', 'p2'])).toEqual(['p1']);
    expect(several('p2', ['p1', 'p2'])).toEqual(['p2']);
    expect(several(undefined)).toBeUndefined();
    expect(several([''], undefined)).toBeUndefined();
    expect(one(['a', 'b'])).toBe('a');
    expect(one('')).toBeUndefined();
  });
});
