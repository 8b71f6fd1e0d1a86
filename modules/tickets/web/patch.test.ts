import { describe, expect, it } from 'vitest';
import type { RequiredInput, TicketAction, TicketActionName, TicketDetail, TicketStatus } from '../contract.ts';
import { fieldsInConflict, inverseMoves, inversePatch, optimistic } from './patch.ts';

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
  const move = (action: TicketActionName, to: TicketStatus, ...requires: RequiredInput[]): TicketAction => ({
    action,
    to,
    requires,
    final: false,
  });
  const assign = move('assign', 'assigned', 'assigneeId');
  const reopen = move('reopen', 'in_progress', 'reason');
  const resolve = move('resolve', 'resolved', 'resolution');
  const kim = { id: 7, name: '김하나' };
  const toKim = { action: 'assign', assigneeId: 7 };
  const back = (before: Partial<TicketDetail>, actions: TicketAction[], action: TicketActionName) =>
    inverseMoves(ticket({ assignee: null, ...before }), ticket({ actions }), action, '잘못 눌렀습니다.');

  it('to another person leads back to the one before, and to nobody it does not', () => {
    expect(back({ status: 'assigned', assignee: kim }, [assign], 'assign')).toEqual([toKim]);
    expect(back({ status: 'received' }, [assign], 'assign')).toEqual([]);
  });

  it('that hands on work in progress leads back by giving it back and beginning again, where one may do both', () => {
    const before = { status: 'in_progress' as const, assignee: kim };
    const start = move('start', 'in_progress');
    expect(back(before, [assign, start], 'assign')).toEqual([toKim, { action: 'start' }]);
    expect(back(before, [assign], 'assign')).toEqual([]);
    expect(back({ status: 'in_progress' }, [assign, start], 'assign')).toEqual([]);
  });

  it('leads back where the way back asks for no words, or for words that are known', () => {
    expect(back({ status: 'assigned', assignee: kim }, [assign], 'start')).toEqual([toKim]);
    const resume = move('resume', 'in_progress');
    expect(back({ status: 'in_progress' }, [resume], 'wait_customer')).toEqual([{ action: 'resume' }]);
    const wait = move('wait_customer', 'waiting_customer', 'comment');
    expect(back({ status: 'waiting_customer' }, [wait], 'resume')).toEqual([]);
    expect(back({ status: 'resolved', resolution: '선 교체' }, [resolve], 'reopen')).toEqual([
      { action: 'resolve', resolution: '선 교체' },
    ]);
  });

  it('of solving is taken back by opening it again, and by giving it to whoever had it', () => {
    const reopened = { action: 'reopen', reason: '잘못 눌렀습니다.' };
    expect(back({ status: 'in_progress', assignee: kim }, [reopen], 'resolve')).toEqual([reopened]);
    expect(back({ status: 'assigned', assignee: kim }, [reopen], 'resolve')).toEqual([reopened, toKim]);
    expect(back({ status: 'waiting_customer', assignee: kim }, [reopen], 'resolve')).toEqual([]);
    expect(back({ status: 'in_progress', assignee: kim }, [], 'resolve')).toEqual([]);
  });
});
