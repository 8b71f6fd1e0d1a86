import { describe, expect, it } from 'vitest';
import type { TicketView } from '../views/contract.ts';
import { viewOf } from './saved-views.ts';

const view = (id: number, search: TicketView['search']): TicketView => ({ id, name: `view ${id}`, search, version: 1 });

describe('a saved view', () => {
  const views = [view(1, { sort: 'due', assignee: ['me'], status: ['received'] }), view(2, { q: 'vpn' })];

  it('is the present one when filters, words and order are the same, however they were written', () => {
    expect(viewOf(views, { status: ['received'], assignee: ['me'], sort: 'due' })?.id).toBe(1);
    expect(viewOf(views, { q: 'vpn' })?.id).toBe(2);
  });

  it('is not when one of them differs', () => {
    expect(viewOf(views, { status: ['received'], assignee: ['me'] })).toBeNull();
    expect(viewOf(views, {})).toBeNull();
  });
});
