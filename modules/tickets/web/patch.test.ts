import { describe, expect, it } from 'vitest';
import type { TicketDetail } from '../contract.ts';
import { fieldsInConflict, inverseMove, inversePatch, optimistic } from './patch.ts';

const ticket = (more: Partial<TicketDetail> = {}): TicketDetail =>
  ({ id: 1, title: '프린터', impact: 2, tags: ['a'], version: 1, ...more }) as TicketDetail;

describe('a change of a ticket', () => {
  it('shows before it has arrived', () => {
    expect(optimistic(ticket(), { title: '복합기', impact: 1 })).toMatchObject({
      title: '복합기',
      impact: 1,
      version: 1,
    });
  });

  it('is in conflict only where somebody else changed the same field to something else', () => {
    const now = ticket({ title: '스캐너', version: 2 });
    expect(fieldsInConflict(ticket(), now, { title: '복합기' })).toEqual(['title']);
    expect(fieldsInConflict(ticket(), now, { title: '스캐너' })).toEqual([]);
    expect(fieldsInConflict(ticket(), now, { tags: ['b'] })).toEqual([]);
    expect(fieldsInConflict(ticket(), ticket({ tags: ['c'] }), { tags: ['b'] })).toEqual(['tags']);
    const printers = { id: 4, name: '프린터' };
    expect(fieldsInConflict(ticket(), ticket({ category: printers }), { categoryId: 4 })).toEqual([]);
    expect(fieldsInConflict(ticket(), ticket({ category: printers }), { categoryId: 5 })).toEqual(['categoryId']);
  });

  it('shows the name of a category that is known', () => {
    const printers = { id: 4, name: '프린터' };
    expect(optimistic(ticket(), { categoryId: 4 }, [printers]).category).toEqual(printers);
  });

  it('is taken back by putting what stood there', () => {
    const before = ticket({ category: { id: 4, name: '프린터' }, due: null });
    const patch = { impact: 1, tags: ['b', 'c'], categoryId: 5, due: '2026-12-01T00:00:00.000Z' };
    expect(inversePatch(before, patch)).toEqual({ impact: 2, tags: ['a'], categoryId: 4, due: null });
  });
});

describe('a move of a ticket', () => {
  const assign = { action: 'assign', to: 'assigned', requires: ['assigneeId'] } as const;
  const reopen = { action: 'reopen', to: 'in_progress', requires: ['reason'] } as const;
  const kim = { id: 7, name: '김하나' };

  it('to another person leads back to the one before, and to nobody it does not', () => {
    const after = ticket({ status: 'assigned', actions: [assign] });
    const given = ticket({ status: 'assigned', assignee: kim });
    expect(inverseMove(given, after, 'assign')).toEqual({ action: 'assign', assigneeId: 7 });
    expect(inverseMove(ticket({ status: 'received', assignee: null }), after, 'assign')).toBeNull();
  });

  it('leads back where the way back asks for no words', () => {
    const begun = ticket({ status: 'in_progress', actions: [assign] });
    expect(inverseMove(ticket({ status: 'assigned', assignee: kim }), begun, 'start')).toEqual({
      action: 'assign',
      assigneeId: 7,
    });
    const resolved = ticket({ status: 'resolved', actions: [reopen] });
    expect(inverseMove(ticket({ status: 'in_progress', assignee: kim }), resolved, 'resolve')).toBeNull();
  });
});
