import { absent } from '#platform/access/refusal.ts';
import type { Tx } from '#platform/db/tenant-tx.ts';
import type { Call } from '#platform/http/call.ts';
import { list, type Route, read, write } from '#platform/http/route.ts';
import { changeOwnTenant, changeTenant, createTenant } from './actions.ts';
import { NewTenant, OwnTenantChange, Tenant, TenantChange, TenantId, TenantList, TenantListQuery } from './contract.ts';
import { findOwnTenant, findTenant, findTenantForChange, listTenants, type TenantRow } from './queries.ts';

const access = { permission: 'tenant.manage' } as const;
const own = { permission: 'tenant.configure' } as const;

const show = (row: TenantRow): Tenant => ({
  id: row.id,
  code: row.code,
  name: row.name,
  kind: row.kind,
  businessNumber: row.business_number,
  contact: row.contact,
  timeZone: row.time_zone,
  fiscalYearStart: row.fiscal_year_start,
  status: row.status,
  settings: row.settings,
  version: row.version,
  createdAt: row.created_at,
  updatedAt: row.updated_at,
});

const reload = async (tx: Tx, c: Call, id: number): Promise<TenantRow> => {
  const row = await tx.run(findTenant(c.principal.actingId, id));
  if (row === undefined) throw new Error(`Tenant ${id} was just written and is not there`);
  return row;
};

const ownRow = async (tx: Tx): Promise<TenantRow> => {
  const row = await tx.run(findOwnTenant(tx.tenantId, 'for no key update'));
  if (row === undefined) throw new Error('Somebody acts in a tenant that is not there');
  return row;
};

export const tenantRoutes: readonly Route[] = [
  list({
    path: '/api/tenants',
    access,
    summary: 'All tenants, newest first.',
    query: TenantListQuery,
    answer: TenantList,
    load: (c, { limit, after }) =>
      listTenants(c.principal.actingId, {
        status: c.query.status,
        kind: c.query.kind,
        q: c.query.q,
        before: after === null ? null : Number(after[0]),
        limit: limit + 1,
      }),
    key: (row) => [row.id],
    show: (row) => show(row),
  }),
  write({
    method: 'POST',
    path: '/api/tenants',
    access,
    summary: 'A new tenant, with what every module prepares for it.',
    body: NewTenant,
    answer: { 201: Tenant },
    run: async (tx, c) => {
      const { id } = await createTenant(tx, c.principal, c.kernel.modules, c.body);
      const row = await reload(tx, c, id);
      return { body: show(row), headers: { Location: `/api/tenants/${id}` }, etag: row.version };
    },
  }),
  read({
    path: '/api/tenants/:id',
    access,
    about: 'tenant',
    summary: 'One tenant.',
    params: TenantId,
    answer: Tenant,
    load: (c) => findTenant(c.principal.actingId, c.params.id),
    version: (row) => row.version,
    show: (row) => show(row),
  }),
  write({
    method: 'PATCH',
    path: '/api/tenants/:id',
    access,
    about: 'tenant',
    summary: 'Changes a tenant; suspending it ends every session there at once.',
    params: TenantId,
    body: TenantChange,
    answer: { 200: Tenant },
    gate: async (tx, c) => {
      const found = await tx.run(findTenantForChange(c.principal.actingId, c.params.id));
      if (found === undefined) throw absent('tenant.manage', 'tenant', c.params.id);
      return found;
    },
    version: (row) => row.version,
    run: async (tx, c, before) => {
      const version = await changeTenant(tx, c.principal, before, c.body);
      return { body: show(await reload(tx, c, before.id)), etag: version };
    },
  }),
  read({
    path: '/api/tenant',
    access: own,
    about: 'tenant',
    summary: 'The tenant acted in, with its settings.',
    answer: Tenant,
    load: (c) => findOwnTenant(c.principal.tenant.id),
    version: (row) => row.version,
    show: (row) => show(row),
  }),
  write({
    method: 'PATCH',
    path: '/api/tenant',
    access: own,
    about: 'tenant',
    summary: 'Changes the tenant acted in, by its own administrator.',
    body: OwnTenantChange,
    answer: { 200: Tenant },
    gate: (tx) => ownRow(tx),
    version: (row) => row.version,
    run: async (tx, c, before) => {
      await changeOwnTenant(tx, before, c.body);
      const after = await ownRow(tx);
      return { body: show(after), etag: after.version };
    },
  }),
];
