import { isRole, PROVIDER_CODE, PROVIDER_TENANT_ID, type Principal } from '#platform/access/principal.ts';
import { type Query, type Statement, sqlQuery } from '#platform/db/query.ts';

type MemberRow = {
  readonly user_id: number;
  readonly login: string;
  readonly name: string;
  readonly home_tenant_id: number;
  readonly home_role: string;
  readonly role: string;
  readonly tenant_id: number;
  readonly code: string;
  readonly tenant_name: string;
  readonly time_zone: string;
};

/**
 * The user for whom a job runs, as they are now: with the role they have today, or undefined when they, their assignment
 * or the tenant are no longer active.
 */
export const findMember = (tenantId: number, userId: number): Query<Principal | undefined> => {
  const query = sqlQuery<MemberRow>(
    `select m.user_id, m.login, m.name, m.home_tenant_id, m.home_role, m.role, t.id as tenant_id, t.code,
       t.name as tenant_name, t.time_zone
     from tenant_member m join tenant t on t.id = m.tenant_id
     where m.tenant_id = $1::int and m.user_id = $2::bigint and m.status = 'active' and t.status = 'active'`,
    [tenantId, userId],
  );
  return {
    statements: query.statements,
    answer: (results) => {
      const [row] = query.answer(results);
      return row && toPrincipal(row);
    },
  };
};

const toPrincipal = (row: MemberRow): Principal | undefined => {
  if (!isRole(row.role) || !isRole(row.home_role)) return undefined;
  const tenant = { id: row.tenant_id, code: row.code, name: row.tenant_name };
  return {
    kind: 'system',
    actingId: 0,
    version: 0,
    userId: row.user_id,
    login: row.login,
    name: row.name,
    locale: 'ko',
    home: row.home_tenant_id === tenant.id ? tenant : { id: PROVIDER_TENANT_ID, code: PROVIDER_CODE, name: '' },
    homeRole: row.home_role,
    tenant: { ...tenant, timeZone: row.time_zone },
    role: row.role,
    sessionId: null,
    scopes: null,
  };
};

/** Raises MD401 when the user is not what they were when the job began. */
export const memberProof = ({ tenant, userId, role, homeRole }: Principal): Statement => ({
  text: `select coalesce((
      select 1 from tenant_member m join tenant t on t.id = m.tenant_id
      where m.tenant_id = $1::int and m.user_id = $2::bigint and m.role = $3 and m.home_role = $4
        and m.status = 'active' and t.status = 'active'
    ), access_ended()) as alive`,
  values: [String(tenant.id), String(userId), role, homeRole],
});
