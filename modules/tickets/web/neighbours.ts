import type { InfiniteData, QueryClient } from '@tanstack/react-query';
import type { Neighbours } from '#platform/web/ui/detail/DetailPage.tsx';
import type { TicketList } from '../contract.ts';
import { ticketKeys } from './api.ts';

const hrefOf = (id: number | undefined): string | null => (id === undefined ? null : `/tickets/${id}`);

/** Before and after this ticket in the list that was looked at last. */
export const neighboursOf = (client: QueryClient, id: number): Neighbours => {
  const latest = client
    .getQueryCache()
    .findAll({ queryKey: ticketKeys.lists })
    .toSorted((a, b) => b.state.dataUpdatedAt - a.state.dataUpdatedAt)
    .map(({ state }) => (state.data as InfiniteData<TicketList> | undefined)?.pages.flatMap(({ items }) => items) ?? [])
    .find((rows) => rows.some((row) => row.id === id));
  const index = latest?.findIndex((row) => row.id === id) ?? -1;
  return index === -1
    ? { previous: null, next: null }
    : { previous: hrefOf(latest?.[index - 1]?.id), next: hrefOf(latest?.[index + 1]?.id) };
};
