import { decide, isOwner, type Subject } from '#platform/access/decide.ts';
import type { Judge } from '#platform/access/refusal.ts';
import type { TicketRow } from './queries.ts';
import type { Standing } from './transitions.ts';

/** What the gates are told of a ticket. Where a tenant lets its people see each other's tickets, they would stand here too. */
export const subjectOf = (tenantId: number, row: Pick<TicketRow, 'id' | 'owner_id'>): Subject => ({
  type: 'ticket',
  id: row.id,
  tenantId,
  ownerIds: [row.owner_id],
});

// What a screen offers on one ticket; `ticket.create` and the like are abilities of the session.
const offered = ['ticket.read', 'ticket.comment', 'ticket.work'] as const;

/** What the reader may do with this ticket. */
export const abilitiesOn = ({ matrix, principal }: Judge, row: Pick<TicketRow, 'id' | 'owner_id'>): string[] => {
  const subject = subjectOf(principal.tenant.id, row);
  return offered.filter((action) => decide(matrix, principal, action, subject).allowed);
};

/** Whether they work on tickets, and whether this one is theirs. */
export const standingOn = ({ matrix, principal }: Judge, row: Pick<TicketRow, 'id' | 'owner_id'>): Standing => {
  const subject = subjectOf(principal.tenant.id, row);
  return {
    isStaff: decide(matrix, principal, 'ticket.work', subject).allowed,
    isOwner: isOwner(principal, subject) && decide(matrix, principal, 'ticket.comment', subject).allowed,
  };
};
