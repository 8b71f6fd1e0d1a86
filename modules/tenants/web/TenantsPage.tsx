import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { keepPreviousData, useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useCallback } from 'react';
import { useT } from '#platform/web/i18n/i18n.ts';
import { can } from '#platform/web/session/session.ts';
import { useSession } from '#platform/web/session/use-session.ts';
import { AdminList } from '#platform/web/ui/AdminList.tsx';
import { FindField } from '#platform/web/ui/FindField.tsx';
import type { Filter } from '#platform/web/ui/list/filter.ts';
import { EmptyState } from '#platform/web/ui/State.tsx';
import type { Tenant } from '../contract.ts';
import { tenantQuery, tenantsQuery } from './api.ts';
import { tenantLook } from './columns.tsx';
import { type TenantSearch, tenantKinds } from './search.ts';
import { kindText } from './words.ts';

/** All organizations of the installation, for the provider's administrator. */
const TenantsPage = () => {
  const t = useT();
  const navigate = useNavigate({ from: '/admin/tenants' });
  const search = useSearch({ from: '/shell/admin/tenants' });
  const client = useQueryClient();
  const query = useInfiniteQuery({ ...tenantsQuery(search), placeholderData: keepPreviousData });
  const change = (next: Readonly<Record<string, unknown>>): void =>
    void navigate({ search: (before) => ({ ...before, ...next }) as TenantSearch, replace: 'q' in next });
  const { q, ...filters } = search;
  const onIntent = useCallback(({ id }: Tenant) => void client.prefetchQuery(tenantQuery(id)), [client]);
  return (
    <AdminList<Tenant>
      title={t('Organizations')}
      query={query}
      look={tenantLook}
      views={[
        { label: t('All'), search: {} },
        { label: t('In use'), search: { status: 'active' } },
        { label: t('Suspended'), search: { status: 'suspended' } },
      ]}
      search={listed(filters)}
      filters={useTenantFilters()}
      onFilter={(key, values) => change({ [key]: values?.at(-1) })}
      onClear={() => void navigate({ search: q === undefined ? {} : { q } })}
      find={<FindField label={t('Find an organization')} value={q ?? ''} onChange={(next) => change({ q: next })} />}
      create={<NewButton />}
      empty={<NoTenants searched={Object.keys(search).length > 0} />}
      onIntent={onIntent}
    />
  );
};
export default TenantsPage;

/** The filters of an address as lists, which is what chips show. */
const listed = (filters: Readonly<Record<string, string>>): Readonly<Record<string, readonly string[]>> =>
  Object.fromEntries(Object.entries(filters).map(([key, value]) => [key, [value]]));

const useTenantFilters = (): readonly Filter[] => {
  const t = useT();
  return [
    { key: 'kind', label: t('Kind'), options: tenantKinds.map((value) => ({ value, label: t(kindText[value]) })) },
    {
      key: 'status',
      label: t('State'),
      options: [
        { value: 'active', label: t('In use') },
        { value: 'suspended', label: t('Suspended') },
        { value: 'closed', label: t('Ended') },
      ],
    },
  ];
};

const NewButton = () => {
  const t = useT();
  const session = useSession();
  return can(session, 'tenant.manage') ? (
    <Button
      leftSection={<IconPlus size={15} stroke={2} />}
      renderRoot={(props: object) => <Link to="/admin/tenants/new" {...props} />}
    >
      {t('New organization')}
    </Button>
  ) : null;
};

const NoTenants = ({ searched }: { readonly searched: boolean }) => {
  const t = useT();
  if (!searched) {
    return (
      <EmptyState title={t('No organizations yet')} action={<NewButton />}>
        {t('Each customer is an organization here: its people, requests and numbers stay its own.')}
      </EmptyState>
    );
  }
  const all = (
    <Button variant="default" renderRoot={(props: object) => <Link to="/admin/tenants" search={{}} {...props} />}>
      {t('Show all organizations')}
    </Button>
  );
  return (
    <EmptyState title={t('No organization fits')} action={all}>
      {t('Remove a filter or search for something else.')}
    </EmptyState>
  );
};
