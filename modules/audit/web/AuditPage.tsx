import { Button } from '@mantine/core';
import { keepPreviousData, useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useCallback, useMemo } from 'react';
import { serverNow } from '#platform/web/api/tab.ts';
import { formatDate } from '#platform/web/i18n/dates.ts';
import { useT } from '#platform/web/i18n/i18n.ts';
import { useSession, useZone } from '#platform/web/session/use-session.ts';
import { ListPage } from '#platform/web/ui/list/ListPage.tsx';
import { EmptyState } from '#platform/web/ui/State.tsx';
import type { AuditEntry } from '../contract.ts';
import { auditQuery, entryQuery, exportHref } from './api.ts';
import { auditLook } from './columns.tsx';
import { useAuditFilters, useAuditViews } from './filters.ts';
import { MoreFilters } from './MoreFilters.tsx';
import { type AuditSearch, chipsOf, daysOf, type Period, periods } from './search.ts';

/** What everybody did and was refused: the address says which of it. */
const AuditPage = () => {
  const t = useT();
  const navigate = useNavigate({ from: '/admin/audit' });
  const search = useSearch({ from: '/shell/admin/audit' });
  const client = useQueryClient();
  const { actingTenant } = useSession();
  const query = useInfiniteQuery({ ...auditQuery(search), placeholderData: keepPreviousData });
  const rows = useMemo(() => query.data?.pages.flatMap(({ items }) => items) ?? [], [query.data]);
  const today = formatDate(serverNow(), useZone(), 'en');
  const change = (next: AuditSearch | Readonly<Record<string, undefined>>): void =>
    void navigate({ search: (before) => ({ ...before, ...next }) as AuditSearch });
  // Of actions several may be meant; of anything else that is ticked the last one counts.
  const onFilter = (key: string, values: readonly string[] | undefined): void =>
    key === 'period'
      ? change(daysFor(values?.at(-1), today))
      : change({ [key]: key === 'action' ? values : values?.at(-1) } as AuditSearch);
  const onIntent = useCallback(
    ({ id }: AuditEntry) => client.setQueryData(entryQuery(id).queryKey, find(rows, id)),
    [client, rows],
  );
  return (
    <ListPage<AuditEntry>
      title={t('Audit log')}
      query={query}
      look={auditLook}
      views={useAuditViews()}
      search={chipsOf(search, today)}
      filters={useAuditFilters(rows, search)}
      onFilter={onFilter}
      onClear={() => void navigate({ search: {} })}
      filterTools={<MoreFilters key={JSON.stringify(search)} search={search} rows={rows} onChange={change} />}
      exportHref={exportHref(search, actingTenant.code)}
      empty={<NothingThere filtered={Object.keys(search).length > 0} />}
      onIntent={onIntent}
    />
  );
};
export default AuditPage;

const find = (rows: readonly AuditEntry[], id: number): AuditEntry | undefined => rows.find((row) => row.id === id);

const daysFor = (value: string | undefined, today: string): AuditSearch | { from: undefined; to: undefined } => {
  const period = periods.find((known): known is Period => known === value);
  return period === undefined ? { from: undefined, to: undefined } : daysOf(period, today);
};

const NothingThere = ({ filtered }: { readonly filtered: boolean }) => {
  const t = useT();
  const all = (
    <Button variant="default" renderRoot={(props: object) => <Link to="/admin/audit" search={{}} {...props} />}>
      {t('Show all entries')}
    </Button>
  );
  return filtered ? (
    <EmptyState title={t('No entries match')} action={all}>
      {t('Remove a filter or choose other dates.')}
    </EmptyState>
  ) : (
    <EmptyState title={t('No entries yet')}>
      {t('See who did what, who was denied what, and why. Nobody can change or delete these entries.')}
    </EmptyState>
  );
};
