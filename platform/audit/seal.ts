import { sign } from 'node:crypto';
import { batch, COMMIT } from '#platform/db/batch.ts';
import type { Pool } from '#platform/db/pool.ts';
import { parameter, type Statement, sqlQuery } from '#platform/db/query.ts';
import type { Lease } from '#platform/events/lease.ts';
import { BEGIN_SNAPSHOT, nextPage, type PageRead, type Position } from '#platform/events/position.ts';
import type { SigningKey } from '#platform/secrets/signing-keys.ts';
import type { AnchorSeal } from './anchor.ts';
import { CONTENT_SQL, contentOf, digestOf, FORMAT, hashOfSeal, NOTHING_BEFORE, type Seal } from './canonical.ts';

/** Most rows of one pass; also bounds how many long `changes` are in memory at once. */
const PAGE = 1000;

export type Head = { readonly seq: number; readonly hash: Buffer };

export type Sealing = {
  readonly pool: Pool;
  readonly lease: Lease;
  /** Called once per pass that has rows; keeps the key in memory. */
  readonly key: () => Promise<SigningKey>;
  /** The newest seal of each tenant, as long as the lease was never lost. */
  readonly heads: Map<number, Head>;
  /** After the commit: what is known outside the database. */
  readonly anchor: (seals: readonly AnchorSeal[]) => Promise<void>;
};

/** One pass: seals the next page of new rows of all tenants. True when there may be more. */
export const sealPass = async (sealing: Sealing): Promise<boolean> => {
  const position = await sealing.lease.hold();
  if (position === null) {
    sealing.heads.clear();
    return false;
  }
  const page = await newRows(sealing.pool, position);
  if (page.rows.length === 0) return false;
  const groups = Map.groupBy(page.rows, (row) => row.tenant_id);
  await loadHeads(sealing, [...groups.keys()]);
  const key = await sealing.key();
  const seals = [...groups].map(([tenantId, rows]) => sealRows(tenantId, rows, sealing.heads.get(tenantId), key));
  if (!(await sealing.lease.advance(page.next, [insertSeals(seals)]))) {
    sealing.heads.clear();
    return false;
  }
  for (const seal of seals) sealing.heads.set(seal.tenantId, { seq: seal.seq, hash: seal.hash });
  await sealing.anchor(seals.map(anchorOf));
  return page.full;
};

type Signed = Seal & { readonly hash: Buffer; readonly signature: Buffer };
type NewRow = { readonly xid: string; readonly id: number; readonly tenant_id: number };

const newRows = async (pool: Pool, position: Position): Promise<PageRead<NewRow>> => {
  const columns = `xid::text as xid, tenant_id, id, ${CONTENT_SQL}`;
  const query = nextPage<NewRow>('audit', columns, position, PAGE);
  const results = await batch(pool, [BEGIN_SNAPSHOT, ...query.statements, COMMIT], { repeatable: true });
  return query.answer(results.slice(1, -1));
};

const sealRows = (tenantId: number, rows: readonly NewRow[], head: Head | undefined, key: SigningKey): Signed => {
  const seal: Seal = {
    tenantId,
    seq: (head?.seq ?? 0) + 1,
    format: FORMAT,
    sealedAt: Date.now(),
    ids: rows.map((row) => row.id),
    digests: Buffer.concat(rows.map((row) => digestOf(contentOf(row)))),
    previous: head?.hash ?? NOTHING_BEFORE,
    keyId: key.keyId,
  };
  const hash = hashOfSeal(seal);
  return { ...seal, hash, signature: sign(null, hash, key.privateKey) };
};

const anchorOf = (seal: Signed): AnchorSeal => ({
  kind: 'seal',
  tenantId: seal.tenantId,
  seq: seal.seq,
  hash: seal.hash.toString('hex'),
  keyId: seal.keyId,
  signature: seal.signature.toString('hex'),
});

/** Reads the newest seals of tenants whose head is not known yet. */
const loadHeads = async ({ pool, heads }: Sealing, tenantIds: readonly number[]): Promise<void> => {
  const unknown = tenantIds.filter((id) => !heads.has(id));
  if (unknown.length === 0) return;
  if (heads.size > 20_000) heads.clear();
  const query = sqlQuery<{ tenant_id: number; seq: number; hash: Buffer }>(
    `select s.tenant_id, s.seq, s.hash from unnest($1::int[]) as t (id)
     cross join lateral (
       select tenant_id, seq, hash from audit_seal where tenant_id = t.id order by seq desc limit 1
     ) s`,
    [heads.size === 0 ? tenantIds : unknown],
  );
  const results = await batch(pool, [BEGIN_SNAPSHOT, ...query.statements, COMMIT], { repeatable: true });
  for (const row of query.answer(results.slice(1, -1))) heads.set(row.tenant_id, { seq: row.seq, hash: row.hash });
};

const insertSeals = (seals: readonly Signed[]): Statement => ({
  text: `insert into audit_seal (tenant_id, seq, format, sealed_at, ids, digests, previous, hash, key_id, signature)
    select tenant_id, seq, format, to_timestamp(sealed_at / 1000.0), ids, decode(digests, 'hex'), decode(previous, 'hex'),
      decode(hash, 'hex'), key_id, decode(signature, 'hex')
    from jsonb_to_recordset($1::jsonb) as s (tenant_id int, seq bigint, format smallint, sealed_at bigint, ids bigint[],
      digests text, previous text, hash text, key_id text, signature text)`,
  values: [parameter(JSON.stringify(seals.map(toRecord)))],
});

const toRecord = (seal: Signed) => ({
  tenant_id: seal.tenantId,
  seq: seal.seq,
  format: seal.format,
  sealed_at: seal.sealedAt,
  ids: seal.ids,
  digests: seal.digests.toString('hex'),
  previous: seal.previous.toString('hex'),
  hash: seal.hash.toString('hex'),
  key_id: seal.keyId,
  signature: seal.signature.toString('hex'),
});
