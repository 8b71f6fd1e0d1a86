import { text, useT } from '#platform/web/i18n/i18n.ts';
import { roleText } from '#platform/web/shell/role-text.ts';
import { Clip } from '#platform/web/ui/Clip.tsx';
import { CardFacts } from '#platform/web/ui/list/CardFacts.tsx';
import type { RowsLook } from '#platform/web/ui/list/list.ts';
import { Person } from '#platform/web/ui/Person.tsx';
import { personName } from '#platform/web/ui/person-name.ts';
import { When } from '#platform/web/ui/When.tsx';
import type { User } from '../../contract.ts';
import { UserStatus } from './status.tsx';

const Role = ({ user }: { readonly user: User }) => {
  const t = useT();
  return <>{roleText(t, user.role)}</>;
};

const Card = ({ user }: { readonly user: User }) => (
  <>
    <Person name={personName(user)} quiet={user.status === 'disabled'} />
    <CardFacts>
      <UserStatus status={user.status} quiet />
      <Role user={user} />
      <Clip>{user.login}</Clip>
    </CardFacts>
  </>
);

export const userLook: RowsLook<User> = {
  href: ({ id }) => `/admin/users/${id}`,
  card: (user) => <Card user={user} />,
  columns: [
    {
      id: 'name',
      label: text('Name'),
      width: 'minmax(160px, 1fr)',
      main: true,
      cell: (user) => <Person name={personName(user)} quiet={user.status === 'disabled'} />,
    },
    {
      id: 'login',
      label: text('Login'),
      width: 'minmax(160px, 1fr)',
      cell: ({ login }) => <Clip dim>{login}</Clip>,
    },
    { id: 'role', label: text('Role'), width: '150px', cell: (user) => <Role user={user} /> },
    { id: 'status', label: text('State'), width: '112px', cell: ({ status }) => <UserStatus status={status} quiet /> },
    {
      id: 'created',
      label: text('Created on'),
      width: '104px',
      cell: ({ createdAt }) => <When at={createdAt} day />,
      from: 860,
    },
  ],
};
