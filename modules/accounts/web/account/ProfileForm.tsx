import { Select, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { FormPanel } from '#platform/web/forms/FormPanel.tsx';
import { Label } from '#platform/web/forms/Label.tsx';
import { textField } from '#platform/web/forms/text-field.ts';
import { useForm } from '#platform/web/forms/use-form.ts';
import { chooseLanguage, type Language, languages, useT } from '#platform/web/i18n/i18n.ts';
import { type Session, sessionQuery } from '#platform/web/session/session.ts';
import { notify } from '#platform/web/ui/notify.ts';
import { accountQuery, changeAccount, type OwnAccount } from './api.ts';

type ProfileFormProps = { readonly account: OwnAccount; readonly etag: string | null };
type Values = { name: string; locale: Language };

/** Name and language. The language counts here at once, and for mails and other computers from now on. */
export const ProfileForm = ({ account, etag }: ProfileFormProps) => {
  const t = useT();
  const client = useQueryClient();
  const form = useForm<Values, Values>({
    draft: null,
    initial: { name: account.name, locale: account.locale },
    check: ({ name }) => (name.trim() === '' ? { name: t('Fill this in.') } : {}),
    send: async ({ name, locale }) => {
      const after = await changeAccount({ name: name.trim(), locale }, etag);
      client.setQueryData(accountQuery.queryKey, after);
      return { name: after.account.name, locale: after.account.locale };
    },
    sent: ({ name, locale }) => {
      client.setQueryData<Session | null>(
        sessionQuery.queryKey,
        (session) => session && { ...session, user: { ...session.user, name, locale } },
      );
      void chooseLanguage(locale).then(() => notify({ meaning: 'done', message: t('Saved.') }));
    },
  });
  const labels = { name: t('Name'), locale: t('Language') };
  return (
    <FormPanel form={form} submit={t('Save the profile')} labels={labels} failed={t('Not saved')}>
      <TextInput
        {...textField(form, 'name')}
        label={<Label>{labels.name}</Label>}
        description={t('Login: {{login}} · {{tenant}}', { login: account.login, tenant: account.tenant.name })}
        autoComplete="name"
        maxLength={200}
      />
      <Select
        id={`${form.id}-locale`}
        label={labels.locale}
        description={t(
          'Of mails and new devices; saving also changes this screen. The menu on top changes this device only.',
        )}
        value={form.values.locale}
        onChange={(locale) => form.set('locale', locale as Language)}
        data={languages.map(({ code, name }) => ({ value: code, label: name }))}
      />
    </FormPanel>
  );
};
