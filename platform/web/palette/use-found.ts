import { useDebouncedValue } from '@mantine/hooks';
import { IconBuilding, IconSearch } from '@tabler/icons-react';
import { useQueries, useQuery } from '@tanstack/react-query';
import { type AnyRouter, useRouter } from '@tanstack/react-router';
import { useRef } from 'react';
import { useT } from '../i18n/i18n.ts';
import { problemText } from '../i18n/problem-text.ts';
import type { PaletteItem, WebModule } from '../module.ts';
import { actingTenantsQuery, findTenants } from '../session/acting-tenants.ts';
import { switchTenant } from '../session/leave.ts';
import { isStaff } from '../session/session.ts';
import { useSession } from '../session/use-session.ts';
import { notify } from '../ui/notify.ts';
import { fits, searchable } from './match.ts';
import { type Entry, type Group, useOwnGroups } from './use-own-groups.ts';

/** Between the last letter and the question: with the server's 30 ms an answer stands well within 150. */
const pauseMs = 70;
const fewest = 6;
/** The line that leads on, and is nothing that was found. */
export const searchEverywhere = 'search';

export type Found = { readonly groups: readonly Group[]; readonly pending: boolean; readonly error: unknown };

/** All that fits what was typed: what the page knows at once, what the server knows a moment later, below it. */
export const useFound = (typed: string): Found => {
  const own = useOwnGroups();
  const [asked] = useDebouncedValue(searchable(typed), pauseMs);
  const remote = useRemote(asked);
  const tenants = useTenants(typed);
  const elsewhere = useSearchEverywhere(typed.trim());
  const empty = typed.trim() === '';
  const fitting = own.map(({ label, entries }) => ({
    label,
    entries: empty
      ? entries.slice(0, label === own[0]?.label ? 5 : entries.length)
      : entries.filter((entry) => fits(typed, entry.label, entry.detail ?? '', entry.also ?? '')).slice(0, fewest),
  }));
  const groups = empty ? fitting : [...fitting, ...remote.groups, tenants, elsewhere];
  return {
    groups: groups.filter(({ entries }) => entries.length > 0),
    pending: !empty && (remote.pending || asked !== searchable(typed)),
    error: empty ? null : remote.error,
  };
};

/** What the modules find on the server, grouped as they name it. */
const useRemote = (q: string): Found => {
  const t = useT();
  const session = useSession();
  const router = useRouter();
  const sources = (router.options.context.modules as readonly WebModule[]).flatMap(({ name, palette }) =>
    palette === undefined ? [] : [{ name, palette }],
  );
  const answers = useQueries({
    queries: sources.map(({ name, palette }) => ({
      queryKey: ['palette', name, q],
      queryFn: ({ signal }: { signal: AbortSignal }) => palette(q, signal, session),
      enabled: q !== '',
      staleTime: 10_000,
      gcTime: 60_000,
      retry: false,
    })),
  });
  // Between two letters what was found stays, so that nothing flickers and no line moves from under the key.
  const kept = useRef(new Map<string, readonly PaletteItem[]>());
  sources.forEach(({ name }, index) => {
    const data = q === '' ? [] : answers[index]?.data;
    if (data !== undefined) {
      kept.current.set(name, data);
    }
  });
  const items = sources.flatMap(({ name }) => kept.current.get(name) ?? []);
  return {
    groups: [...Map.groupBy(items, ({ group }) => group)].map(([group, of]) => ({
      label: t(group),
      entries: of.map((item) => entryOf(router, item)),
    })),
    pending: q !== '' && answers.some(({ isFetching }) => isFetching),
    error: answers.find(({ isError }) => isError)?.error ?? null,
  };
};

const entryOf = (router: AnyRouter, { to, otherwise, group: _group, ...item }: PaletteItem): Entry => ({
  ...item,
  to: otherwise !== undefined && router.getMatchedRoutes(to)[2] === undefined ? otherwise : to,
});

/** Organizations to switch to, for staff of the provider. */
const useTenants = (typed: string): Group => {
  const t = useT();
  const session = useSession();
  const { data = [] } = useQuery({ ...actingTenantsQuery, enabled: isStaff(session) });
  const others = data.filter(({ code }) => code !== session.actingTenant.code);
  const fail = (error: unknown): void => void notify({ meaning: 'danger', message: problemText(t, error) });
  return {
    label: t('Work in another organization'),
    entries: findTenants(others, typed, fewest).map(({ code, name }) => ({
      id: `tenant-${code}`,
      label: name,
      detail: code,
      icon: IconBuilding,
      run: () => void switchTenant(code).catch(fail),
    })),
  };
};

/** Last of all: the list, searched for the same words. */
const useSearchEverywhere = (q: string): Group => {
  const t = useT();
  const router = useRouter();
  const target = (router.options.context.modules as readonly WebModule[]).find(({ search }) => search)?.search;
  const to = `${target?.to ?? '/'}?${new URLSearchParams({ q }).toString()}`;
  const entry: Entry = {
    id: searchEverywhere,
    label: t('Search all requests for “{{q}}”', { q }),
    icon: IconSearch,
    to,
  };
  return { label: t('Search'), entries: target === undefined ? [] : [entry] };
};
