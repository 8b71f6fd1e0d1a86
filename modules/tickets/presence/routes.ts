import { decide } from '#platform/access/decide.ts';
import { absent, allow } from '#platform/access/refusal.ts';
import type { Tx } from '#platform/db/tenant-tx.ts';
import type { Call } from '#platform/http/call.ts';
import { type Route, write } from '#platform/http/route.ts';
import { subjectOf } from '../access.ts';
import { PresenceBeat, PresenceList, TicketId } from '../contract.ts';
import { findTicket, type TicketRow } from '../queries.ts';
import { beat, leave, listOthers, type PresenceRow } from './queries.ts';

type TicketCall = Call<{ id: number }>;

const gate = async (tx: Tx, c: TicketCall): Promise<TicketRow> => {
  const ticket = await tx.run(findTicket(tx.tenantId, c.params.id));
  if (ticket === undefined) throw absent('ticket.read', 'ticket', c.params.id);
  allow(c, 'ticket.read', subjectOf(tx.tenantId, ticket));
  return ticket;
};

/** Those who work on a ticket see who has it open. A CUSTOMER sees nobody: who looks, and when, is as internal as a note. */
const seesOthers = (tx: Tx, c: TicketCall, ticket: TicketRow): boolean =>
  decide(c.matrix, c.principal, 'ticket.work', subjectOf(tx.tenantId, ticket)).allowed;

const tell = (tx: Tx, { id, version }: TicketRow, change: string): void =>
  tx.emit({
    topic: 'ticket_presence',
    subject: { type: 'ticket_presence', id },
    version,
    change,
    audience: 'ticket.work',
  });

const viewer = (c: TicketCall, { id }: TicketRow) => ({ ticketId: id, userId: c.principal.userId });

const show = (row: PresenceRow) => ({
  person: { id: row.user_id, name: row.name },
  since: row.since,
  writing: row.writing,
});

const onTicket = {
  path: '/api/tickets/:id/presence',
  access: { permission: 'ticket.read' },
  params: TicketId,
} as const;

export const presenceRoutes: readonly Route[] = [
  write({
    ...onTicket,
    method: 'PUT',
    body: PresenceBeat,
    answer: { 200: PresenceList },
    summary: 'Says that one has the ticket open, every 20 seconds; answers who else has. A CUSTOMER is told of nobody.',
    gate,
    run: async (tx, c, ticket) => {
      const news = await tx.run(beat(tx.tenantId, viewer(c, ticket), c.body.writing, tx.now));
      if (news !== null) tell(tx, ticket, news);
      const others = seesOthers(tx, c, ticket) ? await tx.run(listOthers(tx.tenantId, viewer(c, ticket), tx.now)) : [];
      return { status: 200 as const, body: { items: others.map(show) } };
    },
  }),
  write({
    ...onTicket,
    method: 'DELETE',
    answer: { 204: null },
    summary: 'Says that one has closed the ticket.',
    gate,
    run: async (tx, c, ticket) => {
      const gone = await tx.run(leave(tx.tenantId, viewer(c, ticket)));
      if (gone > 0) tell(tx, ticket, 'left');
      return {};
    },
  }),
];
