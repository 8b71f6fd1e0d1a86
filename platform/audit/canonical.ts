import { createHash } from 'node:crypto';

/** Version of what is hashed; kept with every seal, so that columns added later do not break older seals. */
export const FORMAT = 1;

/** Every column of `audit` that has content. `xid` has none: it is the order of commit, which the seals keep. */
export const CONTENT = [
  'tenant_id',
  'id',
  'at',
  'actor_id',
  'actor_login',
  'actor_tenant',
  'on_behalf_of',
  'channel',
  'action',
  'subject_type',
  'subject_id',
  'outcome',
  'gate',
  'reason',
  'changes',
  'address',
  'method',
  'path',
  'request_id',
  'repeats',
] as const;

/** The values of CONTENT as texts, just as the database writes them; `at` is microseconds since 1970. */
export type Content = readonly (string | null)[];

/** The columns of CONTENT as texts, for a select list; `contentOf` gathers them. */
export const CONTENT_SQL = CONTENT.map((column) =>
  column === 'at' ? '(extract(epoch from at) * 1000000)::bigint::text as c_at' : `${column}::text as c_${column}`,
).join(', ');

/** The content of a row that was read with CONTENT_SQL. */
export const contentOf = (row: Readonly<Record<string, unknown>>): (string | null)[] =>
  CONTENT.map((column) => row[`c_${column}`] as string | null);

/** What is hashed of a row: a JSON array, so that no text can be shifted from one column to its neighbour. */
export const digestOf = (content: Content): Buffer =>
  createHash('sha256')
    .update(JSON.stringify(['madang audit row', FORMAT, ...content]))
    .digest();

/** A link of a tenant's chain. */
export type Seal = {
  readonly tenantId: number;
  readonly seq: number;
  readonly format: number;
  /** Milliseconds since 1970. */
  readonly sealedAt: number;
  readonly ids: readonly number[];
  /** 32 bytes for each id. */
  readonly digests: Buffer;
  readonly previous: Buffer;
  readonly keyId: string;
};

/** What stands before the first seal and the first checkpoint. */
export const NOTHING_BEFORE = Buffer.alloc(32);

export const hashOfSeal = (seal: Seal): Buffer =>
  hashOf([
    'madang audit seal',
    seal.format,
    seal.tenantId,
    seal.seq,
    seal.sealedAt,
    seal.ids.join(','),
    createHash('sha256').update(seal.digests).digest('hex'),
    seal.previous.toString('hex'),
    seal.keyId,
  ]);

/** A numbered statement that a tenant's chain reached `sealSeq` with this hash and so many rows. */
export type Checkpoint = {
  readonly tenantId: number;
  readonly number: number;
  /** Milliseconds since 1970. */
  readonly madeAt: number;
  readonly sealSeq: number;
  readonly sealHash: Buffer;
  readonly rowCount: number;
  readonly previous: Buffer;
  readonly keyId: string;
};

export const hashOfCheckpoint = (checkpoint: Checkpoint): Buffer =>
  hashOf([
    'madang audit checkpoint',
    FORMAT,
    checkpoint.tenantId,
    checkpoint.number,
    checkpoint.madeAt,
    checkpoint.sealSeq,
    checkpoint.sealHash.toString('hex'),
    checkpoint.rowCount,
    checkpoint.previous.toString('hex'),
    checkpoint.keyId,
  ]);

const hashOf = (parts: readonly (string | number)[]): Buffer =>
  createHash('sha256').update(JSON.stringify(parts)).digest();
