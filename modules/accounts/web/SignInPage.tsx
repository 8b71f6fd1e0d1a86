import { PasswordInput, Select, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useRouter, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { post } from '#platform/web/api/client.ts';
import { isProblem } from '#platform/web/api/problem.ts';
import { setTabTenant } from '#platform/web/api/tab.ts';
import { FormPanel } from '#platform/web/forms/FormPanel.tsx';
import { textField } from '#platform/web/forms/text-field.ts';
import { type FieldErrors, type Form, useForm } from '#platform/web/forms/use-form.ts';
import { type Translate, useT } from '#platform/web/i18n/i18n.ts';
import { adoptSession, type Session, sessionQuery } from '#platform/web/session/session.ts';
import { Notice } from '#platform/web/ui/Notice.tsx';
import { useTitle } from '#platform/web/ui/use-title.ts';
import type { SignIn } from '../contract.ts';
import styles from './Door.module.css';
import { Door } from './Door.tsx';

type Place = { readonly code: string; readonly name: string };
type Values = { login: string; password: string; tenant: string };

/** The door. A login that lives in several organizations is asked which one, after the password. */
const SignInPage = () => {
  const t = useT();
  useTitle(t('Sign in'));
  const { ended } = useSearch({ from: '/sign-in' });
  const enter = useEnter();
  const [tenants, setTenants] = useState<readonly Place[] | null>(null);
  const form = useForm<Values, Session>({
    draft: null,
    initial: { login: '', password: '', tenant: '' },
    check: (values) => checkSignIn(t, values, tenants),
    send: async (values) => {
      try {
        return await signIn(values);
      } catch (error) {
        if (!isProblem(error, 'accounts.tenant_needed')) {
          throw error;
        }
        setTenants(placesOf(error.extra));
        return undefined;
      }
    },
    sent: enter,
  });
  const labels = { login: t('Login'), password: t('Password'), tenant: t('Organization') };
  return (
    <Door title={t('Sign in')} lead={t('With the login that your administrator gave you.')}>
      {ended === undefined ? null : (
        <div className={styles.notice}>
          <Notice meaning="waiting" role="status">
            {t('Your session has ended. Sign in again; what you wrote is still there.')}{' '}
            {t('If that does not work any more, ask the administrator of your organization.')}
          </Notice>
        </div>
      )}
      <FormPanel form={form} submit={t('Sign in')} labels={labels} failed={t('You could not sign in')} wide>
        <TextInput
          {...textField(form, 'login')}
          label={labels.login}
          autoComplete="username"
          autoCapitalize="none"
          spellCheck={false}
          autoFocus
        />
        <PasswordInput
          {...textField(form, 'password')}
          label={labels.password}
          autoComplete="current-password"
          visibilityToggleButtonProps={{ 'aria-label': t('Show the password') }}
        />
        {tenants === null ? null : <TenantQuestion form={form} places={tenants} />}
      </FormPanel>
      <p className={styles.help}>
        {t('Forgot the password? The administrator of your organization gives you a link for a new one.')}
      </p>
    </Door>
  );
};
export default SignInPage;

type TenantQuestionProps = { readonly form: Form<Values>; readonly places: readonly Place[] };

/** Which of several; where there are too many to list, its code is typed. */
const TenantQuestion = ({ form, places }: TenantQuestionProps) => {
  const t = useT();
  const common = {
    label: t('Organization'),
    description: t('This login exists in several organizations. Choose one.'),
  };
  if (places.length === 0) {
    return <TextInput {...textField(form, 'tenant')} {...common} autoCapitalize="characters" autoFocus />;
  }
  return (
    <Select
      {...common}
      id={`${form.id}-tenant`}
      data={places.map(({ code, name }) => ({ value: code, label: name === '' ? code : `${name} (${code})` }))}
      value={form.values.tenant === '' ? null : form.values.tenant}
      onChange={(value) => form.set('tenant', value ?? '')}
      error={form.errors.tenant ?? null}
      autoFocus
    />
  );
};

const signIn = async ({ login, password, tenant }: Values): Promise<Session> => {
  setTabTenant(null);
  const body: SignIn = { login: login.trim(), password, ...(tenant === '' ? {} : { tenant }) };
  return post<Session>('/session', body);
};

/** Takes over the new session and goes where one wanted to go. Nothing that was seen before stays in memory. */
const useEnter = (): ((session: Session) => void) => {
  const router = useRouter();
  const client = useQueryClient();
  const { next } = useSearch({ from: '/sign-in' });
  return (session) => {
    client.clear();
    client.setQueryData(sessionQuery.queryKey, adoptSession(session));
    router.history.replace(next ?? '/');
  };
};

/** The organizations that login and password fit in; told by name. */
const placesOf = ({ tenants }: Readonly<Record<string, unknown>>): readonly Place[] =>
  Array.isArray(tenants) ? (tenants as readonly Place[]) : [];

const checkSignIn = (t: Translate, values: Values, tenants: readonly Place[] | null): FieldErrors<Values> => ({
  ...(values.login.trim() === '' ? { login: t('Fill this in.') } : {}),
  ...(values.password === '' ? { password: t('Fill this in.') } : {}),
  ...(tenants !== null && values.tenant === '' ? { tenant: t('Choose one.') } : {}),
});
