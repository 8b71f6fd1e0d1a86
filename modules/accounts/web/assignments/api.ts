import { infiniteQueryOptions, type QueryClient } from '@tanstack/react-query';
import { call, get, newIdempotencyKey } from '#platform/web/api/client.ts';
import { path } from '#platform/web/api/path.ts';
import { t } from '#platform/web/i18n/i18n.ts';
import { personName } from '#platform/web/ui/person-name.ts';
import { offerUndo } from '#platform/web/ui/undo.tsx';
import type { Assignment } from '../../contract.ts';

export type AssignmentSearch = { readonly userId?: string; readonly tenantId?: string };
export type NewAssignment = { readonly userId: number; readonly tenantId: number; readonly role: Assignment['role'] };
type AssignmentPage = { readonly items: readonly Assignment[]; readonly nextCursor: string | null };

export const assignmentKeys = { lists: ['assignments'] as const };

export const assignmentsQuery = (search: AssignmentSearch, limit = 100) =>
  infiniteQueryOptions({
    queryKey: [...assignmentKeys.lists, search, limit] as const,
    queryFn: ({ pageParam, signal }) =>
      get<AssignmentPage>('/assignments', { query: { ...search, limit, cursor: pageParam }, signal }),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.nextCursor,
  });

export const createAssignment = async (assignment: NewAssignment, idempotencyKey: string): Promise<Assignment> =>
  (await call<Assignment>('POST', '/assignments', { body: assignment, idempotencyKey })).data;

/** Ends it at once, and offers for ten seconds to make the same again. */
export const removeAssignment = async (client: QueryClient, { id, user, tenant, role }: Assignment): Promise<void> => {
  const refresh = (): void => void client.invalidateQueries({ queryKey: assignmentKeys.lists });
  await call('DELETE', path`/assignments/${id}`);
  refresh();
  const names = { name: personName(user), tenant: tenant.name };
  await offerUndo(t('{{name}} does not work in {{tenant}} any more', names), async () => {
    await createAssignment({ userId: user.id, tenantId: tenant.id, role }, newIdempotencyKey());
    refresh();
  });
};
