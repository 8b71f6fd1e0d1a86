import { both, mapQuery, onlyRow, type Query, sqlQuery } from '#platform/db/query.ts';
import type { TenantOccupancy, TenantPerson } from './contract.ts';
import { findTenant } from './queries.ts';

type PersonRow = Omit<TenantPerson, 'id'> & { readonly user_id: number };

/** Who is known in a tenant, newest first; undefined when there is no such tenant. */
export const listTenantPeople = (
  actingId: number,
  tenantId: number,
  page: { readonly before: number | null; readonly limit: number },
): Query<PersonRow[] | undefined> =>
  mapQuery(
    both(
      findTenant(actingId, tenantId),
      sqlQuery<PersonRow>(
        `select user_id, login, name, role, kind, status
         from list_tenant_people($1::bigint, $2::int, $3::bigint, $4::int)`,
        [actingId, tenantId, page.before, page.limit],
      ),
    ),
    ([tenant, people]) => tenant && people,
  );

type OccupancyRow = Omit<TenantOccupancy, 'apiKeys'> & { readonly api_keys: number };

/** How many people and living ways in a tenant has; undefined when there is no such tenant. */
export const findOccupancy = (actingId: number, tenantId: number): Query<TenantOccupancy | undefined> =>
  mapQuery(
    both(
      findTenant(actingId, tenantId),
      sqlQuery<OccupancyRow>(
        'select users, staff, sessions, tokens, api_keys from count_tenant_occupancy($1::bigint, $2::int)',
        [actingId, tenantId],
      ),
    ),
    ([tenant, rows]) => {
      const { api_keys: apiKeys, ...counts } = onlyRow(rows);
      return tenant && { ...counts, apiKeys };
    },
  );
