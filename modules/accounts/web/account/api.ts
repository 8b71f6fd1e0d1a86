import { queryOptions } from '@tanstack/react-query';
import type { Static } from 'typebox';
import { type Answer, call, get } from '#platform/web/api/client.ts';
import { path } from '#platform/web/api/path.ts';
import type {
  AccessMatrix,
  Account,
  AccountChange,
  ApiKeyList,
  NewApiKey,
  NewApiKeyAnswer,
  OwnSessionList,
  PasswordChange,
} from '../../contract.ts';

export type OwnAccount = Static<typeof Account>;
export type OwnSession = Static<typeof OwnSessionList>['items'][number];
export type ApiKey = Static<typeof ApiKeyList>['items'][number];
export type MadeKey = Static<typeof NewApiKeyAnswer>;
type LoadedAccount = { readonly account: OwnAccount; readonly etag: string | null };

const loaded = ({ data, etag }: Answer<OwnAccount>): LoadedAccount => ({ account: data, etag });

export const accountQuery = queryOptions({
  queryKey: ['account', 'own'],
  queryFn: async ({ signal }) => loaded(await call<OwnAccount>('GET', '/account', { signal })),
});

export const changeAccount = async (
  change: Static<typeof AccountChange>,
  etag: string | null,
): Promise<LoadedAccount> => loaded(await call<OwnAccount>('PATCH', '/account', { body: change, ifMatch: etag }));

export const changePassword = async (body: Static<typeof PasswordChange>): Promise<true> => {
  await call('PUT', '/account/password', { body });
  return true;
};

export const sessionsQuery = queryOptions({
  queryKey: ['account', 'sessions'],
  queryFn: async ({ signal }) => (await get<Static<typeof OwnSessionList>>('/sessions', { signal })).items,
  staleTime: 0,
});

export const endSession = (id: number): Promise<unknown> => call('DELETE', path`/sessions/${id}`);

export const keysQuery = queryOptions({
  queryKey: ['account', 'keys'],
  queryFn: async ({ signal }) =>
    (await get<Static<typeof ApiKeyList>>('/api-keys', { query: { limit: 200 }, signal })).items,
});

/** Functions that a key may have at all; some are only for people. */
export const keyFunctionsQuery = queryOptions({
  queryKey: ['account', 'key-functions'],
  queryFn: async ({ signal }) =>
    (await get<Static<typeof AccessMatrix>>('/access/matrix', { signal })).functions
      .filter(({ peopleOnly }) => !peopleOnly)
      .map(({ name }) => name),
  staleTime: Number.POSITIVE_INFINITY,
});

export const createKey = async (key: Static<typeof NewApiKey>): Promise<MadeKey> =>
  (await call<MadeKey>('POST', '/api-keys', { body: key })).data;

export const revokeKey = (id: number): Promise<unknown> => call('DELETE', path`/api-keys/${id}`);
