import { Button, PasswordInput, Skeleton } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useRouter } from '@tanstack/react-router';
import { useState } from 'react';
import { post } from '#platform/web/api/client.ts';
import { isProblem } from '#platform/web/api/problem.ts';
import { setTabTenant } from '#platform/web/api/tab.ts';
import { FormPanel } from '#platform/web/forms/FormPanel.tsx';
import { textField } from '#platform/web/forms/text-field.ts';
import { type FieldErrors, useForm } from '#platform/web/forms/use-form.ts';
import { type Translate, useT } from '#platform/web/i18n/i18n.ts';
import { adoptSession, type Session, sessionQuery } from '#platform/web/session/session.ts';
import { Initials } from '#platform/web/ui/Person.tsx';
import { personName } from '#platform/web/ui/person-name.ts';
import { ErrorState } from '#platform/web/ui/State.tsx';
import { useTitle } from '#platform/web/ui/use-title.ts';
import type { InvitationPreview } from '../contract.ts';
import styles from './Door.module.css';
import { Door } from './Door.tsx';
import { takeToken } from './invitation-token.ts';
import { PasswordRules } from './PasswordRules.tsx';
import { shortestPassword } from './password-rules.ts';

type Values = { password: string; again: string };

/** Somebody's first step inside, or a new password: the link proves who it is, a password is chosen, and one is in. */
const InvitationPage = () => {
  const t = useT();
  useTitle(t('Choose a password'));
  const [token] = useState(takeToken);
  return token === null ? (
    <DeadLink
      title={t('This link is not complete')}
      lead={t('Open the link from the invitation once more, or ask your administrator for a new one.')}
    />
  ) : (
    <CheckedLink token={token} />
  );
};
export default InvitationPage;

/** Looks first whether the link is still good: nobody thinks of a password for nothing. */
const CheckedLink = ({ token }: { readonly token: string }) => {
  const t = useT();
  const query = useQuery({
    queryKey: ['invitation', token],
    queryFn: () => {
      setTabTenant(null);
      return post<InvitationPreview>('/invitation-checks', { token });
    },
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
  });
  if (query.isSuccess) {
    return <ChoosePassword token={token} invited={query.data} />;
  }
  if (query.isPending) {
    return (
      <Door title={t('Choose a password')} lead={t('You sign in with it from now on.')}>
        <Skeleton h={220} />
      </Door>
    );
  }
  return isProblem(query.error, 'accounts.invitation_invalid', 'http.invalid') ? (
    <DeadLink
      title={t('This link does not work any more')}
      lead={t('This link was used already, or it is too old. Ask your administrator for a new one.')}
    />
  ) : (
    <Door title={t('Choose a password')} lead={t('You sign in with it from now on.')}>
      <ErrorState error={query.error} onRetry={() => void query.refetch()} />
    </Door>
  );
};

const DeadLink = ({ title, lead }: { readonly title: string; readonly lead: string }) => {
  const t = useT();
  return (
    <Door title={title} lead={lead}>
      <p className={styles.lead}>{t('If you have a password already, you can simply sign in.')}</p>
      <Button variant="default" renderRoot={(props: object) => <Link to="/sign-in" search={{}} {...props} />}>
        {t('Go to the sign-in')}
      </Button>
    </Door>
  );
};

type ChoosePasswordProps = { readonly token: string; readonly invited: InvitationPreview };

const ChoosePassword = ({ token, invited }: ChoosePasswordProps) => {
  const t = useT();
  const router = useRouter();
  const client = useQueryClient();
  const form = useForm<Values, Session>({
    draft: null,
    initial: { password: '', again: '' },
    check: (values) => checkPassword(t, values),
    send: ({ password }) => {
      setTabTenant(null);
      return post<Session>('/invitation-acceptances', { token, password });
    },
    sent: (session) => {
      client.clear();
      client.setQueryData(sessionQuery.queryKey, adoptSession(session));
      router.history.replace('/');
    },
  });
  const labels = { password: t('New password'), again: t('Repeat the password') };
  const toggle = { visibilityToggleButtonProps: { 'aria-label': t('Show the password') } };
  return (
    <Door
      title={invited.first ? t('Choose a password') : t('Choose a new password')}
      lead={t('You sign in with it from now on.')}
    >
      <Who invited={invited} />
      <FormPanel form={form} submit={t('Save and sign in')} labels={labels} wide>
        <PasswordRules
          password={form.values.password}
          personal={[invited.login.split('@')[0] ?? '', invited.name, invited.tenant.code, invited.tenant.name]}
        />
        <input type="text" name="username" autoComplete="username" value={invited.login} readOnly hidden />
        <PasswordInput
          {...textField(form, 'password')}
          {...toggle}
          label={labels.password}
          autoComplete="new-password"
          autoFocus
        />
        <PasswordInput {...textField(form, 'again')} {...toggle} label={labels.again} autoComplete="new-password" />
      </FormPanel>
    </Door>
  );
};

/** For whom the link is: whoever was sent a wrong one sees it before doing anything with it. */
const Who = ({ invited }: { readonly invited: InvitationPreview }) => {
  const t = useT();
  return (
    <div className={styles.who}>
      <Initials name={personName(invited)} size={32} />
      <div>
        <strong>{personName(invited)}</strong>
        <span>{invited.tenant.name}</span>
        <span>{t('Login: {{login}}', { login: invited.login })}</span>
      </div>
    </div>
  );
};

const checkPassword = (t: Translate, { password, again }: Values): FieldErrors<Values> => {
  if ([...password].length < shortestPassword) {
    return { password: t('At least {{count}} characters.', { count: shortestPassword }) };
  }
  return password === again ? {} : { again: t('The two are not the same.') };
};
