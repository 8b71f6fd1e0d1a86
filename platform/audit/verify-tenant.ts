import type { Anchor, AnchorCheckpoint, AnchorSeal } from './anchor.ts';
import { type Content, digestOf, FORMAT, hashOfCheckpoint, hashOfSeal } from './canonical.ts';
import { type Finding, finding } from './finding.ts';
import { createIdSet, type IdSet } from './id-set.ts';
import type { CheckpointRecord, SealRecord, TenantRecord, UnsealedRecord } from './record.ts';
import type { KeyRing } from './verify-keys.ts';

/** What `audit verify` says of one tenant. */
export type TenantVerdict = {
  readonly tenant: string;
  readonly rows: number;
  readonly seals: number;
  /** Rows too young to have been sealed. */
  readonly pending: number;
  /** The last checkpoint that the chain bears out; 0 when there is none. */
  readonly checkpoint: number;
  readonly checkpointAt: string | null;
  /** Whether something outside the database says where the chain must at least reach. */
  readonly anchored: boolean;
  readonly findings: readonly Finding[];
};

/** How far the walk along one tenant's chain has come. Findings stay in the order of the chain. */
export type TenantWalk = {
  readonly tenant: TenantRecord;
  readonly keys: KeyRing;
  readonly anchoredSeal: AnchorSeal | undefined;
  readonly anchoredCheckpoint: AnchorCheckpoint | undefined;
  readonly findings: Finding[];
  readonly seen: IdSet;
  readonly checkpoints: Map<number, CheckpointRecord>;
  lastCheckpoint: CheckpointRecord | null;
  borneOut: CheckpointRecord | null;
  last: SealRecord | null;
  rows: number;
  seals: number;
  pending: number;
};

export const startTenant = (tenant: TenantRecord, keys: KeyRing, anchor: Anchor | null): TenantWalk => ({
  tenant,
  keys,
  anchoredSeal: anchor?.seals.get(tenant.id),
  anchoredCheckpoint: anchor?.checkpoints.get(tenant.id),
  findings: [],
  seen: createIdSet(),
  checkpoints: new Map(),
  lastCheckpoint: null,
  borneOut: null,
  last: null,
  rows: 0,
  seals: 0,
  pending: 0,
});

const NOTHING = '0'.repeat(64);
const bytes = (hex: string): Buffer => Buffer.from(hex, 'hex');

/** The next checkpoint; all of a tenant's come before its seals. */
export const walkCheckpoint = (walk: TenantWalk, record: CheckpointRecord): void => {
  const { lastCheckpoint, findings } = walk;
  const { number } = record;
  const where = { checkpoint: number, seal: record.sealSeq };
  const due = (lastCheckpoint?.number ?? 0) + 1;
  if (number !== due)
    findings.push(finding('checkpoint_missing', `Checkpoint ${due} is missing.`, { checkpoint: due }));
  const hash = hashOfCheckpoint({
    ...record,
    tenantId: walk.tenant.id,
    sealHash: bytes(record.sealHash),
    previous: bytes(record.previous),
  });
  if (
    hash.toString('hex') !== record.hash ||
    (number === due && record.previous !== (lastCheckpoint?.hash ?? NOTHING))
  ) {
    findings.push(finding('checkpoint_changed', `Checkpoint ${number} was changed.`, where));
  } else if (!walk.keys.signed(record.keyId, hash, record.signature)) {
    findings.push(finding('checkpoint_unsigned', `Checkpoint ${number} has no valid signature.`, where));
  }
  if (walk.anchoredCheckpoint?.number === number && walk.anchoredCheckpoint.hash !== record.hash) {
    findings.push(finding('anchor_contradicted', `Checkpoint ${number} is not the one the anchor knows.`, where));
  }
  walk.checkpoints.set(record.sealSeq, record);
  walk.lastCheckpoint = record;
};

/** The next seal with those of its rows that are there. */
export const walkSeal = (walk: TenantWalk, record: SealRecord, present: ReadonlyMap<number, Content>): void => {
  const { findings } = walk;
  const where = { seal: record.seq, row: record.ids[0] };
  findings.push(...linkFindings(record, walk.last, walk.tenant.id, walk.keys));
  if (walk.anchoredSeal?.seq === record.seq && walk.anchoredSeal.hash !== record.hash) {
    findings.push(finding('anchor_contradicted', `Seal ${record.seq} is not the one the anchor knows.`, where));
  }
  findings.push(...rowFindings(record, present));
  for (const id of record.ids) {
    if (!walk.seen.add(id))
      findings.push(finding('row_sealed_twice', `Row ${id} is sealed twice.`, { ...where, row: id }));
  }
  walk.last = record;
  walk.seals += 1;
  walk.rows += record.ids.length;
  compareCheckpoint(walk, record);
};

