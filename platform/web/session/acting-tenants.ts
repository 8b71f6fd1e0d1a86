import { queryOptions } from '@tanstack/react-query';
import { get } from '../api/client.ts';
import { sortByName } from '../i18n/collate.ts';

export type ActingTenant = { readonly code: string; readonly name: string };

const mostAsked = 200;

/** The organizations that one may act in, by name. */
export const actingTenantsQuery = queryOptions({
  queryKey: ['session', 'acting-tenants'],
  queryFn: async ({ signal }) =>
    sortByName(
      (
        await get<{ items: readonly ActingTenant[] }>('/session/acting-tenants', {
          query: { limit: mostAsked },
          signal,
        })
      ).items,
    ),
});

/** Those whose name or code holds what was typed; of thousands the first are enough, typing finds the others. */
export const findTenants = (all: readonly ActingTenant[], typed: string, most: number): readonly ActingTenant[] => {
  const wanted = typed.trim().toLowerCase();
  return all.filter(({ code, name }) => `${name} ${code}`.toLowerCase().includes(wanted)).slice(0, most);
};
