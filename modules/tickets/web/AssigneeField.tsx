import { Select } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Label } from '#platform/web/forms/Label.tsx';
import type { Form } from '#platform/web/forms/use-form.ts';
import { sortByName } from '#platform/web/i18n/collate.ts';
import { useT } from '#platform/web/i18n/i18n.ts';
import { called } from '#platform/web/ui/person-name.ts';
import { assigneesQuery } from './api.ts';

/** Who shall do it, out of those who can. */
export const AssigneeField = <V extends { assigneeId: string }>({ form }: { readonly form: Form<V> }) => {
  const t = useT();
  const people = useQuery(assigneesQuery);
  return (
    <Select
      id={`${form.id}-assigneeId`}
      data-autofocus
      label={<Label>{t('Assignee')}</Label>}
      searchable
      nothingFoundMessage={people.isPending ? t('Loading') : t('Nobody of that name')}
      data={sortByName(people.data ?? []).map((person) => ({
        value: String(person.id),
        label: called(t, person.name),
      }))}
      value={form.values.assigneeId === '' ? null : form.values.assigneeId}
      onChange={(value) => form.set('assigneeId', value ?? '')}
      error={form.errors.assigneeId ?? (people.isError ? t('The list of people could not be loaded.') : null)}
    />
  );
};
