import type { AuditEntry } from '#platform/audit/entry.ts';

/** The tenant that somebody named, for the record of a refusal; null for what can be no code, which the audit does not repeat. */
export const namedTenant = (code: string): AuditEntry['subject'] =>
  /^(?:\*|[A-Z0-9_-]{1,20})$/.test(code) ? { type: 'tenant', id: code } : null;
