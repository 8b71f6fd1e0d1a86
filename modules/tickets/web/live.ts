import type { InfiniteData, QueryClient } from '@tanstack/react-query';
import { isProblem } from '#platform/web/api/problem.ts';
import type { ServerEvent } from '#platform/web/live/sse.ts';
import type { Ticket, TicketEvent, TicketList } from '../contract.ts';
import { fetchPage, fetchTicket, ticketKeys } from './api.ts';
import { mergeFirstPage, patchRows } from './list-data.ts';
import type { TicketSearch } from './search.ts';

type ListData = InfiniteData<TicketList, string | null>;
const pause = 350;
/** Above this many changed rows out of sight, the list is fetched anew instead of row by row. */
const fewRows = 8;

/** What live events do to what this tab knows of tickets. */
export const followTickets = (client: QueryClient): ((event: ServerEvent) => void) => {
  const changed = new Set<number>();
  let timer = 0;
  const refresh = (): void => {
    const ids = [...changed];
    changed.clear();
    timer = 0;
    void refreshLists(client, ids);
    void client.invalidateQueries({ queryKey: ticketKeys.parts });
  };
  const onTicket = ({ id, change }: TicketEvent): void => {
    void refreshOne(client, change, id);
    if (change !== 'noted') {
      changed.add(id);
      timer = timer === 0 ? window.setTimeout(refresh, pause) : timer;
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

/** Lists on the screen get the changed rows and the new ones; lists out of sight are asked again when they are looked at. */
const refreshLists = async (client: QueryClient, ids: readonly number[]): Promise<void> => {
  await client.invalidateQueries({ queryKey: ticketKeys.lists, refetchType: 'none' });
  const active = client.getQueryCache().findAll({ queryKey: ticketKeys.lists, type: 'active' });
  await Promise.all(
    active.map(async ({ queryKey, state }) => {
      if (state.data === undefined || state.fetchStatus === 'fetching') {
        return client.invalidateQueries({ queryKey, exact: true });
      }
      const first = await fetchPage(queryKey[2] as TicketSearch, null).catch(() => null);
      return first === null ? undefined : refreshList(client, queryKey, first, ids);
    }),
  );
};

const refreshList = async (
  client: QueryClient,
  queryKey: readonly unknown[],
  first: TicketList,
  ids: readonly number[],
): Promise<void> => {
  const data = client.getQueryData<ListData>(queryKey);
  if (data === undefined) {
    return;
  }
  const fresh = new Set(first.items.map(({ id }) => id));
  const loaded = new Set(data.pages.flatMap(({ items }) => items.map(({ id }) => id)));
  const further = ids.filter((id) => loaded.has(id) && !fresh.has(id));
  if (further.length > fewRows) {
    await client.invalidateQueries({ queryKey, exact: true });
    return;
  }
  const rows = new Map(await Promise.all(further.map(async (id) => [id, await rowOf(id)] as const)));
  client.setQueryData<ListData>(
    queryKey,
    (now) => now && { ...now, pages: patchRows(mergeFirstPage(now.pages, first), rows) },
  );
};

/** The row as it is now; null when it is gone, or not ours to see any more; undefined when nobody can say. */
const rowOf = async (id: number): Promise<Ticket | null | undefined> => {
  try {
    return (await fetchTicket(id)).ticket;
  } catch (error) {
    return isProblem(error) && error.status === 404 ? null : undefined;
  }
};
