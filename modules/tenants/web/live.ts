import type { QueryClient } from '@tanstack/react-query';
import { followRows } from '#platform/web/live/follow-rows.ts';
import type { ServerEvent } from '#platform/web/live/sse.ts';
import type { Tenant } from '../contract.ts';
import { fetchTenant, fetchTenants, tenantKeys } from './api.ts';
import type { TenantSearch } from './search.ts';

/** What live events do to what this tab knows of organizations. */
export const followTenants = (client: QueryClient): ((event: ServerEvent) => void) => {
  const changed = followRows<Tenant>(client, {
    lists: tenantKeys.lists,
    firstPage: (queryKey) => fetchTenants(queryKey[2] as TenantSearch, null),
    row: async (id) => (await fetchTenant(id)).value,
  });
  return ({ event, data }) => {
    if (event === 'resync') {
      void client.invalidateQueries({ queryKey: ['tenants'] });
    } else if (event === 'tenant.changed') {
      const { id } = JSON.parse(data ?? '{}') as { readonly id: number };
      void client.invalidateQueries({ queryKey: tenantKeys.one(id), exact: true });
      void client.invalidateQueries({ queryKey: tenantKeys.own });
      changed(id);
    } else if (event === 'assignment.changed') {
      // Who works in an organization stands among its people.
      void client.invalidateQueries({ queryKey: tenantKeys.ones });
    }
  };
};
