import { csv, list, type Route, read } from '#platform/http/route.ts';
import { AuditEntry, AuditExportQuery, AuditId, AuditList, AuditQuery } from './contract.ts';
import { auditColumns, auditFile } from './export.ts';
import { type AuditKey, type AuditRow, findAuditEntry, listAudit } from './queries.ts';

export const routes: readonly Route[] = [
  list({
    path: '/api/audit',
    access: { permission: 'audit.read' },
    query: AuditQuery,
    answer: AuditList,
    summary: 'What was done and refused in the tenant acted in, newest first.',
    load: (c, page) => {
      const { id, timeZone } = c.principal.tenant;
      return listAudit(id, timeZone, c.query, page.limit + 1, page.after as AuditKey | null);
    },
    key: (row) => [row.at, row.id],
    show: (row, c) => showEntry(row, c.principal.tenant.code),
  }),
  csv({
    path: '/api/audit/export',
    access: { permission: 'audit.read' },
    query: AuditExportQuery,
    title: auditFile,
    records: 'audit.export',
    columns: auditColumns,
    summary: 'All that the list would show with these filters, as a file.',
    load: (c, page) => {
      const { id, timeZone } = c.principal.tenant;
      return listAudit(id, timeZone, c.query, page.limit + 1, page.after as AuditKey | null);
    },
    key: (row) => [row.at, row.id],
  }),
  read({
    path: '/api/audit/:id',
    access: { permission: 'audit.read' },
    params: AuditId,
    answer: AuditEntry,
    summary: 'One row of the audit.',
    load: (c) => findAuditEntry(c.principal.tenant.id, c.params.id),
    show: (row, c) => showEntry(row, c.principal.tenant.code),
  }),
];

const idOf = (text: string | null): number | string | null =>
  text !== null && /^[1-9]\d{0,14}$/.test(text) ? Number(text) : text;

const showEntry = (row: AuditRow, tenantCode: string): AuditEntry => ({
  id: row.id,
  at: row.at,
  actor: { id: row.actor_id, login: row.actor_login, tenantCode: row.actor_tenant },
  tenantCode,
  onBehalfOf: row.on_behalf_of,
  channel: row.channel,
  action: row.action,
  subject: row.subject_type === null ? null : { type: row.subject_type, id: idOf(row.subject_id) },
  outcome: row.outcome,
  gate: row.gate,
  reason: row.reason,
  changes: row.changes,
  address: row.address,
  method: row.method,
  path: row.path,
  requestId: row.request_id,
  repeats: row.repeats,
});
