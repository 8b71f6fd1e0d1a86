/** Objects that a rule of the catalog check does not bind, each with its reason. Modules say theirs in a comment on the object. */
export type CatalogException = { readonly rule: string; readonly object: string; readonly reason: string };

const ledger = 'no tenant; read and written by the administrator who migrates, no login has any right to it';

export const catalogExceptions: readonly CatalogException[] = [
  { rule: 'forced_row_security', object: 'installation', reason: ledger },
  { rule: 'forced_row_security', object: 'migration', reason: ledger },
  { rule: 'forced_row_security', object: 'sql_definition', reason: ledger },
  {
    rule: 'tenant_or_reason',
    object: 'pgboss.job_common',
    reason: 'the tenant is inside the data; the application may only add, and a policy compares it',
  },
  { rule: 'app_sees_its_tenant', object: 'pgboss.job_common', reason: 'as above: the tenant is inside the data' },
  {
    rule: 'tenant_or_reason',
    object: 'pgboss.queue',
    reason: 'kinds of jobs and their retries, the same for all tenants',
  },
  { rule: 'app_sees_its_tenant', object: 'pgboss.queue', reason: 'as above: no tenant’s, and only to be read' },
];
