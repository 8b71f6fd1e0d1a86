import { describe, expect, it } from 'vitest';
import type { TicketDetail } from '../contract.ts';
import { fieldsInConflict, optimistic } from './patch.ts';

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
  });
});
