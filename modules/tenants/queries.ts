import type { Actor } from '#platform/audit/entry.ts';
import { mapQuery, onlyRow, type Query, sqlQuery, sqlRun } from '#platform/db/query.ts';
import type { NewTenant, Tenant } from './contract.ts';

export type TenantRow = {
  readonly id: number;
  readonly code: string;
  readonly name: string;
  readonly kind: Tenant['kind'];
  readonly business_number: string | null;
  readonly contact: Record<string, unknown>;
  readonly time_zone: string;
  readonly fiscal_year_start: number;
  readonly status: Tenant['status'];
  readonly settings: Record<string, unknown>;
  readonly version: number;
  readonly created_at: string;
  readonly updated_at: string;
};

const columns = `id, code, name, kind, business_number, contact, time_zone, fiscal_year_start, status, settings, version,
  created_at, updated_at`;
const LARGEST_ID = 2_147_483_647;

type Filter = {
  readonly status?: string | undefined;
  readonly kind?: string | undefined;
  readonly q?: string | undefined;
  readonly before: number | null;
  readonly limit: number;
};

/** All tenants, newest first; asks the database for the provider's administrator behind `actingId`. */
export const listTenants = (actingId: number, { status, kind, q, before, limit }: Filter): Query<TenantRow[]> =>
  sqlQuery<TenantRow>(`select ${columns} from list_tenants($1::bigint, $2::int, $3::int, $4, $5, $6)`, [
    actingId,
    before,
    limit,
    status ?? null,
    kind ?? null,
    q === '' ? null : (q ?? null),
  ]);

/** One of all tenants, likewise. */
export const findTenant = (actingId: number, id: number): Query<TenantRow | undefined> => find(actingId, id, false);

/** The same, locked until the transaction ends. */
export const findTenantForChange = (actingId: number, id: number): Query<TenantRow | undefined> =>
  find(actingId, id, true);

const find = (actingId: number, id: number, lock: boolean): Query<TenantRow | undefined> =>
  mapQuery(
    sqlQuery<TenantRow>(`select ${columns} from find_tenant($1::bigint, $2::int, $3::boolean)`, [
      actingId,
      id > LARGEST_ID ? 0 : id,
      lock,
    ]),
    (rows) => rows[0],
  );

/** Undefined when the code is taken. */
export const insertTenant = (actingId: number, tenant: NewTenant): Query<number | undefined> =>
  mapQuery(
    sqlQuery<{ id: number | null }>('select create_tenant($1::bigint, $2::jsonb) as id', [
      actingId,
      JSON.stringify(tenant),
    ]),
    (rows) => onlyRow(rows).id ?? undefined,
  );

type Changed = { readonly change: object; readonly audit: object; readonly actor: Actor };

/** Changes what `change` names, in another tenant; answers the new version. */
export const updateTenant = (actingId: number, id: number, { change, audit, actor }: Changed): Query<number> =>
  mapQuery(
    sqlQuery<{ version: number }>(
      'select change_tenant($1::bigint, $2::int, $3::jsonb, $4::jsonb, $5::jsonb) as version',
      [actingId, id, JSON.stringify(change), JSON.stringify(audit), JSON.stringify(actor)],
    ),
    (rows) => onlyRow(rows).version,
  );

/** The tenant acted in, locked when it is about to be changed. */
export const findOwnTenant = (tenantId: number, lock: 'for no key update' | '' = ''): Query<TenantRow | undefined> =>
  mapQuery(
    sqlQuery<TenantRow>(`select ${columns} from tenant where id = $1::int ${lock}`, [tenantId]),
    (rows) => rows[0],
  );

export const updateOwnTenant = (row: TenantRow): Query<number> =>
  sqlRun(
    `update tenant set name = $2, business_number = $3, contact = $4::jsonb, time_zone = $5, fiscal_year_start = $6::int,
       settings = $7::jsonb, version = version + 1, updated_at = now()
     where id = $1::int`,
    [
      row.id,
      row.name,
      row.business_number,
      JSON.stringify(row.contact),
      row.time_zone,
      row.fiscal_year_start,
      JSON.stringify(row.settings),
    ],
  );
