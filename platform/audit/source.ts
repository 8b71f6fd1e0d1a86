import { batch, COMMIT } from '#platform/db/batch.ts';
import type { Pool } from '#platform/db/pool.ts';
import { type Query, sqlQuery } from '#platform/db/query.ts';
import { BEGIN_SNAPSHOT } from '#platform/events/position.ts';
import type { SigningKeys } from '#platform/secrets/signing-keys.ts';
import { CONTENT_SQL, type Content, contentOf } from './canonical.ts';
import { AuditUnreadable } from './finding.ts';
import { createIdSet, type IdSet } from './id-set.ts';
import type { AuditRecord, CheckpointRecord, SealRecord, TenantRecord } from './record.ts';

export type SourceOptions = {
  /** The system role's pool. */
  readonly pool: Pool;
  readonly keys: SigningKeys;
  /** One tenant only. */
  readonly tenant?: string;
};

/** Rows fetched at once: seals are gathered up to so many rows. */
const ROWS = 2000;
const IDS = 20_000;

/**
 * The whole audit as records. What the sealer had reached is read first: a row that it had passed and that no seal names was
 * put in later, a younger one is pending. Throws AuditUnreadable when `tenant` does not exist.
 */
export async function* readAudit(options: SourceOptions): AsyncGenerator<AuditRecord> {
  const { pool } = options;
  yield { kind: 'madang_audit', format: 1, exportedAt: new Date().toISOString(), tenant: options.tenant ?? null };
  for (const key of await options.keys.all()) {
    const publicKey = key.publicKey.export({ type: 'spki', format: 'pem' }) as string;
    yield { kind: 'key', keyId: key.keyId, publicKey, proven: await options.keys.isOurs(key.keyId) };
  }
  const tenants = await ask(pool, tenantsNamed(options.tenant));
  if (options.tenant !== undefined && tenants.length === 0)
    throw new AuditUnreadable(`There is no tenant ${options.tenant}.`);
  for (const tenant of tenants) yield* readTenant(pool, tenant);
  yield { kind: 'end' };
}

async function* readTenant(pool: Pool, tenant: TenantRecord): AsyncGenerator<AuditRecord> {
  const [reached] = await ask(pool, sealedUpTo);
  const seen = createIdSet();
  yield tenant;
  for (const checkpoint of await ask(pool, checkpointsOf(tenant.id))) yield checkpoint;
  for (let after = 0; ; ) {
    const seals = await ask(pool, sealsAfter(tenant.id, after));
    const last = seals.at(-1);
    if (last === undefined) break;
    after = last.seq;
    yield* withRows(pool, tenant.id, seals, seen);
  }
  yield* unsealedRows(pool, tenant.id, reached?.from_snapshot ?? '1:1:', seen);
}

/** Seals with their rows; only so many rows are in memory at once. */
async function* withRows(
  pool: Pool,
  tenantId: number,
  seals: readonly SealRecord[],
  seen: IdSet,
): AsyncGenerator<AuditRecord> {
  for (const group of inGroups(seals)) {
    const rows = await ask(
      pool,
      rowsOf(
        tenantId,
        group.flatMap((seal) => seal.ids),
      ),
    );
    const contents = new Map(rows.map((row) => [row.id, contentOf(row)]));
    for (const seal of group) {
      yield seal;
      for (const id of seal.ids) seen.add(id);
      yield* rowRecords(seal.ids, contents);
    }
  }
}

/** Neighbours that together have about as many rows as are fetched at once. */
const inGroups = (seals: readonly SealRecord[]): SealRecord[][] => {
  const groups: SealRecord[][] = [];
  let room = 0;
  for (const seal of seals) {
    if (room < seal.ids.length) {
      groups.push([]);
      room = ROWS;
    }
    groups.at(-1)?.push(seal);
    room -= seal.ids.length;
  }
  return groups;
};

const rowRecords = (ids: readonly number[], contents: ReadonlyMap<number, Content>): AuditRecord[] =>
  ids.flatMap((id): AuditRecord[] => {
    const content = contents.get(id);
    return content === undefined ? [] : [{ kind: 'row', id, content: [...content] }];
  });

async function* unsealedRows(pool: Pool, tenantId: number, reached: string, seen: IdSet): AsyncGenerator<AuditRecord> {
  for (let after = 0; ; ) {
    const rows = await ask(pool, idsAfter(tenantId, after, reached));
    const last = rows.at(-1);
    if (last === undefined) return;
    after = last.id;
    for (const { id, pending } of rows) if (!seen.has(id)) yield { kind: 'unsealed', id, pending };
  }
}

const ask = async <T>(pool: Pool, query: Query<T>): Promise<T> => {
  const results = await batch(pool, [BEGIN_SNAPSHOT, ...query.statements, COMMIT], { repeatable: true });
  return query.answer(results.slice(1, -1));
};

const tenantsNamed = (code: string | undefined): Query<TenantRecord[]> =>
  sqlQuery(`select 'tenant' as kind, id, code from tenant where $1::text is null or code = $1 order by id`, [
    code ?? null,
  ]);

const sealedUpTo: Query<{ from_snapshot: string }[]> = sqlQuery(
  "select from_snapshot::text as from_snapshot from tail_position where name = 'audit.seal'",
);

const checkpointsOf = (tenantId: number): Query<CheckpointRecord[]> =>
  sqlQuery(
    `select 'checkpoint' as kind, number, (extract(epoch from made_at) * 1000)::bigint as "madeAt", seal_seq as "sealSeq",
       encode(seal_hash, 'hex') as "sealHash", row_count as "rowCount", encode(previous, 'hex') as previous,
       encode(hash, 'hex') as hash, key_id as "keyId", encode(signature, 'hex') as signature
     from audit_checkpoint where tenant_id = $1::int order by number`,
    [tenantId],
  );

const sealsAfter = (tenantId: number, seq: number): Query<SealRecord[]> =>
  sqlQuery(
    `select 'seal' as kind, seq, format, (extract(epoch from sealed_at) * 1000)::bigint as "sealedAt", ids,
       encode(digests, 'hex') as digests, encode(previous, 'hex') as previous, encode(hash, 'hex') as hash,
       key_id as "keyId", encode(signature, 'hex') as signature
     from audit_seal where tenant_id = $1::int and seq > $2::bigint order by seq limit 200`,
    [tenantId, seq],
  );

const rowsOf = (tenantId: number, ids: readonly number[]): Query<(Record<string, unknown> & { id: number })[]> =>
  sqlQuery(`select id, ${CONTENT_SQL} from audit where tenant_id = $1::int and id = any($2::bigint[])`, [
    tenantId,
    ids,
  ]);

const idsAfter = (tenantId: number, id: number, reached: string): Query<{ id: number; pending: boolean }[]> =>
  sqlQuery(
    `select id, not pg_visible_in_snapshot(xid, $3::pg_snapshot) as pending
     from audit where tenant_id = $1::int and id > $2::bigint order by id limit ${IDS}`,
    [tenantId, id, reached],
  );
