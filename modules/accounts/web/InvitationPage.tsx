import { Button, PasswordInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { Link, useRouter } from '@tanstack/react-router';
import { useState } from 'react';
import { post } from '#platform/web/api/client.ts';
import { setTabTenant } from '#platform/web/api/tab.ts';
import { FormPanel } from '#platform/web/forms/FormPanel.tsx';
import { textField } from '#platform/web/forms/text-field.ts';
import { type FieldErrors, useForm } from '#platform/web/forms/use-form.ts';
import { type Translate, useT } from '#platform/web/i18n/i18n.ts';
import { adoptSession, type Session, sessionQuery } from '#platform/web/session/session.ts';
import { Notice } from '#platform/web/ui/Notice.tsx';
import { useTitle } from '#platform/web/ui/use-title.ts';
import { Door } from './Door.tsx';
import { takeToken } from './invitation-token.ts';

type Values = { password: string; again: string };
const shortest = 8;

/** Somebody's first step inside: the link proves who it is, a password is chosen, and one is in. */
const InvitationPage = () => {
  const t = useT();
  useTitle(t('Choose a password'));
  const [token] = useState(takeToken);
  return token === null ? (
    <Door
      title={t('This link is not complete')}
      lead={t('Open the link from the invitation once more, or ask your administrator for a new one.')}
    >
      <Button variant="default" renderRoot={(props: object) => <Link to="/sign-in" search={{}} {...props} />}>
        {t('Go to the sign-in')}
      </Button>
    </Door>
  ) : (
    <ChoosePassword token={token} />
  );
};
export default InvitationPage;

const ChoosePassword = ({ token }: { readonly token: string }) => {
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
  const labels = { password: t('New password'), again: t('The same once more') };
  const toggle = { visibilityToggleButtonProps: { 'aria-label': t('Show the password') } };
  return (
    <Door title={t('Choose a password')} lead={t('With it you sign in from now on.')}>
      <FormPanel form={form} submit={t('Save and come in')} labels={labels} wide>
        <Notice meaning="accent">
          {t('At least {{count}} characters. A sentence is easy to remember and hard to guess.', { count: shortest })}
        </Notice>
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

const checkPassword = (t: Translate, { password, again }: Values): FieldErrors<Values> => {
  if ([...password].length < shortest) {
    return { password: t('At least {{count}} characters.', { count: shortest }) };
  }
  return password === again ? {} : { again: t('The two are not the same.') };
};
