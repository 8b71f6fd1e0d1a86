import { describe, expect, it } from 'vitest';
import type { TicketAction, TicketActionName } from '../contract.ts';
import { confirming, nextActions } from './next-action.ts';

const actions = (...names: TicketActionName[]): TicketAction[] =>
  names.map((action) => ({ action, to: 'assigned', requires: [], final: false }));

describe('the next action', () => {
  it('is the likeliest of those that the server allows', () => {
    const { primary, others } = nextActions({
      status: 'in_progress',
      actions: actions('cancel', 'wait_customer', 'resolve', 'wait_vendor'),
    });
    expect(primary?.action).toBe('resolve');
    expect(others.map(({ action }) => action)).toEqual(['wait_customer', 'wait_vendor', 'cancel']);
  });

  it('is none where nothing is likely', () => {
    const { primary, others } = nextActions({ status: 'in_progress', actions: actions('cancel') });
    expect(primary).toBeNull();
    expect(others).toHaveLength(1);
    expect(nextActions({ status: 'closed', actions: [] })).toEqual({ primary: null, others: [] });
  });

  it('leaves assigning to somebody else in the menu when taking it is the button', () => {
    const { primary, others } = nextActions({ status: 'received', actions: actions('assign', 'triage') });
    expect(primary?.action).toBe('assign');
    expect(others.map(({ action }) => action)).toEqual(['triage', 'assign']);
  });
});

describe('"does it work now?"', () => {
  const solved = {
    status: 'resolved' as const,
    requester: { id: 1, name: '김하나' },
    onBehalfOf: null,
    abilities: ['ticket.comment'],
    actions: actions('close', 'reopen'),
  };
  const names = (ticket: Parameters<typeof confirming>[0], userId: number) => {
    const answers = confirming(ticket, userId);
    return answers && [answers.yes.action, answers.no.action];
  };

  it('has two answers for the one who asked, also where they work on requests themselves', () => {
    expect(names(solved, 1)).toEqual(['close', 'reopen']);
    expect(names({ ...solved, abilities: ['ticket.work'] }, 1)).toEqual(['close', 'reopen']);
  });

  it('is not asked of a technician, nor while it is not solved, nor where one answer is missing', () => {
    expect(names({ ...solved, abilities: ['ticket.work'] }, 2)).toBeNull();
    expect(names({ ...solved, status: 'in_progress' }, 1)).toBeNull();
    expect(names({ ...solved, actions: actions('close') }, 1)).toBeNull();
  });
});
