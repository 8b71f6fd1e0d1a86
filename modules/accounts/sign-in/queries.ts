import { LIFETIMES } from '#platform/access/acting.ts';
import { compiler } from '#platform/db/kysely.ts';
import { mapQuery, maybe, type Query, run, sqlQuery } from '#platform/db/query.ts';
import type { AccountTables } from '../tables.ts';

const db = compiler<AccountTables>();

/** Where a login lives, and whether that tenant lets anybody in. Says nothing about passwords. */
export type LoginPlace = {
  readonly tenant_id: number;
  readonly user_id: number;
  readonly code: string;
  readonly status: 'active' | 'suspended' | 'closed';
};

export const findLogin = (login: string): Query<LoginPlace[]> =>
  sqlQuery<LoginPlace>('select tenant_id, user_id, code, status from find_login($1)', [login]);

export type SignInAccount = {
  readonly id: number;
  readonly login: string;
  readonly status: 'invited' | 'active' | 'disabled';
  readonly password_hash: string | null;
  readonly demo: boolean;
  readonly tenant_name: string;
};

/** What sign-in needs of an account; nothing for an id that is not there. */
export const findSignInAccount = (tenantId: number, userId: number): Query<SignInAccount | undefined> =>
  maybe(
    db
      .selectFrom('account as a')
      .innerJoin('tenant as t', 't.id', 'a.tenant_id')
      .where('a.tenant_id', '=', tenantId)
      .where('a.id', '=', userId)
      .select(['a.id', 'a.login', 'a.status', 'a.password_hash', 'a.demo', 't.name as tenant_name']),
  );

/** Whether this user has signed in with this browser before. */
export const isKnownDevice = (tenantId: number, userId: number, secretHash: Buffer): Query<boolean> =>
  mapQuery(
    maybe(
      db
        .selectFrom('known_device')
        .where('tenant_id', '=', tenantId)
        .where('user_id', '=', userId)
        .where('secret_hash', '=', secretHash)
        .select('id'),
    ),
    (row) => row !== undefined,
  );

export const insertDevice = (tenantId: number, userId: number, secretHash: Buffer, expiresAt: Date): Query<number> =>
  run(
    db
      .insertInto('known_device')
      .values({ tenant_id: tenantId, user_id: userId, secret_hash: secretHash, expires_at: expiresAt }),
  );

export const updateHash = (tenantId: number, userId: number, passwordHash: string): Query<number> =>
  run(
    db
      .updateTable('account')
      .set({ password_hash: passwordHash })
      .where('tenant_id', '=', tenantId)
      .where('id', '=', userId),
  );

export type NewActing = {
  readonly kind: 'session' | 'token';
  readonly userId: number;
  readonly secretHash: Buffer;
  readonly client: string | null;
  readonly address: string | null;
};

/**
 * A way into the user's own tenant. Answers its id, or undefined when account or tenant are not active any more. The
 * rows asked are locked: whoever ends or changes the user meanwhile waits, and then finds this way in too.
 */
export const insertActing = (tenantId: number, acting: NewActing): Query<number | undefined> => {
  const { idle, absolute } = LIFETIMES[acting.kind];
  return mapQuery(
    sqlQuery<{ id: number }>(
      `insert into acting (tenant_id, kind, secret_hash, user_id, home_tenant_id, home_role, role, locale, home_name,
         idle_expires_at, expires_at, client, address)
       select m.tenant_id, $3, $4::bytea, m.user_id, m.tenant_id, m.role, m.role, a.locale, t.name,
         now() + $5::int * interval '1 second', now() + $6::int * interval '1 second', $7, $8
       from account a
       join tenant_member m on m.tenant_id = a.tenant_id and m.user_id = a.id
       join tenant t on t.id = a.tenant_id
       where a.tenant_id = $1::int and a.id = $2::bigint and a.status <> 'disabled' and t.status = 'active'
       for share of a, m
       returning id`,
      [tenantId, acting.userId, acting.kind, acting.secretHash, idle, absolute, acting.client, acting.address],
    ),
    (rows) => rows[0]?.id,
  );
};

/** Ends the session that a browser came with, when it signs in anew. */
export const endSessionBySecret = (tenantId: number, secretHash: Buffer): Query<number> =>
  run(
    db
      .deleteFrom('acting')
      .where('tenant_id', '=', tenantId)
      .where('kind', '=', 'session')
      .where('secret_hash', '=', secretHash),
  );

/** After a new password: every session and token of the user ends, but for one. */
export const endSessionsOfUser = (userId: number, keep: number | null): Query<unknown> =>
  sqlQuery('select end_sessions_of_user($1::bigint, $2::bigint)', [userId, keep]);

export type Moved = { readonly tenant_id: number; readonly id: number };

/** Moves a way in to another tenant under a new secret; undefined when its person may not act there. */
export const switchActing = (
  acting: { readonly id: number; readonly version: number },
  code: string,
  secretHash: Buffer,
  request: Readonly<Record<string, unknown>>,
): Query<Moved | undefined> =>
  mapQuery(
    sqlQuery<Moved>('select tenant_id, id from switch_acting($1::bigint, $2::int, $3, $4::bytea, $5::jsonb)', [
      acting.id,
      acting.version,
      code,
      secretHash,
      JSON.stringify(request),
    ]),
    (rows) => rows[0],
  );
