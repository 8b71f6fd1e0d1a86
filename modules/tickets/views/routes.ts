import { absent } from '#platform/access/refusal.ts';
import { mapQuery } from '#platform/db/query.ts';
import type { Tx } from '#platform/db/tenant-tx.ts';
import type { Call } from '#platform/http/call.ts';
import { type Route, read, write } from '#platform/http/route.ts';
import { changeView, createView, removeView } from './actions.ts';
import { NewTicketView, TicketView, TicketViewChange, TicketViewId, TicketViewList } from './contract.ts';
import { listViews, lockOwnView, type ViewRow } from './queries.ts';

// Whoever sees a list of tickets keeps views of it.
const access = { permission: 'ticket.read' } as const;
const about = 'ticket_view';

const show = ({ id, name, search, version }: ViewRow): TicketView => ({ id, name, search, version });

/** Views are nobody else's, not even an administrator's: another's is not there. */
const gate = async (tx: Tx, c: Call<{ id: number }>): Promise<ViewRow> => {
  const found = await tx.run(lockOwnView(tx.tenantId, c.principal.userId, c.params.id));
  if (found === undefined) throw absent('ticket.read', about, c.params.id);
  return found;
};

export const viewRoutes: readonly Route[] = [
  read({
    path: '/api/ticket-views',
    access,
    summary: 'One’s own views of the list of tickets: filters under a name.',
    answer: TicketViewList,
    load: (c) => mapQuery(listViews(c.principal.tenant.id, c.principal.userId), (rows) => ({ items: rows.map(show) })),
  }),
  write({
    method: 'POST',
    path: '/api/ticket-views',
    access,
    summary: 'Keeps filters under a name; at most 50 of them.',
    body: NewTicketView,
    answer: { 201: TicketView },
    run: async (tx, c) => {
      const row = await createView(tx, c.principal.userId, c.body);
      return { body: show(row), headers: { Location: `/api/ticket-views/${row.id}` }, etag: row.version };
    },
  }),
  write({
    method: 'PATCH',
    path: '/api/ticket-views/:id',
    access,
    about,
    summary: 'Another name or other filters for one of one’s own views.',
    params: TicketViewId,
    body: TicketViewChange,
    answer: { 200: TicketView },
    gate,
    version: (row) => row.version,
    run: async (tx, c, before) => {
      const row = await changeView(tx, before, c.body);
      return { body: show(row), etag: row.version };
    },
  }),
  write({
    method: 'DELETE',
    path: '/api/ticket-views/:id',
    access,
    about,
    summary: 'Removes one of one’s own views.',
    params: TicketViewId,
    answer: { 204: null },
    gate,
    run: async (tx, _c, view) => {
      await removeView(tx, view);
      return {};
    },
  }),
];
