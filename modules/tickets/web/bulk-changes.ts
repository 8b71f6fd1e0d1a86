import type { InfiniteData, QueryClient } from '@tanstack/react-query';
import { newIdempotencyKey } from '#platform/web/api/client.ts';
import { isProblem } from '#platform/web/api/problem.ts';
import { t } from '#platform/web/i18n/i18n.ts';
import type { WayBack } from '#platform/web/tray/start-run.ts';
import type { Page } from '#platform/web/ui/list/list.ts';
import { patchRows } from '#platform/web/ui/list/list-data.ts';
import type { NewTransition, Ticket } from '../contract.ts';
import { changeTicket, fetchTicket, type LoadedTicket, moveTicket, ticketKeys } from './api.ts';
import { MovedInPart, moveAll } from './move-all.ts';
import { inverseMoves } from './patch.ts';
import { resolvedByMistake } from './words.ts';

/** Moves one of many. The server says whether it still can be done; no version is insisted on. Answers the way back. */
export const moveOne = async (client: QueryClient, row: Ticket, move: NewTransition): Promise<WayBack | undefined> => {
  const sending = { idempotencyKey: newIdempotencyKey(), etag: null };
  const after = await moveTicket(row.id, move, sending);
  adopt(client, after);
  // Somebody may have moved it since the row was drawn: then nobody here knows where it came from.
  const known = after.ticket.version === row.version + 1;
  const back = known ? inverseMoves(row, after.ticket, move.action, t(resolvedByMistake)) : [];
  return back.length === 0 ? undefined : () => moveBack(client, row.id, back, after);
};

/** What was reached is shown also when a later move fails; why it failed is told of that row. */
const moveBack = async (
  client: QueryClient,
  id: number,
  back: readonly NewTransition[],
  from: LoadedTicket,
): Promise<void> => {
  try {
    adopt(client, await moveAll(id, back, from));
  } catch (error) {
    if (error instanceof MovedInPart) {
      adopt(client, error.reached);
      throw error.cause;
    }
    throw error;
  }
};

/** Adds tags to those that are there; when somebody changed the ticket meanwhile, to those that are there now. */
export const addTags = async (
  client: QueryClient,
  row: Ticket,
  typed: readonly string[],
): Promise<WayBack | undefined> => {
  const wanted = typed.map((tag) => tag.trim()).filter((tag) => tag !== '');
  const add = async ({ id, tags }: Pick<Ticket, 'id' | 'tags'>, etag: string | null): Promise<WayBack> => {
    const after = await changeTicket(id, { tags: [...new Set([...tags, ...wanted])] }, etag);
    adopt(client, after);
    return async () => adopt(client, await changeTicket(id, { tags: [...tags] }, after.etag));
  };
  try {
    return await add(row, `"${row.version}"`);
  } catch (error) {
    if (!isProblem(error) || error.status !== 412) {
      throw error;
    }
    const { ticket, etag } = await fetchTicket(row.id);
    return await add(ticket, etag);
  }
};

/** Puts what the server answered in its place in every list, so that nothing has to be asked again. */
const adopt = (client: QueryClient, loaded: LoadedTicket): void => {
  const { ticket } = loaded;
  client.setQueryData(ticketKeys.one(ticket.id), loaded);
  void client.invalidateQueries({ queryKey: ticketKeys.part(ticket.id, 'history') });
  client.setQueriesData<InfiniteData<Page<Ticket>>>(
    { queryKey: ticketKeys.lists },
    (data) => data && { ...data, pages: patchRows(data.pages, new Map([[ticket.id, ticket]])) },
  );
};
