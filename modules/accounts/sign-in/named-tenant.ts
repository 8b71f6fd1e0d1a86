import { PROVIDER_CODE, TENANT_CODE } from '#platform/access/principal.ts';
import type { AuditEntry } from '#platform/audit/entry.ts';

/** The tenant that somebody named, for the record of a refusal; null for what can be no code, which the audit does not repeat. */
export const namedTenant = (code: string): AuditEntry['subject'] =>
  code === PROVIDER_CODE || TENANT_CODE.test(code) ? { type: 'tenant', id: code } : null;
