import { Button } from '@mantine/core';
import { IconUserPlus } from '@tabler/icons-react';
import { keepPreviousData, useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useCallback } from 'react';
import { useT } from '#platform/web/i18n/i18n.ts';
import { can } from '#platform/web/session/session.ts';
import { useSession } from '#platform/web/session/use-session.ts';
import { roleText } from '#platform/web/shell/role-text.ts';
import { AdminList } from '#platform/web/ui/AdminList.tsx';
import { FindField } from '#platform/web/ui/FindField.tsx';
import type { Filter } from '#platform/web/ui/list/filter.ts';
import { EmptyState } from '#platform/web/ui/State.tsx';
import type { User } from '../../contract.ts';
import { userQuery, usersQuery } from './api.ts';
import { userLook } from './columns.tsx';
import { roles, type UserSearch, userStatuses } from './search.ts';
import { userLooks } from './status.tsx';

/** The users of the organization one works in. */
const UsersPage = () => {
  const t = useT();
  const navigate = useNavigate({ from: '/admin/users' });
  const search = useSearch({ from: '/shell/admin/users' });
  const client = useQueryClient();
  const query = useInfiniteQuery({ ...usersQuery(search), placeholderData: keepPreviousData });
  const change = (next: Readonly<Record<string, unknown>>): void =>
    void navigate({ search: (before) => ({ ...before, ...next }) as UserSearch, replace: 'q' in next });
  const { q, ...filters } = search;
  const onIntent = useCallback(({ id }: User) => void client.prefetchQuery(userQuery(id)), [client]);
  return (
    <AdminList<User>
      title={t('Users')}
      query={query}
      look={userLook}
      views={[
        { label: t('All'), search: {} },
        { label: t('Invited'), search: { status: 'invited' } },
        { label: t('Disabled'), search: { status: 'disabled' } },
      ]}
      search={Object.fromEntries(Object.entries(filters).map(([key, value]) => [key, [value]]))}
      filters={useUserFilters()}
      onFilter={(key, values) => change({ [key]: values?.at(-1) })}
      onClear={() => void navigate({ search: q === undefined ? {} : { q } })}
      find={<FindField label={t('Find a person')} value={q ?? ''} onChange={(next) => change({ q: next })} />}
      create={<InviteButton />}
      empty={<NoUsers searched={Object.keys(search).length > 0} />}
      onIntent={onIntent}
    />
  );
};
export default UsersPage;

const useUserFilters = (): readonly Filter[] => {
  const t = useT();
  return [
    { key: 'role', label: t('Role'), options: roles.map((value) => ({ value, label: roleText(t, value) })) },
    {
      key: 'status',
      label: t('State'),
      options: userStatuses.map((value) => ({ value, label: t(userLooks[value].word) })),
    },
  ];
};

const InviteButton = () => {
  const t = useT();
  const session = useSession();
  return can(session, 'user.manage') ? (
    <Button
      leftSection={<IconUserPlus size={15} stroke={2} />}
      renderRoot={(props: object) => <Link to="/admin/users/new" {...props} />}
    >
      {t('Invite a user')}
    </Button>
  ) : null;
};

const NoUsers = ({ searched }: { readonly searched: boolean }) => {
  const t = useT();
  if (!searched) {
    return (
      <EmptyState title={t('No users yet')} action={<InviteButton />}>
        {t('Whoever is invited here gets a link and chooses a password.')}
      </EmptyState>
    );
  }
  const all = (
    <Button variant="default" renderRoot={(props: object) => <Link to="/admin/users" search={{}} {...props} />}>
      {t('Show all users')}
    </Button>
  );
  return (
    <EmptyState title={t('No user fits')} action={all}>
      {t('Remove a filter or search for something else.')}
    </EmptyState>
  );
};
