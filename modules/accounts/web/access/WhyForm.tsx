import { Select, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { get } from '#platform/web/api/client.ts';
import { FormPanel } from '#platform/web/forms/FormPanel.tsx';
import { FormSkeleton } from '#platform/web/forms/FormSkeleton.tsx';
import { Label } from '#platform/web/forms/Label.tsx';
import { textField } from '#platform/web/forms/text-field.ts';
import { type FieldErrors, type Form, useForm } from '#platform/web/forms/use-form.ts';
import { sortByName } from '#platform/web/i18n/collate.ts';
import { useT } from '#platform/web/i18n/i18n.ts';
import { useFunctionText } from '#platform/web/session/use-function-text.ts';
import { PersonPicker, type PickedPerson } from '#platform/web/ui/pick/PersonPicker.tsx';
import styles from './Access.module.css';
import { matrixQuery } from './api.ts';
import type { WhySearch } from './search.ts';
import { findSubject } from './subject.ts';

type Values = { user: PickedPerson | null; action: string; subject: string };
type WhyFormProps = {
  readonly search: WhySearch;
  /** What was asked about, as people write it; null while that is not known. */
  readonly subject: string | null;
  readonly onAsk: (question: WhySearch, subject: string) => void;
  /** What was asked about is not there: an answer to an earlier question is none to this one. */
  readonly onMiss: () => void;
};

/** Who, what, and if it matters about which thing. */
export const WhyForm = ({ search, subject, onAsk, onMiss }: WhyFormProps) => {
  const person = useQuery({
    queryKey: ['access', 'person', search.user],
    queryFn: ({ signal }) => findPerson(search.user ?? '', signal),
    enabled: search.user !== undefined,
    staleTime: Number.POSITIVE_INFINITY,
  });
  const given = search.user === undefined ? null : unknownPerson(search.user);
  return person.isLoading || subject === null ? (
    <div className={styles.ask}>
      <FormSkeleton fields={3} />
    </div>
  ) : (
    <Fields {...{ search, subject, onAsk, onMiss }} person={person.data ?? given} />
  );
};

/** Whoever the address names: by login, or by the id that the audit knows. */
const findPerson = async (user: string, signal: AbortSignal): Promise<PickedPerson | null> => {
  const asked = { query: { q: user, limit: 50 }, signal };
  const { items } = await get<{ items: readonly PickedPerson[] }>('/people', asked);
  const found = items.find(({ id, login }) => login === user.toLowerCase() || String(id) === user);
  return found ?? unknownPerson(user);
};

/** Whom the list does not know, or could not be asked about: the question is by login all the same. */
const unknownPerson = (login: string): PickedPerson => ({ id: 0, login, name: '' });

type Asked = { readonly question: WhySearch; readonly subject: string };
type FieldsProps = WhyFormProps & { readonly subject: string; readonly person: PickedPerson | null };

const Fields = ({ search, subject: before, person, onAsk, onMiss }: FieldsProps) => {
  const t = useT();
  const [notFound, setNotFound] = useState<string | null>(null);
  // What stands there from the start is what the address asks about, in whatever words.
  const asked = async (subject: string): Promise<string | null | undefined> => {
    if (subject === before) {
      return search.subject;
    }
    return subject.trim() === '' ? undefined : await findSubject(subject);
  };
  const form = useForm<Values, Asked>({
    draft: null,
    initial: { user: person, action: search.action ?? '', subject: before },
    check: ({ user, action, subject }): FieldErrors<Values> => ({
      ...(user === null ? { user: t('Choose a person.') } : {}),
      ...(action === '' ? { action: t('Choose a function.') } : {}),
      ...(subject !== '' && subject === notFound ? { subject: t('There is nothing of this number here.') } : {}),
    }),
    send: async ({ user, action, subject }) => {
      const thing = await asked(subject);
      if (thing === null) {
        setNotFound(subject);
        onMiss();
        return undefined;
      }
      return {
        question: { user: user?.login ?? '', action, ...(thing && { subject: thing }) },
        subject: subject.trim(),
      };
    },
    sent: ({ question, subject }) => onAsk(question, subject),
  });
  const labels = { user: t('Person'), action: t('Function'), subject: t('Subject') };
  return (
    <div className={styles.ask}>
      <FormPanel form={form} submit={t('Check')} labels={labels}>
        <PersonPicker
          id={`${form.id}-user`}
          among="people"
          label={<Label>{labels.user}</Label>}
          hint={t('Find a person')}
          value={form.values.user}
          onChange={(user) => form.set('user', user)}
          error={form.errors.user ?? null}
        />
        <ActionField form={form} label={labels.action} />
        <TextInput
          {...textField(form, 'subject')}
          label={<Label optional>{labels.subject}</Label>}
          description={t('The number of a request. Leave it empty to check the function itself.')}
          error={
            form.errors.subject ??
            (notFound !== null && notFound === form.values.subject ? t('There is nothing of this number here.') : null)
          }
          spellCheck={false}
        />
        <p className={styles.question}>{t('Every check is recorded in the audit log.')}</p>
      </FormPanel>
    </div>
  );
};

const ActionField = ({ form, label }: { readonly form: Form<Values>; readonly label: string }) => {
  const t = useT();
  const functionText = useFunctionText();
  const { data, isPending } = useQuery(matrixQuery);
  // What the address asks about has its words before the others are here.
  const known = data?.functions.map(({ name }) => name) ?? [form.values.action].filter((name) => name !== '');
  const functions = sortByName(known.map((name) => ({ value: name, name: functionText(name) })));
  return (
    <Select
      id={`${form.id}-action`}
      label={<Label>{label}</Label>}
      placeholder={t('What to check')}
      data={functions.map(({ value, name }) => ({ value, label: name }))}
      searchable
      nothingFoundMessage={isPending ? t('Loading') : t('No matches')}
      value={form.values.action === '' ? null : form.values.action}
      onChange={(action) => form.set('action', action ?? '')}
      error={form.errors.action ?? null}
    />
  );
};
