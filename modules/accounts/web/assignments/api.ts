import { infiniteQueryOptions } from '@tanstack/react-query';
import { call, get } from '#platform/web/api/client.ts';
import type { Assignment } from '../../contract.ts';

export type AssignmentSearch = { readonly userId?: string; readonly tenantId?: string };
export type NewAssignment = { readonly userId: number; readonly tenantId: number; readonly role: Assignment['role'] };
type AssignmentPage = { readonly items: readonly Assignment[]; readonly nextCursor: string | null };

export const assignmentKeys = { lists: ['assignments', 'list'] as const };

type Part = { readonly limit: number; readonly cursor: string | null };
export const fetchAssignments = (search: AssignmentSearch, part: Part, signal?: AbortSignal): Promise<AssignmentPage> =>
  get<AssignmentPage>('/assignments', { query: { ...search, ...part }, ...(signal ? { signal } : {}) });

export const assignmentsQuery = (search: AssignmentSearch, limit = 100) =>
  infiniteQueryOptions({
    queryKey: [...assignmentKeys.lists, search, limit] as const,
    queryFn: ({ pageParam, signal }) => fetchAssignments(search, { limit, cursor: pageParam }, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.nextCursor,
  });

export const createAssignment = async (assignment: NewAssignment, idempotencyKey: string): Promise<Assignment> =>
  (await call<Assignment>('POST', '/assignments', { body: assignment, idempotencyKey })).data;
