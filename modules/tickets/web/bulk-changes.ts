import type { InfiniteData, QueryClient } from '@tanstack/react-query';
import { newIdempotencyKey } from '#platform/web/api/client.ts';
import { isProblem } from '#platform/web/api/problem.ts';
import type { NewTransition, Ticket, TicketList } from '../contract.ts';
import { changeTicket, fetchTicket, type LoadedTicket, moveTicket, ticketKeys } from './api.ts';
import { patchRows } from './list-data.ts';

/** Moves one of many. The server says whether it still can be done; no version is insisted on. */
export const moveOne = async (client: QueryClient, id: number, move: NewTransition): Promise<void> =>
  adopt(client, await moveTicket(id, move, { idempotencyKey: newIdempotencyKey(), etag: null }));

/** Adds tags to those that are there; when somebody changed the ticket meanwhile, to those that are there now. */
export const addTags = async (client: QueryClient, row: Ticket, typed: readonly string[]): Promise<void> => {
  const wanted = typed.map((tag) => tag.trim()).filter((tag) => tag !== '');
  const add = ({ id, tags }: Pick<Ticket, 'id' | 'tags'>, etag: string | null): Promise<LoadedTicket> =>
    changeTicket(id, { tags: [...new Set([...tags, ...wanted])] }, etag);
  try {
    adopt(client, await add(row, `"${row.version}"`));
  } catch (error) {
    if (!isProblem(error) || error.status !== 412) {
      throw error;
    }
    const { ticket, etag } = await fetchTicket(row.id);
    adopt(client, await add(ticket, etag));
  }
};

/** Puts what the server answered in its place in every list, so that nothing has to be asked again. */
const adopt = (client: QueryClient, loaded: LoadedTicket): void => {
  const { ticket } = loaded;
  client.setQueryData(ticketKeys.one(ticket.id), loaded);
  void client.invalidateQueries({ queryKey: ticketKeys.part(ticket.id, 'history') });
  client.setQueriesData<InfiniteData<TicketList>>(
    { queryKey: ticketKeys.lists },
    (data) => data && { ...data, pages: patchRows(data.pages, new Map([[ticket.id, ticket]])) },
  );
};