const compareCheckpoint = (walk: TenantWalk, record: SealRecord): void => {
  const checkpoint = walk.checkpoints.get(record.seq);
  if (!checkpoint) return;
  if (checkpoint.sealHash === record.hash && checkpoint.rowCount === walk.rows) {
    walk.borneOut = checkpoint;
    return;
  }
  const where = { checkpoint: checkpoint.number, seal: record.seq, row: record.ids[0] };
  const message = `Checkpoint ${checkpoint.number} does not agree with seal ${record.seq}.`;
  walk.findings.push(finding('checkpoint_contradicted', message, where));
};

/** A row that no seal names. */
export const walkUnsealed = (walk: TenantWalk, { id, pending }: UnsealedRecord): void => {
  if (pending) walk.pending += 1;
  else walk.findings.push(finding('row_inserted', `Row ${id} was never sealed, though later rows are.`, { row: id }));
};

/** The verdict, when everything of the tenant was said. */
export const finishTenant = (walk: TenantWalk): TenantVerdict => ({
  tenant: walk.tenant.code,
  rows: walk.rows,
  seals: walk.seals,
  pending: walk.pending,
  checkpoint: walk.borneOut?.number ?? 0,
  checkpointAt: walk.borneOut === null ? null : new Date(walk.borneOut.madeAt).toISOString(),
  anchored: walk.anchoredSeal !== undefined || walk.anchoredCheckpoint !== undefined,
  findings: [...walk.findings, ...endFindings(walk)],
});

/** Whether the chain reaches as far as the anchor and the checkpoints say it did. */
const endFindings = ({ last, lastCheckpoint, anchoredSeal, anchoredCheckpoint }: TenantWalk): Finding[] => {
  const reached = last?.seq ?? 0;
  const claims = [
    { seq: anchoredSeal?.seq ?? 0, who: 'the anchor' },
    { seq: anchoredCheckpoint?.sealSeq ?? 0, who: `checkpoint ${anchoredCheckpoint?.number} in the anchor` },
    { seq: lastCheckpoint?.sealSeq ?? 0, who: `checkpoint ${lastCheckpoint?.number}` },
  ];
  const furthest = claims.reduce((most, claim) => (claim.seq > most.seq ? claim : most));
  if (furthest.seq > reached) {
    const lost =
      reached + 1 === furthest.seq ? `Seal ${furthest.seq}` : `What seals ${reached + 1} to ${furthest.seq} held`;
    const message = `${lost} is missing at the end of the chain: ${furthest.who} knows of it.`;
    return [finding('truncated', message, { seal: reached + 1 })];
  }
  const known = anchoredCheckpoint?.number ?? 0;
  if (known <= (lastCheckpoint?.number ?? 0)) return [];
  return [finding('truncated', `Checkpoint ${known} is missing: the anchor knows of it.`, { checkpoint: known })];
};

/** A seal by itself, and in its place after the one before. */
const linkFindings = (record: SealRecord, last: SealRecord | null, tenantId: number, keys: KeyRing): Finding[] => {
  const found: Finding[] = [];
  const where = { seal: record.seq, row: record.ids[0] };
  const due = (last?.seq ?? 0) + 1;
  if (record.seq !== due) {
    found.push(
      finding('seal_missing', `Seal ${due} is missing before row ${record.ids[0]}.`, { seal: due, row: record.ids[0] }),
    );
  } else if (record.previous !== (last?.hash ?? NOTHING)) {
    found.push(finding('seal_out_of_order', `Seal ${record.seq} does not follow the one before it.`, where));
  }
  const hash = hashOfSeal({ ...record, tenantId, digests: bytes(record.digests), previous: bytes(record.previous) });
  if (
    hash.toString('hex') !== record.hash ||
    record.format !== FORMAT ||
    record.digests.length !== 64 * record.ids.length
  ) {
    found.push(finding('seal_changed', `Seal ${record.seq} was changed.`, where));
  } else if (!keys.signed(record.keyId, hash, record.signature)) {
    found.push(finding('seal_unsigned', `Seal ${record.seq} has no valid signature.`, where));
  }
  return found;
};

/** Each row that a seal names, against the digest that was taken of it. */
const rowFindings = (record: SealRecord, present: ReadonlyMap<number, Content>): Finding[] =>
  record.ids.flatMap((id, at) => {
    const content = present.get(id);
    const where = { row: id, seal: record.seq };
    if (content === undefined) return [finding('row_missing', `Row ${id} was deleted.`, where)];
    const digest = digestOf(content).toString('hex');
    return digest === record.digests.slice(64 * at, 64 * at + 64)
      ? []
      : [finding('row_changed', `Row ${id} was changed.`, where)];
  });
