import { PasswordInput, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useRouter, useSearch } from '@tanstack/react-router';
import { Suspense, useState } from 'react';
import { post } from '#platform/web/api/client.ts';
import { isProblem } from '#platform/web/api/problem.ts';
import { setTabTenant } from '#platform/web/api/tab.ts';
import { FormPanel } from '#platform/web/forms/FormPanel.tsx';
import { textField } from '#platform/web/forms/text-field.ts';
import { type FieldErrors, useForm } from '#platform/web/forms/use-form.ts';
import { type Translate, useT } from '#platform/web/i18n/i18n.ts';
import { type Returned, returnToPlace } from '#platform/web/session/place.ts';
import { adoptSession, type Session, sessionQuery } from '#platform/web/session/session.ts';
import { Notice } from '#platform/web/ui/Notice.tsx';
import { notify } from '#platform/web/ui/notify.ts';
import { useTitle } from '#platform/web/ui/use-title.ts';
import { lazyPart } from '#platform/web/version/lazy-part.ts';
import type { SignIn } from '../contract.ts';
import styles from './Door.module.css';
import { Door } from './Door.tsx';
import type { Place, SignInValues } from './TenantQuestion.tsx';

/** Few are asked it, and a list to choose from is much code. */
const TenantQuestion = lazyPart(async () => (await import('./TenantQuestion.tsx')).TenantQuestion);

/** The door. A login that lives in several organizations is asked which one, after the password. */
const SignInPage = () => {
  const t = useT();
  useTitle(t('Sign in'));
  const { ended, next } = useSearch({ from: '/sign-in' });
  const enter = useEnter();
  // What was said before one tries again would contradict what is said after it.
  const [tried, setTried] = useState(false);
  const [tenants, setTenants] = useState<readonly Place[] | null>(null);
  const form = useForm<SignInValues, Returned>({
    draft: null,
    initial: { login: '', password: '', tenant: '' },
    check: (values) => checkSignIn(t, values, tenants),
    send: async (values) => {
      setTried(true);
      try {
        const session = await signIn(values);
        return next === undefined ? { session, lost: null } : await returnToPlace(session);
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
      {ended === undefined || tried ? null : (
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
        {tenants === null ? null : (
          <Suspense fallback={null}>
            <TenantQuestion form={form} places={tenants} />
          </Suspense>
        )}
      </FormPanel>
      <p className={styles.help}>
        {t('Forgot the password? The administrator of your organization gives you a link for a new one.')}
      </p>
    </Door>
  );
};
export default SignInPage;

const signIn = async ({ login, password, tenant }: SignInValues): Promise<Session> => {
  setTabTenant(null);
  const body: SignIn = { login: login.trim(), password, ...(tenant === '' ? {} : { tenant }) };
  return post<Session>('/session', body);
};

/** Takes over the new session and goes where one wanted to go. Nothing that was seen before stays in memory. */
const useEnter = (): ((returned: Returned) => void) => {
  const t = useT();
  const router = useRouter();
  const client = useQueryClient();
  const { next } = useSearch({ from: '/sign-in' });
  return ({ session, lost }) => {
    client.clear();
    client.setQueryData(sessionQuery.queryKey, adoptSession(session));
    router.history.replace(lost === null ? (next ?? '/') : '/');
    if (lost !== null) {
      void notify({
        meaning: 'danger',
        title: t('You may not work in {{tenant}} any more', { tenant: lost }),
        message: t('What you wrote there is kept. Ask an administrator of the provider to assign it to you again.'),
      });
    }
  };
};

/** The organizations that login and password fit in; told by name. */
const placesOf = ({ tenants }: Readonly<Record<string, unknown>>): readonly Place[] =>
  Array.isArray(tenants) ? (tenants as readonly Place[]) : [];

const checkSignIn = (
  t: Translate,
  values: SignInValues,
  tenants: readonly Place[] | null,
): FieldErrors<SignInValues> => ({
  ...(values.login.trim() === '' ? { login: t('Enter your login.') } : {}),
  ...(values.password === '' ? { password: t('Enter your password.') } : {}),
  ...(tenants !== null && values.tenant === '' ? { tenant: t('Choose one.') } : {}),
});
