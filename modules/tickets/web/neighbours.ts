import type { InfiniteData, QueryClient } from '@tanstack/react-query';
import type { Neighbours } from '#platform/web/ui/detail/DetailPage.tsx';
import type { Ticket, TicketList } from '../contract.ts';
import { ticketKeys } from './api.ts';

const hrefOf = (id: number | undefined): string | null => (id === undefined ? null : `/tickets/${id}`);

/** The list with this ticket in it that was looked at last. */
const listWith = (client: QueryClient, id: number): readonly Ticket[] =>
  client
    .getQueryCache()
    .findAll({ queryKey: ticketKeys.lists })
    .toSorted((a, b) => b.state.dataUpdatedAt - a.state.dataUpdatedAt)
    .map(({ state }) => (state.data as InfiniteData<TicketList> | undefined)?.pages.flatMap(({ items }) => items) ?? [])
    .find((rows) => rows.some((row) => row.id === id)) ?? [];

/** Before and after this ticket in that list. */
export const neighboursOf = (client: QueryClient, id: number): Neighbours => {
  const rows = listWith(client, id);
  const index = rows.findIndex((row) => row.id === id);
  return index === -1
    ? { previous: null, next: null }
    : { previous: hrefOf(rows[index - 1]?.id), next: hrefOf(rows[index + 1]?.id) };
};

/** Its number, known from a list before the ticket itself is here. */
export const numberInList = (client: QueryClient, id: number): string | undefined =>
  listWith(client, id).find((row) => row.id === id)?.number;
