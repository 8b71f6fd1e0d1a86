import { compiler } from '#platform/db/kysely.ts';
import { mapQuery, type Query, run, sqlQuery } from '#platform/db/query.ts';
import type { AccountTables } from '../tables.ts';

const db = compiler<AccountTables>();

type Hashes = { readonly family: Buffer; readonly rotation: Buffer };

export const insertFamily = (tenantId: number, actingId: number, hashes: Hashes): Query<number> =>
  run(
    db.insertInto('refresh_family').values({
      tenant_id: tenantId,
      acting_id: actingId,
      family_hash: hashes.family,
      rotation_hash: hashes.rotation,
    }),
  );

export type Rotated = { readonly acting_id: number; readonly rotated: boolean };

/**
 * One conditional update: the family's present rotation gives way to the next one; any other rotation of that family was
 * used before, so nothing is valid any more. Undefined when there is no such family.
 */
export const rotateFamily = (tenantId: number, given: Hashes, next: Buffer): Query<Rotated | undefined> =>
  mapQuery(
    sqlQuery<Rotated>(
      `update refresh_family
       set rotation_hash = case when rotation_hash = $3::bytea then $4::bytea end, rotated_at = now()
       where tenant_id = $1::int and family_hash = $2::bytea
       returning acting_id, rotation_hash is not null as rotated`,
      [tenantId, given.family, given.rotation, next],
    ),
    (rows) => rows[0],
  );
