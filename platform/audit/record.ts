import Type, { type Static } from 'typebox';

/*
 * The audit as a stream of facts, which is what `audit verify` judges and what an export holds, one JSON object a line. First
 * the keys; then for each tenant: itself, its checkpoints, each seal followed by its rows, and what no seal covers.
 * Bytes are hexadecimal, times are milliseconds since 1970.
 */

const Id = Type.Integer({ minimum: 0 });
const Hash = Type.String({ pattern: '^[0-9a-f]{64}$' });
const Signature = Type.String({ pattern: '^[0-9a-f]{128}$' });
const KeyId = Type.String({ pattern: '^[0-9a-f]{16}$' });

const HeaderRecord = Type.Object({
  kind: Type.Literal('madang_audit'),
  format: Type.Literal(1),
  exportedAt: Type.String(),
  /** The code of the one tenant that it is of; null: of all. */
  tenant: Type.Union([Type.String(), Type.Null()]),
});

const KeyRecord = Type.Object({
  kind: Type.Literal('key'),
  keyId: KeyId,
  publicKey: Type.String(),
  /** Whether its private half was opened with the master key. Null where that cannot be known, as in an export. */
  proven: Type.Union([Type.Boolean(), Type.Null()]),
});

const TenantRecord = Type.Object({ kind: Type.Literal('tenant'), id: Id, code: Type.String() });

const CheckpointRecord = Type.Object({
  kind: Type.Literal('checkpoint'),
  number: Id,
  madeAt: Id,
  sealSeq: Id,
  sealHash: Hash,
  rowCount: Id,
  previous: Hash,
  hash: Hash,
  keyId: KeyId,
  signature: Signature,
});

const SealRecord = Type.Object({
  kind: Type.Literal('seal'),
  seq: Id,
  format: Id,
  sealedAt: Id,
  ids: Type.Array(Id),
  digests: Type.String({ pattern: '^([0-9a-f]{64})*$' }),
  previous: Hash,
  hash: Hash,
  keyId: KeyId,
  signature: Signature,
});

const RowRecord = Type.Object({
  kind: Type.Literal('row'),
  id: Id,
  content: Type.Array(Type.Union([Type.String(), Type.Null()])),
});

/** A row that no seal names. `pending`: too young to have been sealed. */
const UnsealedRecord = Type.Object({ kind: Type.Literal('unsealed'), id: Id, pending: Type.Boolean() });

/** Everything of all tenants was said; an export without it was cut off. */
const EndRecord = Type.Object({ kind: Type.Literal('end') });

/** The schema of each kind of line. */
export const recordSchemas = {
  madang_audit: HeaderRecord,
  key: KeyRecord,
  tenant: TenantRecord,
  checkpoint: CheckpointRecord,
  seal: SealRecord,
  row: RowRecord,
  unsealed: UnsealedRecord,
  end: EndRecord,
} as const;

export type HeaderRecord = Static<typeof HeaderRecord>;
export type KeyRecord = Static<typeof KeyRecord>;
export type TenantRecord = Static<typeof TenantRecord>;
export type CheckpointRecord = Static<typeof CheckpointRecord>;
export type SealRecord = Static<typeof SealRecord>;
export type UnsealedRecord = Static<typeof UnsealedRecord>;
export type AuditRecord = {
  [K in keyof typeof recordSchemas]: Static<(typeof recordSchemas)[K]>;
}[keyof typeof recordSchemas];
