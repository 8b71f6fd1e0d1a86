import { queryOptions } from '@tanstack/react-query';
import { get } from '../api/client.ts';
import { sortByName } from '../i18n/collate.ts';

export type ActingTenant = { readonly code: string; readonly name: string };

/** As many as the server tells at once. */
export const mostAsked = 200;

/** The organizations that one may act in, by name; of more than `mostAsked` the first by code that hold what was typed. */
const tenantsWith = (q: string) =>
  queryOptions({
    queryKey: ['session', 'acting-tenants', q],
    queryFn: async ({ signal }) => {
      const query = q === '' ? { limit: mostAsked } : { limit: mostAsked, q };
      return sortByName(
        (await get<{ items: readonly ActingTenant[] }>('/session/acting-tenants', { query, signal })).items,
      );
    },
  });

/** The organizations that one may act in: all of them, or the first where there are too many to tell at once. */
export const actingTenantsQuery = tenantsWith('');

/** Those that the server finds; for whom the first ones are not all. */
export const typedTenantsQuery = tenantsWith;

/** Whether there may be more than the first answer told, so that only the server can find what was typed. */
export const mayBeMore = (all: readonly ActingTenant[]): boolean => all.length >= mostAsked;

/** What is known and what the server found besides, each once, by name. */
export const withFurther = (
  all: readonly ActingTenant[],
  further: readonly ActingTenant[],
): readonly ActingTenant[] => {
  const known = new Set(all.map(({ code }) => code));
  const others = further.filter(({ code }) => !known.has(code));
  return others.length === 0 ? all : sortByName([...all, ...others]);
};

/** Those whose name or code holds what was typed, among the organizations that this page knows. */
export const findTenants = (all: readonly ActingTenant[], typed: string, most: number): readonly ActingTenant[] => {
  const wanted = typed.trim().toLowerCase();
  return all.filter(({ code, name }) => `${name} ${code}`.toLowerCase().includes(wanted)).slice(0, most);
};

/** What needs more, by its code, stands first; the rest keeps its order. */
export const sortByNeed = (
  tenants: readonly ActingTenant[],
  needs: ReadonlyMap<string, number> = new Map(),
): readonly ActingTenant[] => tenants.toSorted((a, b) => (needs.get(b.code) ?? 0) - (needs.get(a.code) ?? 0));
