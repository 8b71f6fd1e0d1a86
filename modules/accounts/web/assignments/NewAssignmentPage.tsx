import { Select } from '@mantine/core';
import { type UseQueryResult, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { get } from '#platform/web/api/client.ts';
import { path } from '#platform/web/api/path.ts';
import { isProblem } from '#platform/web/api/problem.ts';
import { FormPanel } from '#platform/web/forms/FormPanel.tsx';
import { FormSkeleton } from '#platform/web/forms/FormSkeleton.tsx';
import { Label } from '#platform/web/forms/Label.tsx';
import { type FieldErrors, type Form, useForm } from '#platform/web/forms/use-form.ts';
import { type Translate, useT } from '#platform/web/i18n/i18n.ts';
import { roleText } from '#platform/web/shell/role-text.ts';
import { TopBar } from '#platform/web/shell/TopBar.tsx';
import { FormPage } from '#platform/web/ui/FormPage.tsx';
import { Needs } from '#platform/web/ui/Needs.tsx';
import { notify } from '#platform/web/ui/notify.ts';
import { personName } from '#platform/web/ui/person-name.ts';
import { PersonPicker, type PickedPerson } from '#platform/web/ui/pick/PersonPicker.tsx';
import { type PickedTenant, TenantPicker } from '#platform/web/ui/pick/TenantPicker.tsx';
import { ErrorState } from '#platform/web/ui/State.tsx';
import type { Assignment } from '../../contract.ts';
import { roleHelp } from '../users/role-help.ts';
import { roles } from '../users/search.ts';
import { assignmentKeys, createAssignment } from './api.ts';

type Values = {
  userId: PickedPerson | null;
  tenantId: PickedTenant | null;
  role: Assignment['role'];
};

/** Lets a person of the provider work in an organization. Whoever comes from one of them finds it filled in. */
const NewAssignmentPage = () => {
  const t = useT();
  const { userId, tenantId } = useSearch({ from: '/shell/admin/assignments/new' });
  const user = useGiven<PickedPerson>('users', userId);
  const tenant = useGiven<PickedTenant>('tenants', tenantId);
  const title = t('Assign somebody');
  return (
    <FormPage
      bar={<TopBar crumbs={[{ to: '/admin/assignments', label: t('Assignments') }]} title={<h1>{title}</h1>} />}
      title={title}
    >
      <Needs ability="assignment.manage" atProvider>
        <WithBoth user={user} tenant={tenant} />
      </Needs>
    </FormPage>
  );
};
export default NewAssignmentPage;

type WithBothProps = {
  readonly user: UseQueryResult<PickedPerson | null>;
  readonly tenant: UseQueryResult<PickedTenant | null>;
};

/** The form begins when all that it begins with is there. */
const WithBoth = ({ user, tenant }: WithBothProps) => {
  if (user.isLoading || tenant.isLoading) {
    return <FormSkeleton fields={3} />;
  }
  const failed = [user, tenant].filter(({ isLoadingError }) => isLoadingError);
  if (failed[0] !== undefined) {
    return <ErrorState error={failed[0].error} onRetry={() => failed.forEach(({ refetch }) => void refetch())} />;
  }
  return <AssignmentForm user={user.data ?? null} tenant={tenant.data ?? null} />;
};

/** What the address names; null when there is no such thing, and the form begins without it. */
const useGiven = <T,>(kind: 'users' | 'tenants', id: string | undefined) =>
  useQuery({
    queryKey: ['assignments', 'given', kind, id],
    queryFn: ({ signal }) =>
      get<T>(path`/${kind}/${id ?? ''}`, { signal }).catch((error: unknown) => {
        if (isProblem(error) && error.status === 404) {
          return null;
        }
        throw error;
      }),
    enabled: id !== undefined,
  });

type AssignmentFormProps = { readonly user: PickedPerson | null; readonly tenant: PickedTenant | null };

const AssignmentForm = ({ user, tenant }: AssignmentFormProps) => {
  const t = useT();
  const navigate = useNavigate();
  const client = useQueryClient();
  const form = useForm<Values, Assignment>({
    draft: null,
    initial: { userId: user, tenantId: tenant, role: 'ENGINEER' },
    check: (values) => checkAssignment(t, values),
    send: ({ userId, tenantId, role }, key) =>
      createAssignment({ userId: userId?.id ?? 0, tenantId: tenantId?.id ?? 0, role }, key),
    sent: (made) => {
      void client.invalidateQueries({ queryKey: assignmentKeys.lists });
      const names = { name: personName(made.user), tenant: made.tenant.name };
      void notify({ meaning: 'done', message: t('{{name}} works in {{tenant}} now', names) });
      void navigate({ to: '/admin/assignments', search: { tenantId: String(made.tenant.id) } });
    },
  });
  const labels = { userId: t('Person'), tenantId: t('Organization'), role: t('Role there') };
  return (
    <FormPanel form={form} submit={t('Assign')} labels={labels} failed={t('Nobody was assigned')}>
      <PersonPicker
        id={`${form.id}-userId`}
        label={<Label>{labels.userId}</Label>}
        description={t('Of the provider; type a part of the name or login.')}
        hint={t('Find a person')}
        value={form.values.userId}
        onChange={(next) => form.set('userId', next)}
        error={form.errors.userId ?? null}
        autoFocus={user === null}
      />
      <TenantPicker
        id={`${form.id}-tenantId`}
        label={<Label>{labels.tenantId}</Label>}
        hint={t('Find an organization')}
        value={form.values.tenantId}
        onChange={(next) => form.set('tenantId', next)}
        error={form.errors.tenantId ?? null}
      />
      <RoleField form={form} label={labels.role} />
    </FormPanel>
  );
};

const RoleField = ({ form, label }: { readonly form: Form<Values>; readonly label: string }) => {
  const t = useT();
  return (
    <Select
      id={`${form.id}-role`}
      label={<Label>{label}</Label>}
      description={t(roleHelp[form.values.role])}
      data={roles.map((value) => ({ value, label: roleText(t, value) }))}
      value={form.values.role}
      onChange={(role) => form.set('role', (role ?? 'ENGINEER') as Values['role'])}
    />
  );
};

const checkAssignment = (t: Translate, { userId, tenantId }: Values): FieldErrors<Values> => ({
  ...(userId === null ? { userId: t('Choose a person.') } : {}),
  ...(tenantId === null ? { tenantId: t('Choose an organization.') } : {}),
});
