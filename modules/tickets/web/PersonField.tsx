import { Select } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Label } from '#platform/web/forms/Label.tsx';
import { useT } from '#platform/web/i18n/i18n.ts';
import { personName } from '#platform/web/ui/person-name.ts';
import { peopleQuery } from './api.ts';

type Someone = { readonly id: string; readonly name: string };
type PersonFieldProps = {
  readonly id: string;
  readonly value: Someone | null;
  readonly onChange: (person: Someone | null) => void;
  readonly error: string | null;
};

const pauseMs = 200;

/** For whom: somebody of the tenant, found by typing a part of name or login. */
export const PersonField = ({ id, value, onChange, error }: PersonFieldProps) => {
  const t = useT();
  const [typed, setTyped] = useState(value?.name ?? '');
  const [asked] = useDebouncedValue(typed.trim(), pauseMs);
  const people = useQuery({
    ...peopleQuery(asked === value?.name ? '' : asked),
    placeholderData: keepPreviousData,
  });
  const found = (people.data ?? []).map((person) => ({ ...person, id: String(person.id) }));
  const all = value === null || found.some((person) => person.id === value.id) ? found : [value, ...found];
  return (
    <Select
      id={id}
      label={<Label optional>{t('On behalf of')}</Label>}
      description={t('Whoever asked by telephone or in passing. The request is then theirs.')}
      placeholder={t('Name or login')}
      data={all.map((person) => ({ value: person.id, label: shownName(person) }))}
      renderOption={({ option }) => <Option person={all.find((person) => person.id === option.value)} />}
      // The server has searched, also by login, which the label does not show.
      filter={({ options }) => options}
      value={value?.id ?? null}
      onChange={(chosen) => onChange(all.find((person) => person.id === chosen) ?? null)}
      searchable
      searchValue={typed}
      onSearchChange={setTyped}
      clearable
      clearButtonProps={{ 'aria-label': t('For nobody else') }}
      nothingFoundMessage={people.isPending ? t('Loading') : t('Nobody of that name')}
      error={error ?? (people.isError ? t('The list of people could not be loaded.') : null)}
    />
  );
};

const shownName = ({ name, login = '' }: Someone & { readonly login?: string }): string => personName({ name, login });

const Option = ({ person }: { readonly person: (Someone & { readonly login?: string }) | undefined }) => (
  <span>
    {person === undefined ? null : shownName(person)} <small>{person?.login}</small>
  </span>
);
