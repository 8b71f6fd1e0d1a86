import type { Anchor } from './anchor.ts';
import type { Content } from './canonical.ts';
import { type Finding, finding } from './finding.ts';
import type { AuditRecord, SealRecord } from './record.ts';
import { createKeyRing, type KeyRing } from './verify-keys.ts';
import {
  finishTenant,
  startTenant,
  type TenantVerdict,
  type TenantWalk,
  walkCheckpoint,
  walkSeal,
  walkUnsealed,
} from './verify-tenant.ts';

export type Verification = {
  readonly ok: boolean;
  /** The one tenant that was looked at; null: all of them. */
  readonly only: string | null;
  /** Whether somebody else than the audit itself knows its keys: the master key or an anchor. */
  readonly vouched: boolean;
  readonly tenants: readonly TenantVerdict[];
  /** What concerns no single tenant: unknown keys, an export that was cut off. */
  readonly findings: readonly Finding[];
};

/**
 * Judges an audit, from the database or from an export. With an anchor it also knows whose keys sign and where each chain
 * must reach.
 */
export const verifyAudit = async (
  records: AsyncIterable<AuditRecord>,
  anchor: Anchor | null,
): Promise<Verification> => {
  const state = startState(anchor);
  let ended = false;
  for await (const record of records) {
    ended = record.kind === 'end';
    take(state, record);
  }
  closeTenant(state);
  if (!ended) state.findings.push(finding('truncated', 'The export was cut off.'));
  if (state.only === null) reportLostTenants(state);
  const ok = state.findings.length === 0 && state.tenants.every((tenant) => tenant.findings.length === 0);
  const { only, tenants, findings } = state;
  return { ok, only, vouched: state.keys.vouched(), tenants, findings };
};

type State = {
  only: string | null;
  readonly anchor: Anchor | null;
  readonly keys: KeyRing;
  readonly findings: Finding[];
  readonly tenants: TenantVerdict[];
  readonly seenTenants: Set<number>;
  current: TenantWalk | null;
  seal: SealRecord | null;
  /** Ids that the seal names and that have not come yet. */
  due: Set<number>;
  rows: Map<number, Content>;
};

const startState = (anchor: Anchor | null): State => ({
  only: null,
  anchor,
  keys: createKeyRing(anchor),
  findings: [],
  tenants: [],
  seenTenants: new Set(),
  current: null,
  seal: null,
  due: new Set(),
  rows: new Map(),
});

const take = (state: State, record: AuditRecord): void => {
  if (record.kind === 'row') {
    takeRow(state, record.id, record.content);
    return;
  }
  closeSeal(state);
  switch (record.kind) {
    case 'madang_audit':
      state.only = record.tenant;
      break;
    case 'key':
      state.findings.push(...state.keys.add(record));
      break;
    case 'tenant':
      closeTenant(state);
      if (state.seenTenants.has(record.id) || (state.only !== null && state.only !== record.code)) {
        state.findings.push(finding('row_inserted', `Tenant ${record.code} does not belong here.`));
      }
      state.seenTenants.add(record.id);
      state.current = startTenant(record, state.keys, state.anchor);
      break;
    case 'checkpoint':
      if (state.current) walkCheckpoint(state.current, record);
      break;
    case 'unsealed':
      if (state.current) walkUnsealed(state.current, record);
      break;
    case 'seal':
      state.seal = record;
      state.due = new Set(record.ids);
      break;
  }
};

/** A row belongs to the seal before it, once. */
const takeRow = ({ due, rows, findings }: State, id: number, content: Content): void => {
  if (!due.delete(id)) {
    findings.push(finding('row_inserted', `Row ${id} was put in: no seal holds it there.`, { row: id }));
    return;
  }
  rows.set(id, content);
};

const closeSeal = (state: State): void => {
  if (state.seal === null) return;
  if (state.current) walkSeal(state.current, state.seal, state.rows);
  state.seal = null;
  state.due = new Set();
  state.rows = new Map();
};

const closeTenant = (state: State): void => {
  closeSeal(state);
  if (state.current !== null) state.tenants.push(finishTenant(state.current));
  state.current = null;
};

/** A tenant that the anchor knows and the audit does not. */
const reportLostTenants = ({ anchor, seenTenants, findings }: State): void => {
  const known = new Set([...(anchor?.seals.keys() ?? []), ...(anchor?.checkpoints.keys() ?? [])]);
  for (const id of known) {
    if (!seenTenants.has(id))
      findings.push(finding('truncated', `The audit of tenant ${id} is gone: the anchor knows of it.`));
  }
};
