import { one, several } from '#platform/web/router/search.ts';
import type { User } from '../../contract.ts';

export const roles = [
  'ADMIN',
  'PM',
  'ENGINEER',
  'DEPLOY_ENGINEER',
  'CUSTOMER',
] as const satisfies readonly User['role'][];
export const userStatuses = ['invited', 'active', 'disabled'] as const satisfies readonly User['status'][];

/** What of the list stands in its address. */
export type UserSearch = { readonly q?: string; readonly role?: User['role']; readonly status?: User['status'] };

/** Reads an address that anybody may have typed: what is not known is left out. */
export const readUserSearch = (search: Readonly<Record<string, unknown>>): UserSearch => {
  const q = one(search.q)?.slice(0, 100);
  const role = several(search.role, roles)?.[0];
  const status = several(search.status, userStatuses)?.[0];
  return { ...(q && { q }), ...(role && { role }), ...(status && { status }) };
};
