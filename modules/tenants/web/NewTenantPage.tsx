import { Select, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { FormPanel } from '#platform/web/forms/FormPanel.tsx';
import { Label } from '#platform/web/forms/Label.tsx';
import { textField } from '#platform/web/forms/text-field.ts';
import { type FieldErrors, type Form, useForm } from '#platform/web/forms/use-form.ts';
import { type Translate, useLanguage, useT } from '#platform/web/i18n/i18n.ts';
import { TopBar } from '#platform/web/shell/TopBar.tsx';
import { FormPage } from '#platform/web/ui/FormPage.tsx';
import { Needs } from '#platform/web/ui/Needs.tsx';
import { notify } from '#platform/web/ui/notify.ts';
import { ZonePicker } from '#platform/web/ui/pick/ZonePicker.tsx';
import type { NewTenant, Tenant } from '../contract.ts';
import { createTenant, tenantKeys } from './api.ts';
import { formatBusinessNumber, isBusinessNumber } from './business-number.ts';
import { tenantKinds } from './search.ts';
import { kindText, monthText } from './words.ts';

type Values = {
  code: string;
  name: string;
  kind: NewTenant['kind'];
  businessNumber: string;
  timeZone: string;
  fiscalYearStart: string;
};
const initial: Values = {
  code: '',
  name: '',
  kind: 'company',
  businessNumber: '',
  timeZone: 'Asia/Seoul',
  fiscalYearStart: '1',
};

/** A new organization. What every part of the house needs there is prepared with it. */
const NewTenantPage = () => {
  const t = useT();
  const title = t('New organization');
  return (
    <FormPage
      bar={<TopBar crumbs={[{ to: '/admin/tenants', label: t('Organizations') }]} title={<h1>{title}</h1>} />}
      title={title}
    >
      <Needs ability="tenant.manage" atProvider>
        <TenantForm />
      </Needs>
    </FormPage>
  );
};
export default NewTenantPage;

const TenantForm = () => {
  const t = useT();
  const navigate = useNavigate();
  const client = useQueryClient();
  const form = useForm<Values, Tenant>({
    draft: 'new-tenant',
    initial,
    check: (values) => checkTenant(t, values),
    send: (values, key) => createTenant(tenantOf(values), key),
    sent: ({ id, name }) => {
      void client.invalidateQueries({ queryKey: tenantKeys.lists });
      void notify({ meaning: 'done', message: t('{{name}} is set up', { name }) });
      void navigate({ to: '/admin/tenants/$tenantId', params: { tenantId: String(id) } });
    },
  });
  const labels = {
    code: t('Code'),
    name: t('Name'),
    kind: t('Kind'),
    businessNumber: t('Business number'),
    timeZone: t('Time zone'),
    fiscalYearStart: t('The fiscal year begins in'),
  };
  return (
    <FormPanel form={form} submit={t('Set up the organization')} labels={labels}>
      <TextInput
        {...textField(form, 'name')}
        label={<Label>{labels.name}</Label>}
        autoFocus={form.values.name === ''}
        maxLength={200}
      />
      <TextInput
        {...textField(form, 'code')}
        onChange={(event) => form.set('code', event.currentTarget.value.toUpperCase())}
        label={<Label>{labels.code}</Label>}
        description={t('Short, in capital letters, digits, _ and -. It stays as it is.')}
        maxLength={20}
        spellCheck={false}
      />
      <Select
        id={`${form.id}-kind`}
        label={<Label>{labels.kind}</Label>}
        data={tenantKinds.map((value) => ({ value, label: t(kindText[value]) }))}
        value={form.values.kind}
        onChange={(kind) => form.set('kind', (kind ?? 'company') as Values['kind'])}
      />
      <TextInput
        {...textField(form, 'businessNumber')}
        onBlur={() => {
          form.set('businessNumber', formatBusinessNumber(form.values.businessNumber));
          form.leave('businessNumber');
        }}
        label={<Label optional>{labels.businessNumber}</Label>}
        placeholder="000-00-00000"
        inputMode="numeric"
      />
      <CalendarFields form={form} labels={labels} />
    </FormPanel>
  );
};

type CalendarFieldsProps = { readonly form: Form<Values>; readonly labels: Readonly<Record<keyof Values, string>> };

const CalendarFields = ({ form, labels }: CalendarFieldsProps) => {
  const t = useT();
  const language = useLanguage();
  return (
    <>
      <ZonePicker
        id={`${form.id}-timeZone`}
        label={<Label>{labels.timeZone}</Label>}
        description={t('Days and deadlines follow it.')}
        value={form.values.timeZone}
        onChange={(zone) => form.set('timeZone', zone)}
        error={form.errors.timeZone ?? null}
      />
      <Select
        id={`${form.id}-fiscalYearStart`}
        label={<Label>{labels.fiscalYearStart}</Label>}
        data={Array.from({ length: 12 }, (_, at) => ({ value: String(at + 1), label: monthText(at + 1, language) }))}
        value={form.values.fiscalYearStart}
        onChange={(month) => form.set('fiscalYearStart', month ?? '1')}
      />
    </>
  );
};

const codeFault = (t: Translate, code: string): FieldErrors<Values> => {
  if (code === '') {
    return { code: t('Fill this in.') };
  }
  return /^[A-Z0-9_-]{1,20}$/.test(code) ? {} : { code: t('Capital letters, digits, _ and - only, at most 20.') };
};

const checkTenant = (t: Translate, { code, name, businessNumber }: Values): FieldErrors<Values> => ({
  ...(name.trim() === '' ? { name: t('Fill this in.') } : {}),
  ...codeFault(t, code),
  ...(businessNumber.trim() === '' || isBusinessNumber(businessNumber)
    ? {}
    : { businessNumber: t('Ten digits, of which the last one has to fit the others.') }),
});

const tenantOf = ({ businessNumber, fiscalYearStart, name, ...values }: Values): NewTenant => ({
  ...values,
  name: name.trim(),
  fiscalYearStart: Number(fiscalYearStart),
  ...(businessNumber.trim() === '' ? {} : { businessNumber: formatBusinessNumber(businessNumber) }),
});
