import type { Role } from '#platform/access/principal.ts';
import type { Actor } from '#platform/audit/entry.ts';
import { compiler } from '#platform/db/kysely.ts';
import { mapQuery, maybe, type Query, run, sqlQuery } from '#platform/db/query.ts';
import type { AccountTables } from '../tables.ts';

const db = compiler<AccountTables>();

export type AssignmentRow = {
  readonly id: number;
  readonly user_id: number;
  readonly login: string;
  readonly user_name: string;
  readonly target_id: number;
  readonly target_code: string;
  readonly target_name: string;
  readonly role: Role;
  readonly created_at: string;
};
type Filter = {
  readonly id?: number | undefined;
  readonly userId?: number | undefined;
  readonly tenantId?: number | undefined;
  readonly before?: number | null;
  readonly limit: number;
};

/** Newest first; asks the database for the administrator behind `actingId`. */
export const listAssignments = (actingId: number, filter: Filter): Query<AssignmentRow[]> =>
  sqlQuery<AssignmentRow>(
    `select id, user_id, login, user_name, target_id, target_code, target_name, role, created_at
     from list_assignments($1::bigint, $2::bigint, $3::bigint, $4::int, $5::bigint, $6::int)`,
    [actingId, filter.id ?? null, filter.userId ?? null, filter.tenantId ?? null, filter.before ?? null, filter.limit],
  );

type NewAssignment = {
  readonly userId: number;
  readonly targetTenantId: number;
  readonly role: Role;
  readonly createdBy: number;
};

/** Answers the id, or undefined when the user is assigned there already. */
export const insertAssignment = (tenantId: number, values: NewAssignment): Query<number | undefined> =>
  mapQuery(
    maybe(
      db
        .insertInto('assignment')
        .values({
          tenant_id: tenantId,
          user_id: values.userId,
          target_tenant_id: values.targetTenantId,
          role: values.role,
          created_by: values.createdBy,
        })
        .onConflict((conflict) => conflict.columns(['tenant_id', 'user_id', 'target_tenant_id']).doNothing())
        .returning('id'),
    ),
    (row) => row?.id,
  );

export const deleteAssignment = (tenantId: number, id: number): Query<number> =>
  run(db.deleteFrom('assignment').where('tenant_id', '=', tenantId).where('id', '=', id));

/** Carries an assignment, or its end, over into the tenant; all ways in there end with it. */
export const spreadAssignment = (
  actingId: number,
  values: { readonly userId: number; readonly targetTenantId: number },
  actor: Actor,
): Query<unknown> =>
  sqlQuery('select spread_assignment($1::bigint, $2::bigint, $3::int, $4::jsonb)', [
    actingId,
    values.userId,
    values.targetTenantId,
    JSON.stringify(actor),
  ]);
