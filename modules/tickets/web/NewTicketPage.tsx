import { SegmentedControl, Select, Textarea, TextInput } from '@mantine/core';
import '@mantine/core/styles/FloatingIndicator.layer.css';
import '@mantine/core/styles/SegmentedControl.layer.css';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { FormPanel } from '#platform/web/forms/FormPanel.tsx';
import { Label } from '#platform/web/forms/Label.tsx';
import { textField } from '#platform/web/forms/text-field.ts';
import { type FieldErrors, type Form, useForm } from '#platform/web/forms/use-form.ts';
import { type Translate, useT } from '#platform/web/i18n/i18n.ts';
import { can } from '#platform/web/session/session.ts';
import { useSession } from '#platform/web/session/use-session.ts';
import { TopBar } from '#platform/web/shell/TopBar.tsx';
import { FormPage } from '#platform/web/ui/FormPage.tsx';
import { notify } from '#platform/web/ui/notify.ts';
import type { NewTicket, TicketDetail, TicketKind } from '../contract.ts';
import { categoriesQuery, createTicket, ticketKeys } from './api.ts';
import { emptyTicket, longestTitle, type NewTicketValues, newTicketDraft } from './new-ticket-draft.ts';
import { PersonField } from './PersonField.tsx';
import { SimilarTickets } from './SimilarTickets.tsx';
import { impactText, kindText, levels, urgencyText } from './words.ts';

type Values = NewTicketValues;

/** Asks for help. What was typed survives a reload; a double click sends once. */
const NewTicketPage = () => {
  const t = useT();
  const navigate = useNavigate();
  const client = useQueryClient();
  const session = useSession();
  const form = useForm<Values, TicketDetail>({
    draft: newTicketDraft,
    initial: emptyTicket,
    check: (values) => checkTicket(t, values),
    send: (values, key) => createTicket(ticketOf(values), key),
    sent: ({ id, number }) => {
      void client.invalidateQueries({ queryKey: ticketKeys.lists });
      void notify({ meaning: 'done', message: t('Sent: {{number}}', { number }) });
      void navigate({ to: '/tickets/$ticketId', params: { ticketId: String(id) } });
    },
  });
  const labels = {
    kind: t('Kind'),
    title: t('Title'),
    body: t('Description'),
    impact: t('Who is affected?'),
    urgency: t('How urgent is it?'),
    categoryId: t('Category'),
    onBehalfOf: t('On behalf of'),
  };
  return (
    <FormPage
      bar={<TopBar crumbs={[{ to: '/tickets', label: t('Requests') }]} title={<h1>{t('New request')}</h1>} />}
      title={t('New request')}
    >
      <FormPanel form={form} submit={t('Send the request')} labels={labels}>
        <KindField form={form} />
        {can(session, 'ticket.work') ? (
          <PersonField
            id={`${form.id}-onBehalfOf`}
            value={form.values.onBehalfOf ?? null}
            onChange={(person) => form.set('onBehalfOf', person)}
            error={form.errors.onBehalfOf ?? null}
          />
        ) : null}
        <div>
          <TextInput
            {...textField(form, 'title')}
            label={<Label>{t('Title')}</Label>}
            description={t('In one sentence: what does not work, or what do you need?')}
            autoFocus={form.values.title === ''}
          />
          <SimilarTickets title={form.values.title} />
        </div>
        <CategoryField form={form} />
        <Textarea
          {...textField(form, 'body')}
          label={<Label optional>{t('Description')}</Label>}
          description={t('What did you do, what happened, what should have happened? Since when, and where?')}
          autosize
          minRows={6}
          maxRows={20}
        />
        <LevelField form={form} field="impact" label={t('Who is affected?')} words={impactText} />
        <LevelField form={form} field="urgency" label={t('How urgent is it?')} words={urgencyText} />
      </FormPanel>
    </FormPage>
  );
};
export default NewTicketPage;

const KindField = ({ form }: { readonly form: Form<Values> }) => {
  const t = useT();
  return (
    <SegmentedControl
      aria-label={t('Kind')}
      value={form.values.kind}
      onChange={(kind) => form.set('kind', kind as TicketKind)}
      data={[
        { value: 'service_request', label: t(kindText.service_request) },
        { value: 'incident', label: t(kindText.incident) },
      ]}
    />
  );
};

/** Only where the tenant has categories; its place is kept while they come. */
const CategoryField = ({ form }: { readonly form: Form<Values> }) => {
  const t = useT();
  const { data: categories = [], isPending } = useQuery(categoriesQuery);
  return categories.length === 0 && !isPending ? null : (
    <Select
      id={`${form.id}-categoryId`}
      label={<Label optional>{t('Category')}</Label>}
      data={categories.map(({ id, name }) => ({ value: String(id), label: name }))}
      value={form.values.categoryId || null}
      onChange={(value) => form.set('categoryId', value ?? '')}
      disabled={isPending}
      searchable
      clearable
      clearButtonProps={{ 'aria-label': t('No category') }}
      nothingFoundMessage={t('No category of that name')}
      error={form.errors.categoryId ?? null}
    />
  );
};

type LevelFieldProps = {
  readonly form: Form<Values>;
  readonly field: 'impact' | 'urgency';
  readonly label: string;
  readonly words: typeof impactText;
};

const LevelField = ({ form, field, label, words }: LevelFieldProps) => {
  const t = useT();
  return (
    <Select
      id={`${form.id}-${field}`}
      label={label}
      value={form.values[field]}
      onChange={(value) => form.set(field, value ?? '2')}
      data={levels.map((level) => ({ value: String(level), label: t(words[level]) }))}
      error={form.errors[field] ?? null}
    />
  );
};

const checkTicket = (t: Translate, { title }: Values): FieldErrors<Values> => {
  if (title.trim() === '') {
    return { title: t('Fill this in.') };
  }
  return [...title].length > longestTitle ? { title: t('At most {{count}} characters.', { count: longestTitle }) } : {};
};

const ticketOf = ({ kind, title, body, impact, urgency, categoryId, onBehalfOf }: Values): NewTicket => ({
  kind,
  title: title.trim(),
  ...(body.trim() === '' ? {} : { body }),
  impact: Number(impact),
  urgency: Number(urgency),
  ...(categoryId ? { categoryId: Number(categoryId) } : {}),
  ...(onBehalfOf ? { onBehalfOf: Number(onBehalfOf.id) } : {}),
});
