import type { Principal } from '#platform/access/principal.ts';
import { absent } from '#platform/access/refusal.ts';
import type { Tx } from '#platform/db/tenant-tx.ts';
import type { Call } from '#platform/http/call.ts';
import { list, type Route, read, write } from '#platform/http/route.ts';
import {
  ById,
  Invitation,
  InvitedUser,
  NewUser,
  User,
  UserChange,
  UserList,
  UserListQuery,
  UserWaysIn,
} from '../contract.ts';
import {
  changeUser,
  createUser,
  disableUser,
  enableUser,
  endUserSessions,
  inviteUser,
  offeredOn,
  reloadUser,
} from './actions.ts';
import { findWaysIn } from './people-queries.ts';
import { findUser, findUserForChange, listUsers, type UserRow } from './queries.ts';

const access = { permission: 'user.manage' } as const;
const about = 'user';

const show = (row: UserRow, by: Principal): User => ({
  id: row.id,
  login: row.login,
  name: row.name,
  role: row.role,
  locale: row.locale,
  status: row.status,
  version: row.version,
  createdAt: row.created_at,
  updatedAt: row.updated_at,
  abilities: offeredOn(row, by),
});

const gate = async (tx: Tx, c: Call<{ id: number }>): Promise<UserRow> => {
  const found = await tx.run(findUserForChange(tx.tenantId, c.params.id));
  if (found === undefined) throw absent('user.manage', 'user', c.params.id);
  return found;
};

export const userRoutes: readonly Route[] = [
  list({
    path: '/api/users',
    access,
    summary: 'Users of the tenant, newest first.',
    query: UserListQuery,
    answer: UserList,
    load: (c, { limit, after }) =>
      listUsers(c.principal.tenant.id, {
        role: c.query.role,
        status: c.query.status,
        q: c.query.q,
        before: after === null ? null : Number(after[0]),
        limit: limit + 1,
      }),
    key: (row) => [row.id],
    show: (row, c) => show(row, c.principal),
  }),
  write({
    method: 'POST',
    path: '/api/users',
    access,
    summary: 'Invites a user; the one-time link is shown once.',
    body: NewUser,
    answer: { 201: InvitedUser },
    secret: true,
    run: async (tx, c) => {
      const { login, name, role, locale = 'ko' } = c.body;
      const id = await createUser(tx, { login, name: name.trim(), role, locale });
      const invitation = await inviteUser(tx, c.kernel.config, id);
      const user = await reloadUser(tx, id);
      return {
        body: { ...show(user, c.principal), invitation },
        headers: { Location: `/api/users/${id}` },
        etag: user.version,
      };
    },
  }),
  read({
    path: '/api/users/:id',
    access,
    about,
    summary: 'One user.',
    params: ById,
    answer: User,
    load: (c) => findUser(c.principal.tenant.id, c.params.id),
    version: (row) => row.version,
    show: (row, c) => show(row, c.principal),
  }),
  read({
    path: '/api/users/:id/ways-in',
    access,
    about,
    summary:
      'What would end with the account of a user: sessions, tokens, keys, an open link; and when they were last seen.',
    params: ById,
    answer: UserWaysIn,
    load: (c) => findWaysIn(c.principal.tenant.id, c.params.id),
  }),
  write({
    method: 'PATCH',
    path: '/api/users/:id',
    access,
    about,
    summary: 'Changes name, role or language; a new role counts from the next request on.',
    params: ById,
    body: UserChange,
    answer: { 200: User },
    gate,
    version: (row) => row.version,
    run: async (tx, c, before) => {
      await changeUser(tx, c.principal, before, { ...c.body, name: c.body.name?.trim() });
      const user = await reloadUser(tx, before.id);
      return { body: show(user, c.principal), etag: user.version };
    },
  }),
  write({
    method: 'POST',
    path: '/api/users/:id/disablement',
    access,
    about,
    summary: 'Disables a user: all sessions, tokens and keys end at once.',
    params: ById,
    answer: { 200: User },
    gate,
    version: (row) => row.version,
    run: async (tx, c, before) => {
      await disableUser(tx, c.principal.userId, before);
      const user = await reloadUser(tx, before.id);
      return { body: show(user, c.principal), etag: user.version };
    },
  }),
  write({
    method: 'DELETE',
    path: '/api/users/:id/disablement',
    access,
    about,
    summary: 'Enables a disabled user again.',
    params: ById,
    answer: { 200: User },
    gate,
    version: (row) => row.version,
    run: async (tx, c, before) => {
      await enableUser(tx, before);
      const user = await reloadUser(tx, before.id);
      return { body: show(user, c.principal), etag: user.version };
    },
  }),
  write({
    method: 'DELETE',
    path: '/api/users/:id/sessions',
    access,
    about,
    summary: 'Ends every session and token of a user at once; the account stays.',
    params: ById,
    answer: { 204: null },
    gate,
    version: (row) => row.version,
    run: async (tx, _c, { id }) => {
      await endUserSessions(tx, id);
      return {};
    },
  }),
  write({
    method: 'POST',
    path: '/api/users/:id/invitation',
    access,
    about,
    summary: 'A new one-time link for a first or a forgotten password; shown once, links before it end.',
    params: ById,
    answer: { 201: Invitation },
    secret: true,
    gate,
    version: (row) => row.version,
    run: async (tx, c, before) => ({ body: await inviteUser(tx, c.kernel.config, before.id) }),
  }),
];
