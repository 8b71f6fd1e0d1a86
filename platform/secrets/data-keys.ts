import { randomBytes } from 'node:crypto';
import type { Pool } from '#platform/db/pool.ts';
import { type Query, sqlQuery, sqlRun } from '#platform/db/query.ts';
import { readOnce, writeOnce } from '#platform/db/tenant-tx.ts';
import { SecretError, type Wrapping } from './wrapping.ts';

/** A tenant's data key, unwrapped. */
export type DataKey = { readonly version: number; readonly key: Buffer };

export type DataKeys = {
  /** The newest key; the first one is made when there is none. */
  newest(tenantId: number): Promise<DataKey>;
  at(tenantId: number, version: number): Promise<DataKey>;
  /** Makes the next version. */
  add(tenantId: number): Promise<DataKey>;
};

const KEPT = 1000;

/** Data keys as `pool`'s role may see them. Unwrapped keys of a version never change, so they are kept in memory. */
export const dataKeys = (pool: Pool, wrapping: Wrapping): DataKeys => {
  const kept = new Map<string, DataKey>();
  const unwrap = async (tenantId: number, row: KeyRow): Promise<DataKey> => {
    const name = `${tenantId}:${row.version}`;
    const known = kept.get(name);
    if (known) return known;
    const key = await wrapping.unwrap(row.wrapped, boundTo(tenantId, row.version), row.master);
    if (kept.size >= KEPT) kept.delete(kept.keys().next().value as string);
    kept.set(name, { version: row.version, key });
    return { version: row.version, key };
  };
  const newest = async (tenantId: number): Promise<DataKey> => {
    const row = await findNewest(pool, tenantId);
    if (row) return unwrap(tenantId, row);
    await insertKey(pool, wrapping, tenantId, 1);
    const made = await findNewest(pool, tenantId);
    if (!made) throw new SecretError('A data key could not be made.');
    return unwrap(tenantId, made);
  };
  return {
    newest,
    at: async (tenantId, version) => {
      const known = kept.get(`${tenantId}:${version}`);
      if (known) return known;
      const row = await findVersion(pool, tenantId, version);
      if (!row) throw new SecretError('The data key of a sealed value is not there.');
      return unwrap(tenantId, row);
    },
    add: async (tenantId) => {
      const { version } = await newest(tenantId);
      await insertKey(pool, wrapping, tenantId, version + 1);
      return newest(tenantId);
    },
  };
};

export type KeyRow = { readonly version: number; readonly wrapped: Buffer; readonly master: string };

/** Wrapped keys are bound to tenant and version, so that neither can be exchanged for another. */
export const boundTo = (tenantId: number, version: number): string =>
  JSON.stringify(['madang data key', tenantId, version]);

const findNewest = (pool: Pool, tenantId: number): Promise<KeyRow | undefined> =>
  findKey(
    pool,
    tenantId,
    sqlQuery(
      'select version, wrapped, master from secret_key where tenant_id = $1::int order by version desc limit 1',
      [tenantId],
    ),
  );

const findVersion = (pool: Pool, tenantId: number, version: number): Promise<KeyRow | undefined> =>
  findKey(
    pool,
    tenantId,
    sqlQuery('select version, wrapped, master from secret_key where tenant_id = $1::int and version = $2::int', [
      tenantId,
      version,
    ]),
  );

const findKey = async (pool: Pool, tenantId: number, query: Query<KeyRow[]>): Promise<KeyRow | undefined> =>
  (await readOnce(pool, { tenantId, proof: null }, query))[0];

/** Two nodes may make the same version at once: one of them wins, both read it afterwards. */
const insertKey = async (pool: Pool, wrapping: Wrapping, tenantId: number, version: number): Promise<void> => {
  const wrapped = await wrapping.wrap(randomBytes(32), boundTo(tenantId, version));
  const insert = sqlRun(
    `insert into secret_key (tenant_id, version, wrapped, master)
     values ($1::int, $2::int, $3::bytea, $4) on conflict do nothing`,
    [tenantId, version, wrapped, wrapping.master],
  );
  await writeOnce(pool, { tenantId, proof: null }, insert);
};
