import { queryOptions } from '@tanstack/react-query';
import { call, get, newIdempotencyKey } from '#platform/web/api/client.ts';
import { path } from '#platform/web/api/path.ts';
import type { TicketView, TicketViewList, TicketViewSearch } from '../views/contract.ts';
import type { TicketSearch } from './search.ts';

/** One's own views, in the order they were made. */
export const viewsQuery = queryOptions({
  queryKey: ['tickets', 'views'],
  queryFn: async ({ signal }) => (await get<TicketViewList>('/ticket-views', { signal })).items,
});

export const createView = async (
  name: string,
  search: TicketSearch,
  idempotencyKey: string = newIdempotencyKey(),
): Promise<TicketView> => {
  const body = { name, search: search as TicketViewSearch };
  return (await call<TicketView>('POST', '/ticket-views', { body, idempotencyKey })).data;
};

export const renameView = async ({ id, version }: TicketView, name: string): Promise<TicketView> =>
  (await call<TicketView>('PATCH', path`/ticket-views/${id}`, { body: { name }, ifMatch: `"${version}"` })).data;

export const removeView = async ({ id }: TicketView): Promise<void> => {
  await call('DELETE', path`/ticket-views/${id}`);
};
