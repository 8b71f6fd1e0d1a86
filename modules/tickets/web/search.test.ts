import { describe, expect, it } from 'vitest';
import { filtersOf, readTicketSearch } from './search.ts';

describe('the address of the ticket list', () => {
  it('is read into filters', () => {
    expect(
      readTicketSearch({
        status: 'received',
        priority: ['p1', 'p2'],
        assignee: 'me',
        due: 'overdue',
        q: '2026',
        sort: 'due',
      }),
    ).toEqual({
      status: ['received'],
      priority: ['p1', 'p2'],
      assignee: ['me'],
      due: ['overdue'],
      q: '2026',
      sort: 'due',
    });
  });

  it('drops what nobody knows, and what goes without saying', () => {
    expect(
      readTicketSearch({
        status: ['gone'],
        priority: 'p9',
        assignee: "1' or 1",
        due: 'later',
        sort: '-createdAt',
        q: '',
      }),
    ).toEqual({});
    expect(readTicketSearch({ sort: 'drop table' })).toEqual({});
  });

  it('cuts a search that no route would take', () => {
    expect(readTicketSearch({ q: '가'.repeat(500) }).q).toHaveLength(200);
  });

  it('tells filters from words and order', () => {
    expect(filtersOf({ q: 'a', sort: 'due', kind: ['incident'] })).toEqual({ kind: ['incident'] });
  });
});
