import { all, type Query } from '#platform/db/query.ts';
import type { Tx } from '#platform/db/tenant-tx.ts';
import type { Doer } from '../change/actions.ts';
import { touchTicket } from '../change/queries.ts';
import type { TicketRow } from '../queries.ts';
import { tenantWords } from '../search-words.ts';
import { insertMessage } from './queries.ts';

/** A message that was written. */
export type Written = { readonly id: number; readonly created_at: string };
type Ticket = Pick<TicketRow, 'id' | 'version'>;

/** Writes a public reply. Of the ticket it moves only the time of change. */
export const writeComment = async (tx: Tx, doer: Doer, ticket: Ticket, body: string): Promise<Written> => {
  const [written] = await tx.run(
    all([
      insertMessage('ticket_comment', tx.tenantId, messageOf(tx, doer, ticket, body)),
      touchTicket(tx.tenantId, ticket.id, doer.at),
    ]),
  );
  const subject = { type: 'ticket', id: ticket.id };
  tx.record({ action: 'ticket.comment', subject, changes: { comment: { from: null, to: written.id } } });
  tx.emit({ topic: 'tickets', subject, version: ticket.version, change: 'commented' });
  return written;
};

/** The reply that comes with a move, whose own event and audit row tell of it. */
export const commentQueries = (tx: Tx, doer: Doer, ticket: Ticket, body: string): Query<unknown>[] => [
  insertMessage('ticket_comment', tx.tenantId, messageOf(tx, doer, ticket, body)),
];

/** Writes an internal note. It touches nothing that a CUSTOMER can see: no row of the ticket, and a topic of its own. */
export const writeNote = async (tx: Tx, doer: Doer, ticket: Ticket, body: string): Promise<Written> => {
  const written = await tx.run(insertMessage('ticket_note', tx.tenantId, messageOf(tx, doer, ticket, body)));
  const subject = { type: 'ticket', id: ticket.id };
  tx.record({ action: 'ticket.note', subject, changes: { note: { from: null, to: written.id } } });
  tx.emit({ topic: 'ticket_notes', subject, version: ticket.version, change: 'noted', audience: 'ticket.work' });
  return written;
};

const messageOf = (tx: Tx, doer: Doer, ticket: Ticket, body: string) => ({
  ticketId: ticket.id,
  authorId: doer.userId,
  body,
  words: tenantWords(tx.tenantId, body),
  at: doer.at,
});
