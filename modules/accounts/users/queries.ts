import { sql } from 'kysely';
import type { Role } from '#platform/access/principal.ts';
import { compiler } from '#platform/db/kysely.ts';
import { many, mapQuery, maybe, type Query, run, sqlQuery } from '#platform/db/query.ts';
import type { AccountTables } from '../tables.ts';

const db = compiler<AccountTables>();

export type UserRow = {
  readonly id: number;
  readonly login: string;
  readonly name: string;
  readonly role: Role;
  readonly locale: 'ko' | 'en';
  readonly status: 'invited' | 'active' | 'disabled';
  readonly version: number;
  readonly created_at: string;
  readonly updated_at: string;
  readonly password_changed_at: string | null;
};

/** Own users of a tenant, still to be narrowed down. */
export const users = (tenantId: number) =>
  db
    .selectFrom('account as a')
    .innerJoin('tenant_member as m', (join) =>
      join.onRef('m.tenant_id', '=', 'a.tenant_id').onRef('m.user_id', '=', 'a.id'),
    )
    .where('a.tenant_id', '=', tenantId)
    .select([
      'a.id',
      'a.login',
      'a.name',
      'm.role',
      'a.locale',
      'a.status',
      'a.version',
      'a.created_at',
      'a.updated_at',
      'a.password_changed_at',
    ]);

export type UserFilter = {
  readonly role?: Role | undefined;
  readonly status?: UserRow['status'] | undefined;
  readonly q?: string | undefined;
  readonly before: number | null;
  readonly limit: number;
};

/** The tenant's own users, newest first; `q` is found anywhere in login or name. */
export const listUsers = (tenantId: number, filter: UserFilter): Query<UserRow[]> => {
  let query = users(tenantId).orderBy('a.id', 'desc').limit(filter.limit);
  const { role, status, q, before } = filter;
  if (role !== undefined) query = query.where('m.role', '=', role);
  if (status !== undefined) query = query.where('a.status', '=', status);
  if (before !== null) query = query.where('a.id', '<', before);
  if (q !== undefined && q !== '') {
    const part = `%${q.replaceAll(/[\\%_]/g, '\\$&')}%`;
    query = query.where((where) => where.or([where('a.login', 'ilike', part), where('a.name', 'ilike', part)]));
  }
  return many(query);
};

export const findUser = (tenantId: number, id: number): Query<UserRow | undefined> =>
  maybe(users(tenantId).where('a.id', '=', id));

/** The same, locked until the transaction ends. */
export const findUserForChange = (tenantId: number, id: number): Query<UserRow | undefined> =>
  maybe(users(tenantId).where('a.id', '=', id).forNoKeyUpdate());

export const findUserByLogin = (tenantId: number, login: string): Query<UserRow | undefined> =>
  maybe(users(tenantId).where('a.login', '=', login));

export type AccountValues = {
  readonly login: string;
  readonly name: string;
  readonly locale: 'ko' | 'en';
  readonly demo?: boolean;
  readonly passwordHash?: string;
};

/** A new account; with a password hash it can sign in at once. Answers its id, or undefined when the login is taken. */
export const insertAccount = (tenantId: number, values: AccountValues): Query<number | undefined> =>
  mapQuery(
    maybe(
      db
        .insertInto('account')
        .values({
          tenant_id: tenantId,
          login: values.login,
          name: values.name,
          locale: values.locale,
          demo: values.demo ?? false,
          password_hash: values.passwordHash ?? null,
          password_changed_at: values.passwordHash === undefined ? null : sql<Date>`now()`,
          status: values.passwordHash === undefined ? 'invited' : 'active',
        })
        .onConflict((conflict) => conflict.columns(['tenant_id', 'login']).doNothing())
        .returning('id'),
    ),
    (row) => row?.id,
  );

/** The member row of a tenant's own user. */
export const insertMember = (
  tenantId: number,
  user: { readonly id: number; readonly login: string; readonly name: string; readonly role: Role },
): Query<number> =>
  run(
    db.insertInto('tenant_member').values({
      tenant_id: tenantId,
      user_id: user.id,
      login: user.login,
      name: user.name,
      home_tenant_id: tenantId,
      home_role: user.role,
      role: user.role,
      kind: 'own',
    }),
  );

export type AccountChange = {
  readonly name?: string | undefined;
  readonly locale?: 'ko' | 'en' | undefined;
  readonly status?: UserRow['status'] | undefined;
  readonly passwordHash?: string | undefined;
};

/** Changes what is given and counts the version up. */
export const updateAccount = (tenantId: number, id: number, change: AccountChange, now: Date): Query<number> =>
  run(
    db
      .updateTable('account')
      .set((set) => ({
        ...(change.name !== undefined && { name: change.name }),
        ...(change.locale !== undefined && { locale: change.locale }),
        ...(change.status !== undefined && { status: change.status }),
        ...(change.passwordHash !== undefined && { password_hash: change.passwordHash, password_changed_at: now }),
        version: set('version', '+', 1),
        updated_at: now,
      }))
      .where('tenant_id', '=', tenantId)
      .where('id', '=', id),
  );

export const updateRole = (tenantId: number, userId: number, role: Role): Query<number> =>
  run(db.updateTable('tenant_member').set({ role }).where('tenant_id', '=', tenantId).where('user_id', '=', userId));

/**
 * Carries an account over to wherever its person is known, and ends or renews every way in. Owed after each change of
 * an account or role, in the same transaction.
 */
export const spreadAccount = (userId: number): Query<unknown> =>
  sqlQuery('select spread_account($1::bigint)', [userId]);

/** How many active administrators a tenant has besides this one. Locks them all, so that two do not end each other. */
export const countOtherAdministrators = (tenantId: number, userId: number): Query<number> =>
  mapQuery(
    many(
      db
        .selectFrom('tenant_member as m')
        .innerJoin('account as a', (join) =>
          join.onRef('a.tenant_id', '=', 'm.tenant_id').onRef('a.id', '=', 'm.user_id'),
        )
        .where('m.tenant_id', '=', tenantId)
        .where('m.role', '=', 'ADMIN')
        .where('a.status', '!=', 'disabled')
        .select('m.user_id')
        .orderBy('m.user_id')
        .forUpdate('m'),
    ),
    (all) => all.filter(({ user_id }) => user_id !== userId).length,
  );

export type PersonRow = {
  readonly user_id: number;
  readonly login: string;
  readonly name: string;
  readonly role: Role;
};

/** Everybody who is known in a tenant, its own users and staff from elsewhere. */
export const listPeople = (tenantId: number): Query<PersonRow[]> =>
  many(
    db
      .selectFrom('tenant_member')
      .where('tenant_id', '=', tenantId)
      .where('status', '=', 'active')
      .select(['user_id', 'login', 'name', 'role'])
      .orderBy('user_id'),
  );

/** Gives every demo account of a tenant the same new password. */
export const replaceDemoHashes = (tenantId: number, passwordHash: string, now: Date): Query<number> =>
  run(
    db
      .updateTable('account')
      .set({ password_hash: passwordHash, password_changed_at: now })
      .where('tenant_id', '=', tenantId)
      .where('demo', '=', true),
  );
