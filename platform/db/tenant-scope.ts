import type { Rows, Statement } from './query.ts';
import { ProofFailed } from './sql-error.ts';

/** The tenant acted in, and a statement that raises MD401 (and else answers one row) when the principal is not alive. */
export type TenantContext = { readonly tenantId: number; readonly proof: Statement | null };

const LARGEST_INT = 2_147_483_647;

/** `set local app.tenant_id = 7`. A setting cannot be bound, so the integer is looked at twice. */
export const setTenant = (tenantId: number): Statement => ({
  text: `set local app.tenant_id = ${integerText(tenantId)}`,
  values: [],
});

/** `set local app.tenant_ids = '7,8'`, for reads across tenants by the provider's reader. */
export const setTenants = (tenantIds: readonly number[]): Statement => ({
  text: `set local app.tenant_ids = '${tenantIds.map(integerText).join(',')}'`,
  values: [],
});

/** Milliseconds that one statement of a write may take, unless said otherwise. */
export const WRITE_TIMEOUT = 10_000;

/** `set local statement_timeout = 10000`; connections begin with the shorter one of reads. */
export const setStatementTimeout = (milliseconds: number): Statement => {
  const text = String(milliseconds);
  if (!/^[1-9]\d{0,8}$/.test(text)) throw new RangeError('A statement time-out is a positive number of milliseconds');
  return { text: `set local statement_timeout = ${text}`, values: [] };
};

/** An empty answer counts only when the proof came back: a proof without its one row is a failed one. */
export const checkProof = (rows: Rows | undefined): void => {
  if (rows?.length !== 1) throw new ProofFailed();
};

const integerText = (id: number): string => {
  const text = String(id);
  if (/^[1-9]\d{0,9}$/.test(text) && id <= LARGEST_INT) return text;
  throw new RangeError('A tenant id must be an integer from 1 to 2147483647');
};
