import { Button, Skeleton } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { Suspense, useState } from 'react';
import { useT } from '#platform/web/i18n/i18n.ts';
import { can } from '#platform/web/session/session.ts';
import { useSession } from '#platform/web/session/use-session.ts';
import { AdminList } from '#platform/web/ui/AdminList.tsx';
import type { PickedPerson } from '#platform/web/ui/pick/PersonPicker.tsx';
import type { PickedTenant } from '#platform/web/ui/pick/TenantPicker.tsx';
import { EmptyState } from '#platform/web/ui/State.tsx';
import { lazyPart } from '#platform/web/version/lazy-part.ts';
import type { Assignment } from '../../contract.ts';
import styles from './Assignments.module.css';
import { type AssignmentSearch, assignmentsQuery } from './api.ts';
import { assignmentLook } from './columns.tsx';

const PersonPicker = lazyPart(async () => (await import('#platform/web/ui/pick/PersonPicker.tsx')).PersonPicker);
const TenantPicker = lazyPart(async () => (await import('#platform/web/ui/pick/TenantPicker.tsx')).TenantPicker);

/** Who of the provider works in which organization, and as what. */
const AssignmentsPage = () => {
  const t = useT();
  const navigate = useNavigate({ from: '/admin/assignments' });
  const search = useSearch({ from: '/shell/admin/assignments' });
  const query = useInfiniteQuery({ ...assignmentsQuery(search), placeholderData: keepPreviousData });
  const change = (next: AssignmentSearch): void =>
    void navigate({ search: (before) => ({ ...before, ...next }), replace: true });
  return (
    <AdminList<Assignment>
      title={t('Assignments')}
      query={query}
      look={assignmentLook}
      views={[{ label: t('All'), search: {} }]}
      search={search}
      filters={[]}
      onFilter={() => undefined}
      onClear={() => void navigate({ search: {} })}
      find={<Narrow search={search} rows={query.data?.pages[0]?.items ?? []} onChange={change} />}
      create={<AddButton search={search} />}
      empty={<NoAssignments search={search} />}
    />
  );
};
export default AssignmentsPage;

type NarrowProps = {
  readonly search: AssignmentSearch;
  readonly rows: readonly Assignment[];
  readonly onChange: (next: AssignmentSearch) => void;
};

/** By person and by organization. Who comes with an address finds the names in the first row. */
const Narrow = ({ search, rows, onChange }: NarrowProps) => {
  const t = useT();
  const [person, setPerson] = useState<PickedPerson | null>(null);
  const [tenant, setTenant] = useState<PickedTenant | null>(null);
  const [first] = rows;
  const shownPerson = chosen(search.userId, person, first?.user);
  const shownTenant = chosen(search.tenantId, tenant, first?.tenant);
  const choosePerson = (next: PickedPerson | null): void => {
    setPerson(next);
    onChange({ userId: next === null ? undefined : String(next.id) } as AssignmentSearch);
  };
  const chooseTenant = (next: PickedTenant | null): void => {
    setTenant(next);
    onChange({ tenantId: next === null ? undefined : String(next.id) } as AssignmentSearch);
  };
  return (
    <div className={styles.narrow}>
      <Suspense
        fallback={
          <>
            <Skeleton h={30} />
            <Skeleton h={30} />
          </>
        }
      >
        <PersonPicker
          ariaLabel={t('Person')}
          size="xs"
          hint={t('Any person')}
          value={shownPerson}
          onChange={choosePerson}
        />
        <TenantPicker
          ariaLabel={t('Organization')}
          size="xs"
          hint={t('Any organization')}
          value={shownTenant}
          onChange={chooseTenant}
        />
      </Suspense>
    </div>
  );
};

const chosen = <T extends { readonly id: number }>(id: string | undefined, ...known: (T | null | undefined)[]) =>
  id === undefined ? null : (known.find((one) => one !== null && one !== undefined && String(one.id) === id) ?? null);

const AddButton = ({ search }: { readonly search: AssignmentSearch }) => {
  const t = useT();
  const session = useSession();
  return can(session, 'assignment.manage') ? (
    <Button
      leftSection={<IconPlus size={15} stroke={2} />}
      renderRoot={(props: object) => <Link to="/admin/assignments/new" search={search} {...props} />}
    >
      {t('Assign somebody')}
    </Button>
  ) : null;
};

const NoAssignments = ({ search }: { readonly search: AssignmentSearch }) => {
  const t = useT();
  const narrowed = Object.keys(search).length > 0;
  const all = (
    <Button variant="default" renderRoot={(props: object) => <Link to="/admin/assignments" search={{}} {...props} />}>
      {t('Show all assignments')}
    </Button>
  );
  return (
    <EmptyState
      title={t('Nobody is assigned here')}
      action={
        <>
          <AddButton search={search} />
          {narrowed ? all : null}
        </>
      }
    >
      {t('An assignment lets a person of the provider work in an organization, with a role there.')}
    </EmptyState>
  );
};
