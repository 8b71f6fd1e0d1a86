import { expect, test } from 'vitest';
import type { Translate } from '#platform/web/i18n/i18n.ts';
import { isAbout, subjectWords, thingOf } from './words.ts';

const t = ((sentence: string, values: Readonly<Record<string, unknown>> = {}) =>
  sentence.replaceAll(/\{\{(\w+)\}\}/g, (_, name: string) => String(values[name]))) as Translate;
const here = { id: 2, code: 'ILSHIN', name: '일신산업' };
const words = (type: string, id: number | string | null, subjectName: string | null = null): string =>
  subjectWords(t, { subject: { type, id }, subjectName }, here);

test('a subject is called what people call it, and by its id where it has no such name', () => {
  expect(words('ticket', 12, 'SR-2026-00010')).toBe('SR-2026-00010');
  expect(words('ticket', 12)).toBe('Request 12');
  expect(words('ticket', 'SR-2026-00010')).toBe('SR-2026-00010');
  expect(words('ticket', null)).toBe('Requests');
  expect(words('user', 10, '김나영')).toBe('User 김나영 (10)');
  expect(words('user', 10)).toBe('User 10');
  expect(words('tenant', 2)).toBe('Organization 일신산업 (ILSHIN)');
  expect(words('tenant', 'ILSHIN')).toBe('Organization 일신산업 (ILSHIN)');
  expect(words('tenant', 3)).toBe('Organization 3');
  expect(words('unheard_of', '')).toBe('unheard_of');
  expect(subjectWords(t, { subject: null, subjectName: null }, here)).toBe('');
});

test('what the row wrote down names what has no name any more', () => {
  const named = (type: string, changes: object, subjectName: string | null = null): string =>
    subjectWords(t, { subject: { type, id: 5 }, subjectName, changes: { ...changes } }, here);
  expect(named('ticket_view', { name: { from: '내 것', to: null } })).toBe('Saved view 내 것 (5)');
  expect(named('ticket_view', { name: { from: '내 것', to: '새 것' } }, '요즘 것')).toBe('Saved view 요즘 것 (5)');
  expect(named('tenant', { code: { from: null, to: 'LIB' }, name: { from: null, to: '도서관' } })).toBe(
    'Organization 도서관 (5)',
  );
  const assigned = { user: { from: null, to: 'kang' }, tenant: { from: null, to: 'ILSHIN' } };
  expect(named('assignment', assigned)).toBe('Assignment kang → ILSHIN (5)');
  expect(named('assignment', { user: { from: 'kang', to: null }, tenant: { from: 'ILSHIN', to: null } })).toBe(
    'Assignment kang → ILSHIN (5)',
  );
  expect(named('assignment', { user: { from: null, to: 'kang' } })).toBe('Assignment 5');
  expect(named('session', { name: 7 })).toBe('Session 5');
});

test('a filter means a kind or one thing; a row is about that thing only if it can name it', () => {
  expect([thingOf(undefined), thingOf('ticket')]).toEqual([null, null]);
  expect(thingOf('ticket:12')).toEqual({ type: 'ticket', id: '12' });
  expect(thingOf('topic:a:b')).toEqual({ type: 'topic', id: 'a:b' });
  const row = (id: number, subjectName: string | null) => ({ subject: { type: 'ticket', id }, subjectName });
  const thing = thingOf('ticket:12');
  expect(isAbout(row(12, 'SR-1'), thing)).toBe(true);
  expect(isAbout(row(12, null), thing)).toBe(false);
  expect(isAbout(row(13, 'SR-2'), thing)).toBe(false);
  expect(isAbout(row(12, 'SR-1'), null)).toBe(false);
});
