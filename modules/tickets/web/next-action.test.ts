import { describe, expect, it } from 'vitest';
import type { TicketAction, TicketActionName } from '../contract.ts';
import { nextActions } from './next-action.ts';

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
