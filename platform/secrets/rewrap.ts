import { BEGIN, BEGIN_READ_ONLY, batch, COMMIT } from '#platform/db/batch.ts';
import type { Pool } from '#platform/db/pool.ts';
import { parameter, type Statement } from '#platform/db/query.ts';
import { boundTo, type KeyRow } from './data-keys.ts';
import type { Wrapping } from './wrapping.ts';

type Wrapped = KeyRow & { readonly tenant_id: number };

const PAGE = 500;

/**
 * After a change of the master key: wraps every data key anew, page by page, until none is left under an older one.
 * `system` is the pool of the system role. What was sealed stays as it is. Repeatable; answers how many keys it wrapped.
 */
export const rewrapKeys = async (system: Pool, wrapping: Wrapping): Promise<number> => {
  let wrapped = 0;
  for (;;) {
    const rows = await olderKeys(system, wrapping.master);
    if (rows.length === 0) return wrapped;
    const updates = await Promise.all(rows.map((row) => wrappedAnew(row, wrapping)));
    await batch(system, [BEGIN, ...updates, COMMIT]);
    wrapped += rows.length;
  }
};

/** Whether some data key was wrapped by another master key than this one: then it is not the one of this database. */
export const isForeignMaster = async (system: Pool, wrapping: Wrapping): Promise<boolean> =>
  (await olderKeys(system, wrapping.master)).length > 0;

const olderKeys = async (system: Pool, master: string): Promise<readonly Wrapped[]> => {
  const text = `select tenant_id, version, wrapped, master from secret_key
    where master <> $1 order by tenant_id, version limit ${PAGE}`;
  const results = await batch(system, [BEGIN_READ_ONLY, { text, values: [master] }, COMMIT], { repeatable: true });
  return (results[1] ?? []) as unknown as Wrapped[];
};

const wrappedAnew = async (row: Wrapped, wrapping: Wrapping): Promise<Statement> => {
  const bound = boundTo(row.tenant_id, row.version);
  const key = await wrapping.unwrap(row.wrapped, bound, row.master);
  const text = `update secret_key set wrapped = $1::bytea, master = $2
    where tenant_id = $3::int and version = $4::int and master = $5`;
  const values = [await wrapping.wrap(key, bound), wrapping.master, row.tenant_id, row.version, row.master];
  return { text, values: values.map(parameter) };
};
