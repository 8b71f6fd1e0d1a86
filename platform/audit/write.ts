import type { Statement } from '#platform/db/query.ts';
import type { Actor, AuditEntry } from './entry.ts';
import { hideSecrets } from './hide-secrets.ts';

const insert = `insert into audit (tenant_id, actor_id, actor_login, actor_tenant, on_behalf_of, channel, action, subject_type,
  subject_id, outcome, gate, reason, changes, address, method, path, request_id,
  repeats)
select $1::int, $2::bigint, $3, $4, e.on_behalf_of, $5, e.action, e.subject_type, e.subject_id, e.outcome, e.gate, e.reason,
  e.changes, $6, $7, $8, $9, e.repeats
from jsonb_to_recordset($10::jsonb) as e(action text, subject_type text, subject_id text, outcome text, gate text, reason text,
  changes jsonb, on_behalf_of bigint, repeats int)`;

/** One statement that writes all entries of a transaction; it travels with the commit. */
export const auditStatement = (tenantId: number, actor: Actor, entries: readonly AuditEntry[]): Statement => ({
  text: insert,
  values: [
    String(tenantId),
    actor.id === null ? null : String(actor.id),
    actor.login,
    actor.tenantCode,
    actor.channel,
    actor.address,
    actor.method,
    actor.path,
    actor.requestId,
    JSON.stringify(entries.map(toRecord)),
  ],
});

const toRecord = (entry: AuditEntry) => ({
  action: entry.action,
  subject_type: entry.subject?.type ?? null,
  subject_id: entry.subject === null ? null : String(entry.subject.id),
  outcome: entry.outcome ?? 'allowed',
  gate: entry.gate ?? null,
  reason: entry.reason ?? null,
  changes: hideSecrets(entry.changes ?? null),
  on_behalf_of: entry.onBehalfOf ?? null,
  repeats: entry.repeats ?? 1,
});
