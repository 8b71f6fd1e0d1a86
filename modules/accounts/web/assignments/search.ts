import { one } from '#platform/web/router/search.ts';
import type { AssignmentSearch } from './api.ts';

const id = (value: unknown): string | undefined => one(value)?.match(/^[1-9]\d{0,14}$/)?.[0];

/** Whose assignments, or to which organization; what is no id is left out. */
export const readAssignmentSearch = (search: Readonly<Record<string, unknown>>): AssignmentSearch => {
  const userId = id(search.userId);
  const tenantId = id(search.tenantId);
  return { ...(userId && { userId }), ...(tenantId && { tenantId }) };
};
