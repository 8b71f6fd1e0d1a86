import { findTenant } from '#modules/tenants/api.ts';
import type { Principal, Role } from '#platform/access/principal.ts';
import type { Tx } from '#platform/db/tenant-tx.ts';
import { fieldProblem, problem } from '#platform/http/problem.ts';
import { findUser } from '../users/queries.ts';
import { type AssignmentRow, deleteAssignment, insertAssignment, spreadAssignment } from './queries.ts';

export type NewAssignment = { readonly userId: number; readonly tenantId: number; readonly role: Role };

/**
 * Lets a user of the provider work in a tenant. Throws 422 naming the field for a user or tenant that is not there or
 * not active, 409 `accounts.assignment_exists`. Answers the id.
 */
export const createAssignment = async (
  tx: Tx,
  by: Pick<Principal, 'actingId' | 'userId'>,
  { userId, tenantId: targetTenantId, role }: NewAssignment,
): Promise<number> => {
  const user = await tx.run(findUser(tx.tenantId, userId));
  if (user === undefined || user.status === 'disabled') {
    throw fieldProblem('/userId', 'accounts.user_unknown', 'There is no such active user of the provider.');
  }
  const tenant = await tx.run(findTenant(by.actingId, targetTenantId));
  if (tenant === undefined || tenant.id === tx.tenantId || tenant.status === 'closed') {
    throw fieldProblem('/tenantId', 'accounts.tenant_unknown', 'There is no such tenant.');
  }
  const id = await tx.run(insertAssignment(tx.tenantId, { userId, targetTenantId, role, createdBy: by.userId }));
  if (id === undefined)
    throw problem(409, 'accounts.assignment_exists', 'This user is assigned to this tenant already.');
  await tx.run(spreadAssignment(by.actingId, { userId, targetTenantId }, tx.actor));
  tx.record({
    action: 'assignment.create',
    subject: { type: 'assignment', id },
    changes: {
      user: { from: null, to: user.login },
      tenant: { from: null, to: tenant.code },
      role: { from: null, to: role },
    },
  });
  tx.emit({ topic: 'assignments', subject: { type: 'assignment', id }, version: 1, change: 'created' });
  return id;
};

type Assigned = Pick<AssignmentRow, 'id' | 'user_id' | 'login' | 'target_id' | 'target_code' | 'role'>;

/** Ends an assignment; whoever acts in the tenant by it is out before the answer. */
export const removeAssignment = async (tx: Tx, by: Pick<Principal, 'actingId'>, found: Assigned): Promise<void> => {
  await tx.run(deleteAssignment(tx.tenantId, found.id));
  await tx.run(spreadAssignment(by.actingId, { userId: found.user_id, targetTenantId: found.target_id }, tx.actor));
  tx.record({
    action: 'assignment.remove',
    subject: { type: 'assignment', id: found.id },
    changes: {
      user: { from: found.login, to: null },
      tenant: { from: found.target_code, to: null },
      role: { from: found.role, to: null },
    },
  });
  tx.emit({ topic: 'assignments', subject: { type: 'assignment', id: found.id }, version: 2, change: 'removed' });
};
