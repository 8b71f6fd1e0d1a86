import { expect, test } from 'vitest';
import type { Translate } from '#platform/web/i18n/i18n.ts';
import { partWords, ruleName, scopeWords } from './words.ts';

const t = ((sentence: string) => sentence) as Translate;

test('each rule of requests numbers its own kind, and not the other', () => {
  expect(scopeWords(t, { code: 'ticket.incident', tableName: 'ticket' })).toBe('Incident');
  expect(scopeWords(t, { code: 'ticket.service_request', tableName: 'ticket' })).toBe('Service request');
});

test('a rule that somebody added says the table it is for, or that it is for whatever uses it', () => {
  expect(scopeWords(t, { code: 'contract', tableName: 'contract' })).toBe('contract');
  expect(scopeWords(t, { code: 'anything', tableName: null })).toBe('Every document that uses it');
  expect(ruleName(t, { code: 'contract', name: '계약' })).toBe('계약');
});

test('what a number is made of is parted into words and the characters themselves', () => {
  expect(partWords(t, { type: 'text', text: 'INC' })).toEqual({ says: 'Text', code: 'INC' });
  expect(partWords(t, { type: 'sequence', width: 6 })).toEqual({ says: '{{width}}-digit sequence', code: null });
});
