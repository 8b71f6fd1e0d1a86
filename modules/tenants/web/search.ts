import { one, several } from '#platform/web/router/search.ts';
import type { Tenant } from '../contract.ts';

export const tenantKinds = ['company', 'public_institution', 'pharmacy'] as const satisfies readonly Tenant['kind'][];
const tenantStatuses = ['active', 'suspended', 'closed'] as const satisfies readonly Tenant['status'][];

/** What of the list stands in its address. */
export type TenantSearch = { readonly q?: string; readonly kind?: Tenant['kind']; readonly status?: Tenant['status'] };

/** Reads an address that anybody may have typed: what is not known is left out. */
export const readTenantSearch = (search: Readonly<Record<string, unknown>>): TenantSearch => {
  const q = one(search.q)?.slice(0, 100);
  const kind = several(search.kind, tenantKinds)?.[0];
  const status = several(search.status, tenantStatuses)?.[0];
  return { ...(q && { q }), ...(kind && { kind }), ...(status && { status }) };
};
