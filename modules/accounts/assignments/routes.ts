import { absent } from '#platform/access/refusal.ts';
import type { Tx } from '#platform/db/tenant-tx.ts';
import type { Call } from '#platform/http/call.ts';
import { list, type Route, write } from '#platform/http/route.ts';
import { Assignment, AssignmentList, AssignmentListQuery, ById, NewAssignment } from '../contract.ts';
import { createAssignment, removeAssignment } from './actions.ts';
import { type AssignmentRow, listAssignments } from './queries.ts';

const access = { permission: 'assignment.manage' } as const;

const show = (row: AssignmentRow) => ({
  id: row.id,
  user: { id: row.user_id, login: row.login, name: row.user_name },
  tenant: { id: row.target_id, code: row.target_code, name: row.target_name },
  role: row.role,
  createdAt: row.created_at,
});

const find = async (tx: Tx, c: Call, id: number): Promise<AssignmentRow | undefined> =>
  (await tx.run(listAssignments(c.principal.actingId, { id, limit: 1 })))[0];

export const assignmentRoutes: readonly Route[] = [
  list({
    path: '/api/assignments',
    access,
    summary: 'Who of the provider works in which tenant; newest first.',
    query: AssignmentListQuery,
    answer: AssignmentList,
    load: (c, { limit, after }) =>
      listAssignments(c.principal.actingId, {
        userId: c.query.userId,
        tenantId: c.query.tenantId,
        before: after === null ? null : Number(after[0]),
        limit: limit + 1,
      }),
    key: (row) => [row.id],
    show: (row) => show(row),
  }),
  write({
    method: 'POST',
    path: '/api/assignments',
    access,
    summary: 'Lets a user of the provider work in a tenant, with a role there.',
    body: NewAssignment,
    answer: { 201: Assignment },
    run: async (tx, c) => {
      const id = await createAssignment(tx, c.principal, c.body);
      const row = await find(tx, c, id);
      if (row === undefined) throw new Error('An assignment that was just made is not there');
      return { body: show(row) };
    },
  }),
  write({
    method: 'DELETE',
    path: '/api/assignments/:id',
    access,
    about: 'assignment',
    summary: 'Ends it; the user is out of the tenant before the answer.',
    params: ById,
    answer: { 204: null },
    gate: async (tx, c) => {
      const found = await find(tx, c, c.params.id);
      if (found === undefined) throw absent('assignment.manage', 'assignment', c.params.id);
      return found;
    },
    run: async (tx, c, found) => {
      await removeAssignment(tx, c.principal, found);
      return {};
    },
  }),
];
