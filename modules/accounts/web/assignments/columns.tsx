import { text, useT } from '#platform/web/i18n/i18n.ts';
import { roleText } from '#platform/web/shell/role-text.ts';
import { Tile } from '#platform/web/shell/Tile.tsx';
import { Clip } from '#platform/web/ui/Clip.tsx';
import { CardFacts } from '#platform/web/ui/list/CardFacts.tsx';
import type { RowsLook } from '#platform/web/ui/list/list.ts';
import { Person } from '#platform/web/ui/Person.tsx';
import { personName } from '#platform/web/ui/person-name.ts';
import { When } from '#platform/web/ui/When.tsx';
import type { Assignment } from '../../contract.ts';
import styles from '../People.module.css';
import { RemoveButton } from './RemoveButton.tsx';

const Role = ({ role }: { readonly role: Assignment['role'] }) => {
  const t = useT();
  return <>{roleText(t, role)}</>;
};

const Tenant = ({ tenant }: Pick<Assignment, 'tenant'>) => (
  <span className={styles.heading}>
    <Tile code={tenant.code} name={tenant.name} />
    <Clip>{tenant.name}</Clip>
  </span>
);

export const assignmentLook: RowsLook<Assignment> = {
  href: ({ user }) => `/admin/users/${user.id}`,
  card: ({ user, tenant, role }) => (
    <>
      <Person name={personName(user)} />
      <CardFacts>
        <Clip>{tenant.name}</Clip>
        <Role role={role} />
      </CardFacts>
    </>
  ),
  cardAction: (assignment) => <RemoveButton assignment={assignment} />,
  columns: [
    {
      id: 'person',
      label: text('Person'),
      width: 'minmax(160px, 1fr)',
      main: true,
      cell: ({ user }) => <Person name={personName(user)} />,
    },
    {
      id: 'tenant',
      label: text('Organization'),
      width: 'minmax(160px, 1fr)',
      cell: ({ tenant }) => <Tenant tenant={tenant} />,
    },
    { id: 'role', label: text('Role there'), width: '150px', cell: ({ role }) => <Role role={role} /> },
    {
      id: 'since',
      label: text('Assigned on'),
      width: '104px',
      cell: ({ createdAt }) => <When at={createdAt} day />,
      from: 860,
    },
    { id: 'end', label: text('End'), width: '44px', cell: (assignment) => <RemoveButton assignment={assignment} /> },
  ],
};
