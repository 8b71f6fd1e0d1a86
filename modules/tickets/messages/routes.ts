import { absent, allow } from '#platform/access/refusal.ts';
import { all, mapQuery, type Query } from '#platform/db/query.ts';
import type { Tx } from '#platform/db/tenant-tx.ts';
import type { Call, Page } from '#platform/http/call.ts';
import { problem } from '#platform/http/problem.ts';
import { list, type Route, write } from '#platform/http/route.ts';
import { subjectOf } from '../access.ts';
import {
  type FieldChange,
  NewMessage,
  PageQuery,
  TicketHistory,
  TicketId,
  TicketMessage,
  TicketMessageList,
} from '../contract.ts';
import { findTicket, type TicketRow } from '../queries.ts';
import { shortened } from '../show-ticket.ts';
import { categoryOf } from '../transitions.ts';
import { type Written, writeComment, writeNote } from './actions.ts';
import { listHistory, listMessages, type MessageRow } from './queries.ts';

type TicketCall = Call<{ id: number }>;

/** Rows that hang on a ticket, for those whom the gates let at the ticket. */
const ofTicket = <Row>(c: TicketCall, action: string, rows: Query<Row[]>): Query<Row[] | undefined> => {
  const { tenant } = c.principal;
  return mapQuery(all([findTicket(tenant.id, c.params.id), rows]), ([ticket, found]) => {
    if (ticket === undefined) return undefined;
    allow(c, action, subjectOf(tenant.id, ticket));
    return found;
  });
};

const span = (page: Page) => ({ limit: page.limit + 1, beforeId: page.after === null ? null : Number(page.after[0]) });

const gate = async (tx: Tx, c: TicketCall, action: string): Promise<TicketRow> => {
  const ticket = await tx.run(findTicket(tx.tenantId, c.params.id));
  if (ticket === undefined) throw absent(action, 'ticket', c.params.id);
  allow(c, action, subjectOf(tx.tenantId, ticket));
  return ticket;
};

const doer = (tx: Tx, c: TicketCall) => ({ userId: c.principal.userId, at: tx.now });

/** Nobody works on what has ended: a reply would reach nobody. Notes of colleagues may still be added. */
const refuseEnded = ({ status }: TicketRow): void => {
  if (categoryOf(status) === 'closed') {
    const detail = `A ticket that is ${status} takes no more replies; open a new one.`;
    throw problem(409, 'tickets.closed', detail);
  }
};

const showMessage = (row: MessageRow) => ({
  id: row.id,
  author: { id: row.author_id, name: row.author_name },
  body: row.body,
  createdAt: row.created_at,
});

const showWritten = (c: Call<{ id: number }, unknown, { body: string }>, { id, created_at }: Written) => ({
  status: 201 as const,
  body: { id, author: { id: c.principal.userId, name: c.principal.name }, body: c.body.body, createdAt: created_at },
});

const messages = { params: TicketId, query: PageQuery, answer: TicketMessageList };
const newMessage = { method: 'POST', params: TicketId, body: NewMessage, answer: { 201: TicketMessage } } as const;

export const messageRoutes: readonly Route[] = [
  list({
    ...messages,
    path: '/api/tickets/:id/comments',
    access: { permission: 'ticket.read' },
    summary: 'Public replies, newest first.',
    load: (c, page) =>
      ofTicket(c, 'ticket.read', listMessages('ticket_comment', c.principal.tenant.id, c.params.id, span(page))),
    key: (row) => [row.id],
    show: (row) => showMessage(row),
  }),
  write({
    ...newMessage,
    path: '/api/tickets/:id/comments',
    access: { permission: 'ticket.comment' },
    summary:
      'Replies publicly. Of the ticket only updatedAt moves; one that has ended takes none (409 `tickets.closed`).',
    gate: (tx, c) => gate(tx, c, 'ticket.comment'),
    version: (ticket) => ticket.version,
    run: async (tx, c, ticket) => {
      refuseEnded(ticket);
      return showWritten(c, await writeComment(tx, doer(tx, c), ticket, c.body.body));
    },
  }),
  list({
    ...messages,
    path: '/api/tickets/:id/notes',
    access: { permission: 'ticket.work' },
    concealed: true,
    summary: 'Internal notes, newest first, for those who work on tickets.',
    load: (c, page) =>
      ofTicket(c, 'ticket.work', listMessages('ticket_note', c.principal.tenant.id, c.params.id, span(page))),
    key: (row) => [row.id],
    show: (row) => showMessage(row),
  }),
  write({
    ...newMessage,
    path: '/api/tickets/:id/notes',
    access: { permission: 'ticket.work' },
    concealed: true,
    summary: 'Writes an internal note.',
    gate: (tx, c) => gate(tx, c, 'ticket.work'),
    version: (ticket) => ticket.version,
    run: async (tx, c, ticket) => showWritten(c, await writeNote(tx, doer(tx, c), ticket, c.body.body)),
  }),
  list({
    path: '/api/tickets/:id/history',
    access: { permission: 'ticket.read' },
    params: TicketId,
    query: PageQuery,
    answer: TicketHistory,
    summary: 'What was changed of the ticket, newest first; texts are cut to 2,000 characters.',
    load: (c, page) => ofTicket(c, 'ticket.read', listHistory(c.principal.tenant.id, c.params.id, span(page))),
    key: (row) => [row.id],
    show: (row) => ({
      id: row.id,
      at: row.at,
      actor: { id: row.actor_id, name: row.actor_name },
      change: (row.change as FieldChange[]).map(({ field, from, to }) => ({
        field,
        from: shortened(from),
        to: shortened(to),
      })),
    }),
  }),
];
