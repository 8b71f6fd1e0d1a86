import { absent, allow, type Judge } from '#platform/access/refusal.ts';
import { known } from '#platform/db/query.ts';
import type { Tx } from '#platform/db/tenant-tx.ts';
import { type Route, read, write } from '#platform/http/route.ts';
import { abilitiesOn, standingOn, subjectOf } from '../access.ts';
import { NewTransition, TicketDetail, TicketId, TicketPatch } from '../contract.ts';
import { findTicket, lockTicket, type TicketRow } from '../queries.ts';
import { showDetail } from '../show-ticket.ts';
import { isFinal, isOwnersAction, transitions } from '../transitions.ts';
import { changeTicket } from './actions.ts';
import { TicketTransitionList } from './contract.ts';
import { moveTicket } from './move-actions.ts';

/** Locks the ticket and asks the gates for what is about to be done with it. */
const gate = async (tx: Tx, judge: Judge, action: string, id: number): Promise<TicketRow> => {
  const row = await tx.run(lockTicket(tx.tenantId, id));
  if (row === undefined) throw absent(action, 'ticket', id);
  allow(judge, action, subjectOf(tx.tenantId, row));
  return row;
};

const changed = async (tx: Tx, judge: Judge, id: number) => {
  const row = await tx.run(findTicket(tx.tenantId, id));
  if (row === undefined) throw absent('ticket.read', 'ticket', id);
  return {
    status: 200 as const,
    etag: row.version,
    body: showDetail(row, abilitiesOn(judge, row), standingOn(judge, row)),
  };
};

export const changeRoutes: readonly Route[] = [
  read({
    path: '/api/ticket-transitions',
    access: { permission: 'ticket.work' },
    answer: TicketTransitionList,
    summary: 'The moves that those who work on tickets may make, by the state a ticket is in.',
    load: () =>
      known({
        items: transitions.map(({ by: _by, requires, ...move }) => ({
          ...move,
          requires: [...requires],
          final: isFinal(move.to),
        })),
      }),
  }),
  write({
    method: 'PATCH',
    path: '/api/tickets/:id',
    // Whoever may read a ticket is told 403 and not 404; the gate asks for ticket.work.
    access: { permission: 'ticket.read' },
    params: TicketId,
    body: TicketPatch,
    answer: { 200: TicketDetail },
    summary: 'Changes fields of a ticket; needs If-Match. For those who work on tickets.',
    gate: (tx, c) => gate(tx, c, 'ticket.work', c.params.id),
    version: (row) => row.version,
    run: async (tx, c, row) => {
      await changeTicket(tx, { userId: c.principal.userId, at: tx.now }, row, c.body);
      return changed(tx, c, row.id);
    },
  }),
  write({
    method: 'POST',
    path: '/api/tickets/:id/transitions',
    access: { permission: 'ticket.comment' },
    params: TicketId,
    body: NewTransition,
    answer: { 200: TicketDetail },
    summary: 'Moves a ticket by the transition table; 409 names the actions that are allowed.',
    gate: async (tx, c) => {
      const row = await gate(tx, c, 'ticket.comment', c.params.id);
      // Before a replay, too: what only those may do who work on tickets.
      if (!isOwnersAction(c.body.action)) allow(c, 'ticket.work', subjectOf(tx.tenantId, row));
      return row;
    },
    version: (row) => row.version,
    run: async (tx, c, row) => {
      await moveTicket(tx, c, { userId: c.principal.userId, at: tx.now }, row, c.body);
      return changed(tx, c, row.id);
    },
  }),
];
