import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { keepPreviousData, useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { lazy, Suspense, useCallback } from 'react';
import { queryString } from '#platform/web/api/path.ts';
import { useT } from '#platform/web/i18n/i18n.ts';
import { stringifySearch } from '#platform/web/router/search.ts';
import { actsElsewhere, can, isStaff } from '#platform/web/session/session.ts';
import { useSession } from '#platform/web/session/use-session.ts';
import { TimelineSkeleton } from '#platform/web/ui/detail/DetailSkeleton.tsx';
import { ListPage } from '#platform/web/ui/list/ListPage.tsx';
import { EmptyState } from '#platform/web/ui/State.tsx';
import { lazyPart } from '#platform/web/version/lazy-part.ts';
import type { Ticket, TicketSort } from '../contract.ts';
import { listQuery, ticketQuery } from './api.ts';
import { useBulkActions } from './bulk-actions.tsx';
import { ticketLook } from './columns.tsx';
import { useTicketFilters, useTicketSorts, useTicketViews } from './filters.tsx';
import { useSavedViews } from './saved-views.ts';
import { defaultSort, filtersOf, type TicketSearch } from './search.ts';
import { ViewTools } from './ViewTools.tsx';

const ChooseTenant = lazyPart(async () => (await import('#platform/web/shell/ChooseTenant.tsx')).ChooseTenant);
const TicketPeek = lazy(async () => ({ default: (await import('./TicketPeek.tsx')).TicketPeek }));

/** All tickets one may see: the address says which and in which order. */
const TicketsPage = () => {
  const t = useT();
  const navigate = useNavigate({ from: '/tickets' });
  const search = useSearch({ from: '/shell/tickets' });
  const client = useQueryClient();
  const { actingTenant } = useSession();
  const query = useInfiniteQuery({ ...listQuery(search), placeholderData: keepPreviousData });
  const change = (next: Partial<Record<keyof TicketSearch, unknown>>): void =>
    void navigate({ search: (before) => ({ ...before, ...next }) as TicketSearch });
  const onIntent = useCallback(({ id }: Ticket) => void client.prefetchQuery(ticketQuery(id)), [client]);
  const sort = (value: string): void => change({ sort: value === defaultSort ? undefined : (value as TicketSort) });
  const builtIn = useTicketViews();
  const saved = useSavedViews(search);
  const filters = filtersOf(search);
  const known = stringifySearch(search) === '' || builtIn.some((view) => isSame(view.search, search));
  return (
    <ListPage<Ticket>
      title={t('Requests')}
      query={query}
      look={ticketLook}
      views={[...builtIn, ...saved.views]}
      viewTools={
        <ViewTools search={search} current={saved.current} unsaved={saved.known && !known && saved.current === null} />
      }
      search={filters}
      filters={useTicketFilters()}
      onFilter={(key, values) => change({ [key]: values })}
      onClear={() => void navigate({ search: ({ q, sort: order }) => ({ q, sort: order }) as TicketSearch })}
      sort={{ options: useTicketSorts(), value: search.sort ?? defaultSort, onChange: sort }}
      primary={<NewButton />}
      empty={<NoTickets searched={Object.keys(search).length > 0} />}
      onIntent={onIntent}
      bulk={useBulkActions()}
      peek={peek}
      exportHref={`/api/tickets/export${queryString({ ...search, tenant: actingTenant.code })}`}
    />
  );
};
export default TicketsPage;

const peek = (row: Ticket) => (
  <Suspense fallback={<TimelineSkeleton />}>
    <TicketPeek row={row} />
  </Suspense>
);

const isSame = (view: Readonly<Record<string, unknown>>, search: TicketSearch): boolean =>
  stringifySearch(view) === stringifySearch(search);

const NewButton = () => {
  const t = useT();
  const session = useSession();
  return can(session, 'ticket.create') ? (
    <Button
      leftSection={<IconPlus size={15} stroke={2} />}
      renderRoot={(props: object) => <Link to="/tickets/new" {...props} />}
    >
      {t('New request')}
    </Button>
  ) : null;
};

const NoTickets = ({ searched }: { readonly searched: boolean }) => {
  const t = useT();
  const session = useSession();
  if (searched) {
    const all = (
      <Button variant="default" renderRoot={(props: object) => <Link to="/tickets" search={{}} {...props} />}>
        {t('Show all requests')}
      </Button>
    );
    return (
      <EmptyState title={t('No matching requests')} action={all}>
        {t('Remove a filter or search for something else.')}
      </EmptyState>
    );
  }
  if (isStaff(session) && !actsElsewhere(session)) {
    return (
      <Suspense fallback={null}>
        <ChooseTenant />
      </Suspense>
    );
  }
  const create = (
    <Button renderRoot={(props: object) => <Link to="/tickets/new" {...props} />}>{t('New request')}</Button>
  );
  return (
    <EmptyState title={t('No requests yet')} action={can(session, 'ticket.create') ? create : undefined}>
      {t('Here you see what was asked, who works on it, and how far along it is.')}
    </EmptyState>
  );
};
