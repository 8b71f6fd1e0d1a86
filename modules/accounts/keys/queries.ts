import { compiler } from '#platform/db/kysely.ts';
import type { Query } from '#platform/db/query.ts';
import { many, mapQuery, maybe, one, onlyRow, sqlQuery } from '#platform/db/query.ts';
import type { AccountTables } from '../tables.ts';

const db = compiler<AccountTables>();

export type KeyRow = {
  readonly id: number;
  readonly acting_id: number;
  readonly name: string;
  readonly scopes: string[];
  readonly user_id: number;
  readonly login: string;
  readonly user_name: string;
  readonly created_at: string;
  readonly expires_at: string;
  readonly last_seen_at: string;
  readonly acting_created_at: string;
};

/** Keys that still are a way in: revoked ones are in the audit only. */
const keys = (tenantId: number) =>
  db
    .selectFrom('api_key as k')
    .innerJoin('acting as a', (join) => join.onRef('a.tenant_id', '=', 'k.tenant_id').onRef('a.id', '=', 'k.acting_id'))
    .innerJoin('tenant_member as m', (join) =>
      join.onRef('m.tenant_id', '=', 'k.tenant_id').onRef('m.user_id', '=', 'k.user_id'),
    )
    .where('k.tenant_id', '=', tenantId)
    .select([
      'k.id',
      'a.id as acting_id',
      'k.name',
      'k.scopes',
      'k.user_id',
      'm.login',
      'm.name as user_name',
      'k.created_at',
      'k.expires_at',
      'a.last_seen_at',
      'a.created_at as acting_created_at',
    ]);

type Page = { readonly owner: number | null; readonly before: number | null; readonly limit: number };

/** Newest first; `owner` null is everybody's. */
export const listKeys = (tenantId: number, { owner, before, limit }: Page): Query<KeyRow[]> => {
  let query = keys(tenantId).orderBy('k.id', 'desc').limit(limit);
  if (owner !== null) query = query.where('k.user_id', '=', owner);
  if (before !== null) query = query.where('k.id', '<', before);
  return many(query);
};

export const findKey = (tenantId: number, id: number): Query<KeyRow | undefined> =>
  maybe(keys(tenantId).where('k.id', '=', id));

/** The way in of a new key, beside the person's own and no wider. Answers its id. */
export const addKeyActing = (
  ownActingId: number,
  values: { readonly secretHash: Buffer; readonly scopes: readonly string[]; readonly expiresAt: Date },
): Query<number> =>
  mapQuery(
    sqlQuery<{ id: number }>('select add_key_acting($1::bigint, $2::bytea, $3::text[], $4::timestamptz) as id', [
      ownActingId,
      values.secretHash,
      values.scopes,
      values.expiresAt,
    ]),
    (rows) => onlyRow(rows).id,
  );

export const insertKey = (
  tenantId: number,
  values: {
    readonly userId: number;
    readonly actingId: number;
    readonly name: string;
    readonly scopes: readonly string[];
    readonly expiresAt: Date;
  },
): Query<number> =>
  mapQuery(
    one(
      db
        .insertInto('api_key')
        .values({
          tenant_id: tenantId,
          user_id: values.userId,
          acting_id: values.actingId,
          name: values.name,
          scopes: [...values.scopes],
          expires_at: values.expiresAt,
        })
        .returning('id'),
    ),
    ({ id }) => id,
  );
