import { sign } from 'node:crypto';
import { BEGIN, batch, COMMIT } from '#platform/db/batch.ts';
import type { Pool } from '#platform/db/pool.ts';
import { type Query, type Statement, sqlQuery } from '#platform/db/query.ts';
import { BEGIN_SNAPSHOT } from '#platform/events/position.ts';
import type { Logger } from '#platform/log/log.ts';
import type { SigningKey } from '#platform/secrets/signing-keys.ts';
import type { AnchorCheckpoint } from './anchor.ts';
import { type Checkpoint, hashOfCheckpoint, NOTHING_BEFORE } from './canonical.ts';

type Due = {
  readonly tenant_id: number;
  readonly seq: number;
  readonly hash: Buffer;
  readonly added: number;
  readonly number: number | null;
  readonly row_count: number | null;
  readonly last_hash: Buffer | null;
};

/** Tenants whose chain has grown since their last checkpoint. */
const due: Query<Due[]> = sqlQuery<Due>(
  `select t.id as tenant_id, head.seq, head.hash, grown.added, last.number, last.row_count, last.hash as last_hash
   from tenant t
   cross join lateral (select seq, hash from audit_seal where tenant_id = t.id order by seq desc limit 1) head
   left join lateral (
     select number, row_count, seal_seq, hash from audit_checkpoint where tenant_id = t.id order by number desc limit 1
   ) last on true
   cross join lateral (
     select sum(cardinality(ids))::bigint as added from audit_seal
     where tenant_id = t.id and seq > coalesce(last.seal_seq, 0)
   ) grown
   where head.seq > coalesce(last.seal_seq, 0)
   order by t.id`,
);

/** When the newest checkpoint of all was made, in milliseconds; 0 when there is none. */
export const lastCheckpointAt = async (pool: Pool): Promise<number> => {
  const query = sqlQuery<{ at: string | null }>('select max(made_at) as at from audit_checkpoint');
  const results = await batch(pool, [BEGIN_SNAPSHOT, ...query.statements, COMMIT], { repeatable: true });
  const at = query.answer(results.slice(1, -1))[0]?.at;
  return at ? Date.parse(at) : 0;
};

/** Makes the next numbered checkpoint of every tenant that has something new, and says each one to the log. */
export const makeCheckpoints = async (pool: Pool, key: SigningKey, log: Logger): Promise<AnchorCheckpoint[]> => {
  const results = await batch(pool, [BEGIN_SNAPSHOT, ...due.statements, COMMIT], { repeatable: true });
  const made = due.answer(results.slice(1, -1)).map((row) => signed(row, key));
  if (made.length === 0) return [];
  await batch(pool, [BEGIN, insertCheckpoints(made), COMMIT]);
  const lines = made.map(anchorOf);
  for (const { kind, ...line } of lines) log.info({ audit: kind, ...line }, 'Audit checkpoint');
  return lines;
};

type Signed = Checkpoint & { readonly hash: Buffer; readonly signature: Buffer };

const signed = (row: Due, key: SigningKey): Signed => {
  const checkpoint: Checkpoint = {
    tenantId: row.tenant_id,
    number: (row.number ?? 0) + 1,
    madeAt: Date.now(),
    sealSeq: row.seq,
    sealHash: row.hash,
    rowCount: (row.row_count ?? 0) + row.added,
    previous: row.last_hash ?? NOTHING_BEFORE,
    keyId: key.keyId,
  };
  const hash = hashOfCheckpoint(checkpoint);
  return { ...checkpoint, hash, signature: sign(null, hash, key.privateKey) };
};

const anchorOf = (checkpoint: Signed): AnchorCheckpoint => ({
  kind: 'checkpoint',
  tenantId: checkpoint.tenantId,
  number: checkpoint.number,
  madeAt: new Date(checkpoint.madeAt).toISOString(),
  sealSeq: checkpoint.sealSeq,
  rowCount: checkpoint.rowCount,
  hash: checkpoint.hash.toString('hex'),
  keyId: checkpoint.keyId,
  signature: checkpoint.signature.toString('hex'),
});

const insertCheckpoints = (made: readonly Signed[]): Statement => ({
  text: `insert into audit_checkpoint (tenant_id, number, made_at, seal_seq, seal_hash, row_count, previous, hash, key_id,
      signature)
    select tenant_id, number, to_timestamp(made_at / 1000.0), seal_seq, decode(seal_hash, 'hex'), row_count,
      decode(previous, 'hex'), decode(hash, 'hex'), key_id, decode(signature, 'hex')
    from jsonb_to_recordset($1::jsonb) as c (tenant_id int, number bigint, made_at bigint, seal_seq bigint, seal_hash text,
      row_count bigint, previous text, hash text, key_id text, signature text)`,
  values: [JSON.stringify(made.map(toRecord))],
});

const toRecord = (checkpoint: Signed) => ({
  tenant_id: checkpoint.tenantId,
  number: checkpoint.number,
  made_at: checkpoint.madeAt,
  seal_seq: checkpoint.sealSeq,
  seal_hash: checkpoint.sealHash.toString('hex'),
  row_count: checkpoint.rowCount,
  previous: checkpoint.previous.toString('hex'),
  hash: checkpoint.hash.toString('hex'),
  key_id: checkpoint.keyId,
  signature: checkpoint.signature.toString('hex'),
});
