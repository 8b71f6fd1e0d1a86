import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { type Answer, call, get } from '#platform/web/api/client.ts';
import { path } from '#platform/web/api/path.ts';
import type { TicketTransitionList } from '../change/contract.ts';
import type {
  AssigneeList,
  CategoryList,
  NewTicket,
  NewTransition,
  PresenceList,
  TicketDetail,
  TicketHistory,
  TicketList,
  TicketMessage,
  TicketMessageList,
  TicketPatch,
} from '../contract.ts';
import type { TenantCounts } from '../overview/contract.ts';
import type { SimilarTickets, TicketPeople } from '../similar/contract.ts';
import type { TicketSearch } from './search.ts';

/** A ticket with the ETag that a change of it has to name. */
export type LoadedTicket = { readonly ticket: TicketDetail; readonly etag: string | null };
/** Public replies, or notes that only colleagues see. */
export type Voice = 'comments' | 'notes';

export const ticketKeys = {
  lists: ['tickets', 'list'] as const,
  /** A few lines of a list, inside another page. */
  parts: ['tickets', 'part'] as const,
  one: (id: number) => ['tickets', 'one', id] as const,
  part: (id: number, part: Voice | 'history' | 'presence') => ['tickets', 'one', id, part] as const,
};

const pageSize = 50;
const loaded = ({ data, etag }: Answer<TicketDetail>): LoadedTicket => ({ ticket: data, etag });

export const fetchPage = (search: TicketSearch, cursor: string | null, signal?: AbortSignal): Promise<TicketList> =>
  get<TicketList>('/tickets', { query: { ...search, limit: pageSize, cursor }, ...(signal ? { signal } : {}) });

export const listQuery = (search: TicketSearch) =>
  infiniteQueryOptions({
    queryKey: [...ticketKeys.lists, search] as const,
    queryFn: ({ pageParam, signal }) => fetchPage(search, pageParam, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (last: TicketList) => last.nextCursor,
  });

/** The first tickets of a list, one more than are shown: then there are more. */
export const partQuery = (search: TicketSearch, most: number) =>
  queryOptions({
    queryKey: [...ticketKeys.parts, search, most] as const,
    queryFn: async ({ signal }) =>
      (await get<TicketList>('/tickets', { query: { ...search, limit: most + 1 }, signal })).items,
  });

export const fetchTicket = async (id: number, signal?: AbortSignal): Promise<LoadedTicket> =>
  loaded(await call<TicketDetail>('GET', path`/tickets/${id}`, signal ? { signal } : {}));

export const ticketQuery = (id: number) =>
  queryOptions({ queryKey: ticketKeys.one(id), queryFn: ({ signal }) => fetchTicket(id, signal) });

/** Replies or notes, newest first, a page at a time. */
export const messagesQuery = (id: number, voice: Voice) =>
  infiniteQueryOptions({
    queryKey: ticketKeys.part(id, voice),
    queryFn: ({ pageParam, signal }) =>
      get<TicketMessageList>(path`/tickets/${id}/${voice}`, { query: { limit: pageSize, cursor: pageParam }, signal }),
    initialPageParam: null as string | null,
    getNextPageParam: (last: TicketMessageList) => last.nextCursor,
  });

export const historyQuery = (id: number) =>
  infiniteQueryOptions({
    queryKey: ticketKeys.part(id, 'history'),
    queryFn: ({ pageParam, signal }) =>
      get<TicketHistory>(path`/tickets/${id}/history`, { query: { limit: pageSize, cursor: pageParam }, signal }),
    initialPageParam: null as string | null,
    getNextPageParam: (last: TicketHistory) => last.nextCursor,
  });

/** The moves of the house, so that a list knows what can be done to many rows. They change with the server only. */
export const transitionsQuery = queryOptions({
  queryKey: ['tickets', 'transitions'],
  queryFn: async ({ signal }) => (await get<TicketTransitionList>('/ticket-transitions', { signal })).items,
  staleTime: Number.POSITIVE_INFINITY,
});

/** Tickets that may be about the same as this title: unfinished ones, or `answered` ones too. */
export const similarQuery = (title: string, answered: boolean) =>
  queryOptions({
    queryKey: ['tickets', 'similar', title, answered] as const,
    queryFn: async ({ signal }) =>
      (
        await get<SimilarTickets>('/tickets/similar', {
          query: { title, ...(answered ? { answered: 'true' } : {}) },
          signal,
        })
      ).items,
    staleTime: 60_000,
  });

/** How much waits in each organization that one looks after, by its code; of more than 200, in the first ones. */
export const tenantCountsQuery = queryOptions({
  queryKey: ['tickets', 'tenant-counts'],
  queryFn: async ({ signal }) => {
    const { items, countedUpTo } = await get<TenantCounts>('/ticket-counts', { signal });
    return { countedUpTo, byCode: new Map(items.map((one) => [one.code, one])) };
  },
  staleTime: 30_000,
});

/** People of the tenant by a part of their name or login. */
export const peopleQuery = (q: string) =>
  queryOptions({
    queryKey: ['tickets', 'people', q] as const,
    queryFn: async ({ signal }) => (await get<TicketPeople>('/ticket-people', { query: { q }, signal })).items,
    staleTime: 60_000,
  });

/** The tenant's categories; they change rarely. */
export const categoriesQuery = queryOptions({
  queryKey: ['tickets', 'categories'],
  queryFn: async ({ signal }) => (await get<CategoryList>('/ticket-categories', { signal })).items,
  staleTime: 10 * 60_000,
});

/** Who can be given a ticket. */
export const assigneesQuery = queryOptions({
  queryKey: ['tickets', 'assignees'],
  queryFn: async ({ signal }) => (await get<AssigneeList>('/ticket-assignees', { signal })).items,
});

export const createTicket = async (ticket: NewTicket, idempotencyKey: string): Promise<TicketDetail> =>
  (await call<TicketDetail>('POST', '/tickets', { body: ticket, idempotencyKey })).data;

export const changeTicket = async (id: number, patch: TicketPatch, etag: string | null): Promise<LoadedTicket> =>
  loaded(await call<TicketDetail>('PATCH', path`/tickets/${id}`, { body: patch, ifMatch: etag }));

/** Says that one has the ticket open; answers who else has. */
export const beatPresence = async (id: number, writing: boolean, signal: AbortSignal) =>
  (await call<PresenceList>('PUT', path`/tickets/${id}/presence`, { body: { writing }, signal, unasked: true })).data
    .items;

/** Says that one has closed it, also while the page goes away. Nobody waits for it. */
export const leavePresence = (id: number): void =>
  void call('DELETE', path`/tickets/${id}/presence`, { keepalive: true, unasked: true }).catch(() => undefined);

type Sending = { readonly idempotencyKey: string; readonly etag: string | null };
export const moveTicket = async (id: number, move: NewTransition, sending: Sending): Promise<LoadedTicket> =>
  loaded(
    await call<TicketDetail>('POST', path`/tickets/${id}/transitions`, {
      body: move,
      idempotencyKey: sending.idempotencyKey,
      ifMatch: sending.etag,
    }),
  );

export const sendMessage = async (
  id: number,
  voice: Voice,
  body: string,
  idempotencyKey: string,
): Promise<TicketMessage> =>
  (await call<TicketMessage>('POST', path`/tickets/${id}/${voice}`, { body: { body }, idempotencyKey })).data;
