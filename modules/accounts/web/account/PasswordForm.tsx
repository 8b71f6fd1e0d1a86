import { PasswordInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { FormPanel } from '#platform/web/forms/FormPanel.tsx';
import { textField } from '#platform/web/forms/text-field.ts';
import { type FieldErrors, useForm } from '#platform/web/forms/use-form.ts';
import { type Translate, useT } from '#platform/web/i18n/i18n.ts';
import { useSession } from '#platform/web/session/use-session.ts';
import { notify } from '#platform/web/ui/notify.ts';
import { changePassword, sessionsQuery } from './api.ts';

type Values = { current: string; next: string; again: string };
const initial: Values = { current: '', next: '', again: '' };
const shortest = 8;

/** A new password; what it has to be is said before, and that others are signed out as well. */
export const PasswordForm = () => {
  const t = useT();
  const client = useQueryClient();
  const { user } = useSession();
  const form = useForm<Values, true>({
    draft: null,
    initial,
    check: (values) => checkPasswords(t, values),
    send: ({ current, next }) => changePassword({ current, next }),
    sent: () => {
      void client.invalidateQueries({ queryKey: sessionsQuery.queryKey });
      void notify({
        meaning: 'done',
        message: t('The password is changed. Everywhere else you have been signed out.'),
      });
    },
  });
  const labels = { current: t('Current password'), next: t('New password'), again: t('Repeat the password') };
  const toggle = { visibilityToggleButtonProps: { 'aria-label': t('Show the password') } };
  return (
    <FormPanel form={form} submit={t('Change the password')} labels={labels} failed={t('Not saved')}>
      <input type="text" name="username" autoComplete="username" value={user.login} readOnly hidden />
      <PasswordInput
        {...textField(form, 'current')}
        {...toggle}
        label={labels.current}
        autoComplete="current-password"
      />
      <PasswordInput
        {...textField(form, 'next')}
        {...toggle}
        label={labels.next}
        description={t('At least {{count}} characters. A sentence is easy to remember and hard to guess.', {
          count: shortest,
        })}
        autoComplete="new-password"
      />
      <PasswordInput {...textField(form, 'again')} {...toggle} label={labels.again} autoComplete="new-password" />
    </FormPanel>
  );
};

const checkPasswords = (t: Translate, { current, next, again }: Values): FieldErrors<Values> => ({
  ...(current === '' ? { current: t('Fill this in.') } : {}),
  ...([...next].length < shortest ? { next: t('At least {{count}} characters.', { count: shortest }) } : {}),
  ...(next === again ? {} : { again: t('The two are not the same.') }),
});
