import { expect, test } from 'vitest';
import { chipsOf, daysOf, readAuditSearch } from './search.ts';

test('an address is read without believing it', () => {
  expect(
    readAuditSearch({ actor: 'kim@x', outcome: 'maybe', subject: 'Ticket 1', from: '2026-13-01', to: '2026-02-28' }),
  ).toEqual({ actor: 'kim@x', to: '2026-02-28' });
  expect(readAuditSearch({ subject: 'ticket:12', outcome: ['refused'] })).toEqual({
    subject: 'ticket:12',
    outcome: 'refused',
  });
  expect(readAuditSearch({ action: 'a.b' })).toEqual({ action: ['a.b'] });
  expect(readAuditSearch({ action: ['a.b', '', 'c.d'] })).toEqual({ action: ['a.b', 'c.d'] });
  expect(readAuditSearch({ from: '2026-03-02', to: '2026-02-28' })).toEqual({ from: '2026-02-28', to: '2026-03-02' });
});

test('periods are days of the tenant, over ends of months', () => {
  expect(daysOf('today', '2026-03-01')).toEqual({ from: '2026-03-01', to: '2026-03-01' });
  expect(daysOf('yesterday', '2026-03-01')).toEqual({ from: '2026-02-28', to: '2026-02-28' });
  expect(daysOf('week', '2026-03-01')).toEqual({ from: '2026-02-23', to: '2026-03-01' });
});

test('two days are one filter: a named period, or the days themselves', () => {
  expect(chipsOf({ outcome: 'refused', from: '2026-02-28', to: '2026-02-28' }, '2026-03-01')).toEqual({
    outcome: ['refused'],
    period: ['yesterday'],
  });
  expect(chipsOf({ action: ['a.b', 'c.d'] }, '2026-03-01')).toEqual({ action: ['a.b', 'c.d'] });
  expect(chipsOf({ from: '2026-01-01' }, '2026-03-01')).toEqual({ period: ['2026-01-01 –'] });
});
