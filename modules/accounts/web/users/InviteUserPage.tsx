import { Button, Select, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { FormPanel } from '#platform/web/forms/FormPanel.tsx';
import { Label } from '#platform/web/forms/Label.tsx';
import { textField } from '#platform/web/forms/text-field.ts';
import { type FieldErrors, type Form, useForm } from '#platform/web/forms/use-form.ts';
import { languages, type Translate, useT } from '#platform/web/i18n/i18n.ts';
import { roleText } from '#platform/web/shell/role-text.ts';
import { TopBar } from '#platform/web/shell/TopBar.tsx';
import { FormPage } from '#platform/web/ui/FormPage.tsx';
import { Needs } from '#platform/web/ui/Needs.tsx';
import { personName } from '#platform/web/ui/person-name.ts';
import type { InvitedUser, NewUser } from '../../contract.ts';
import styles from '../People.module.css';
import { inviteUser, userKeys } from './api.ts';
import { OneTimeLink } from './OneTimeLink.tsx';
import { roleHelp } from './role-help.ts';
import { roles } from './search.ts';

type Values = { login: string; name: string; role: NewUser['role']; locale: 'ko' | 'en' };
const initial: Values = { login: '', name: '', role: 'CUSTOMER', locale: 'ko' };

/** Invites somebody; then the link is shown, once. */
const InviteUserPage = () => {
  const t = useT();
  const [invited, setInvited] = useState<InvitedUser | null>(null);
  const title = t('Invite a user');
  return (
    <FormPage
      bar={<TopBar crumbs={[{ to: '/admin/users', label: t('Users') }]} title={<h1>{title}</h1>} />}
      title={title}
    >
      <Needs ability="user.manage">
        {invited === null ? (
          <InviteForm onInvited={setInvited} />
        ) : (
          <Handover user={invited} onAnother={() => setInvited(null)} />
        )}
      </Needs>
    </FormPage>
  );
};
export default InviteUserPage;

const InviteForm = ({ onInvited }: { readonly onInvited: (user: InvitedUser) => void }) => {
  const t = useT();
  const client = useQueryClient();
  const form = useForm<Values, InvitedUser>({
    draft: 'invite-user',
    initial,
    check: (values) => checkUser(t, values),
    send: ({ login, name, ...values }, key) => inviteUser({ ...values, login: login.trim(), name: name.trim() }, key),
    sent: (user) => {
      void client.invalidateQueries({ queryKey: userKeys.lists });
      onInvited(user);
    },
  });
  const labels = { login: t('Login'), name: t('Name'), role: t('Role'), locale: t('Language') };
  return (
    <FormPanel form={form} submit={t('Invite and make the link')} labels={labels} failed={t('Nobody was invited')}>
      <TextInput
        {...textField(form, 'name')}
        label={<Label>{labels.name}</Label>}
        autoComplete="off"
        autoFocus={form.values.name === ''}
        maxLength={200}
      />
      <TextInput
        {...textField(form, 'login')}
        label={<Label>{labels.login}</Label>}
        description={t('What the person types to sign in, best the email address.')}
        autoCapitalize="none"
        autoComplete="off"
        spellCheck={false}
        maxLength={200}
      />
      <RoleField form={form} label={labels.role} />
      <Select
        id={`${form.id}-locale`}
        label={<Label>{labels.locale}</Label>}
        description={t('Of the screen and of mails; the person can change it.')}
        data={languages.map(({ code, name }) => ({ value: code, label: name }))}
        value={form.values.locale}
        onChange={(locale) => form.set('locale', (locale ?? 'ko') as Values['locale'])}
      />
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
      onChange={(role) => form.set('role', (role ?? 'CUSTOMER') as Values['role'])}
    />
  );
};

const Handover = ({ user, onAnother }: { readonly user: InvitedUser; readonly onAnother: () => void }) => {
  const t = useT();
  return (
    <div className={styles.stack}>
      <h2>{t('{{name}} is invited', { name: personName(user) })}</h2>
      <OneTimeLink invitation={user.invitation} name={personName(user)} />
      <div className={styles.row}>
        <Button variant="default" onClick={onAnother}>
          {t('Invite another')}
        </Button>
        <Button
          variant="default"
          renderRoot={(props: object) => (
            <Link to="/admin/users/$userId" params={{ userId: String(user.id) }} {...props} />
          )}
        >
          {t('Show this user')}
        </Button>
      </div>
    </div>
  );
};

const checkUser = (t: Translate, { login, name }: Values): FieldErrors<Values> => ({
  ...(name.trim() === '' ? { name: t('Fill this in.') } : {}),
  ...loginFault(t, login.trim()),
});

const loginFault = (t: Translate, login: string): FieldErrors<Values> => {
  if (login === '') {
    return { login: t('Fill this in.') };
  }
  return /^[A-Za-z0-9][A-Za-z0-9._+@-]*$/.test(login)
    ? {}
    : { login: t('Letters a to z, digits and . _ + @ - only, beginning with a letter or digit.') };
};
