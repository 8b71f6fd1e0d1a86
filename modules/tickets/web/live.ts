import type { QueryClient } from '@tanstack/react-query';
import { followRows } from '#platform/web/live/follow-rows.ts';
import type { ServerEvent } from '#platform/web/live/sse.ts';
import type { Ticket, TicketEvent } from '../contract.ts';
import { fetchPage, fetchTicket, ticketKeys } from './api.ts';
import type { TicketSearch } from './search.ts';

/** What live events do to what this tab knows of tickets. */
export const followTickets = (client: QueryClient): ((event: ServerEvent) => void) => {
  const changed = followRows<Ticket>(client, {
    lists: ticketKeys.lists,
    firstPage: (queryKey) => fetchPage(queryKey[2] as TicketSearch, null),
    row: async (id) => (await fetchTicket(id)).ticket,
    onRefresh: () => void client.invalidateQueries({ queryKey: ticketKeys.parts }),
  });
  const onTicket = ({ id, change }: TicketEvent): void => {
    void refreshOne(client, change, id);
    if (change !== 'noted') {
      changed(id);
    }
  };
  return ({ event, data }) => {
    if (event === 'resync') {
      void client.invalidateQueries({ queryKey: ['tickets'] });
    } else if (event === 'ticket.changed') {
      onTicket(JSON.parse(data ?? '{}') as TicketEvent);
    } else if (event === 'ticket_presence.changed') {
      const { id } = JSON.parse(data ?? '{}') as TicketEvent;
      void client.invalidateQueries({ queryKey: ticketKeys.part(id, 'presence'), exact: true });
    }
  };
};

/** The page of one ticket: only the part that the event speaks of. A note touches nothing but the notes. */
const refreshOne = async (client: QueryClient, change: string, id: number): Promise<void> => {
  const parts =
    change === 'noted'
      ? [ticketKeys.part(id, 'notes')]
      : [ticketKeys.one(id), ticketKeys.part(id, 'comments'), ticketKeys.part(id, 'history')];
  await Promise.all(parts.map((queryKey) => client.invalidateQueries({ queryKey, exact: true })));
};
