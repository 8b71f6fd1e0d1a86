import { labelOf } from '#platform/access/subject-source.ts';
import type { Call, Page } from '#platform/http/call.ts';
import { csv, list, type Route, read } from '#platform/http/route.ts';
import { AuditEntry, AuditExportQuery, AuditId, AuditList, AuditQuery } from './contract.ts';
import { auditColumns, auditFile } from './export.ts';
import { type AuditKey, type AuditRow, findAuditEntry, type Labelled, listAudit } from './queries.ts';

export const routes: readonly Route[] = [
  list({
    path: '/api/audit',
    access: { permission: 'audit.read' },
    query: AuditQuery,
    answer: AuditList,
    summary: 'What was done and refused in the tenant acted in, newest first.',
    load: (c, page) => listAudit(wantedOf(c, page)),
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
    load: (c, page) => listAudit(wantedOf(c, page)),
    key: (row) => [row.at, row.id],
  }),
  read({
    path: '/api/audit/:id',
    access: { permission: 'audit.read' },
    params: AuditId,
    answer: AuditEntry,
    summary: 'One row of the audit.',
    load: (c) => findAuditEntry(c.principal.tenant.id, c.params.id, labelledOf(c)),
    show: (row, c) => showEntry(row, c.principal.tenant.code),
  }),
];

const wantedOf = (c: Call<unknown, AuditExportQuery>, { limit, after }: Page) => ({
  tenantId: c.principal.tenant.id,
  timeZone: c.principal.tenant.timeZone,
  labelled: labelledOf(c),
  filter: c.query,
  limit: limit + 1,
  after: after as AuditKey | null,
});

/** Of every module the types that people know by more than an id. */
const labelledOf = ({ kernel }: Call): Labelled[] =>
  kernel.modules.flatMap(({ subjects = {} }) =>
    Object.entries(subjects).flatMap(([type, source]) => {
      const named = labelOf(source);
      return named === undefined ? [] : [{ type, ...named }];
    }),
  );

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
  subjectName: row.subject_name,
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
