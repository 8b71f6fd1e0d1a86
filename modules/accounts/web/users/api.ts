import { infiniteQueryOptions, type QueryClient, queryOptions } from '@tanstack/react-query';
import { type Answer, call, get, newIdempotencyKey } from '#platform/web/api/client.ts';
import { path } from '#platform/web/api/path.ts';
import type { Loaded } from '#platform/web/ui/detail/use-fact-changes.ts';
import type { Invitation, InvitedUser, NewUser, User, UserChange, UserWaysIn } from '../../contract.ts';
import type { UserSearch } from './search.ts';

type UserPage = { readonly items: readonly User[]; readonly nextCursor: string | null };

export const userKeys = {
  lists: ['users', 'list'] as const,
  one: (id: number) => ['users', 'one', id] as const,
  waysIn: (id: number) => ['users', 'one', id, 'ways-in'] as const,
};
const loaded = ({ data, etag }: Answer<User>): Loaded<User> => ({ value: data, etag });

export const fetchUsers = (search: UserSearch, cursor: string | null, signal?: AbortSignal): Promise<UserPage> =>
  get<UserPage>('/users', { query: { ...search, limit: 100, cursor }, ...(signal ? { signal } : {}) });

export const usersQuery = (search: UserSearch) =>
  infiniteQueryOptions({
    queryKey: [...userKeys.lists, search] as const,
    queryFn: ({ pageParam, signal }) => fetchUsers(search, pageParam, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.nextCursor,
  });

export const fetchUser = async (id: number, signal?: AbortSignal): Promise<Loaded<User>> =>
  loaded(await call<User>('GET', path`/users/${id}`, signal ? { signal } : {}));
export const userQuery = (id: number) =>
  queryOptions({ queryKey: userKeys.one(id), queryFn: ({ signal }) => fetchUser(id, signal) });
export const waysInQuery = (id: number) =>
  queryOptions({
    queryKey: userKeys.waysIn(id),
    queryFn: ({ signal }) => get<UserWaysIn>(path`/users/${id}/ways-in`, { signal }),
    staleTime: 0,
  });

export const changeUser = async (id: number, patch: UserChange, etag: string | null): Promise<Loaded<User>> =>
  loaded(await call<User>('PATCH', path`/users/${id}`, { body: patch, ifMatch: etag }));
export const inviteUser = async (user: NewUser, idempotencyKey: string): Promise<InvitedUser> =>
  (await call<InvitedUser>('POST', '/users', { body: user, idempotencyKey })).data;
export const newLink = async (id: number): Promise<Invitation> =>
  (await call<Invitation>('POST', path`/users/${id}/invitation`, { idempotencyKey: newIdempotencyKey() })).data;
export const endSessions = async (id: number): Promise<void> => {
  await call('DELETE', path`/users/${id}/sessions`);
};
export const disableUser = async (id: number): Promise<Loaded<User>> =>
  loaded(await call<User>('POST', path`/users/${id}/disablement`, { idempotencyKey: newIdempotencyKey() }));
export const enableUser = async (id: number): Promise<Loaded<User>> =>
  loaded(await call<User>('DELETE', path`/users/${id}/disablement`));

/** Puts a changed user where it is shown. */
export const keepUser = (client: QueryClient, user: Loaded<User>): void => {
  client.setQueryData(userKeys.one(user.value.id), user);
  void client.invalidateQueries({ queryKey: userKeys.lists });
  void client.invalidateQueries({ queryKey: userKeys.waysIn(user.value.id) });
};
