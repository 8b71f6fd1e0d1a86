import { Select, TextInput } from '@mantine/core';
import { textField } from '#platform/web/forms/text-field.ts';
import type { Form } from '#platform/web/forms/use-form.ts';
import { useT } from '#platform/web/i18n/i18n.ts';

export type Place = { readonly code: string; readonly name: string };
export type SignInValues = { login: string; password: string; tenant: string };
type TenantQuestionProps = { readonly form: Form<SignInValues>; readonly places: readonly Place[] };

/** Which of several; where there are too many to list, its code is typed. */
export const TenantQuestion = ({ form, places }: TenantQuestionProps) => {
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
