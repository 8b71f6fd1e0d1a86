import { get } from '../../api/client.ts';
import { useT } from '../../i18n/i18n.ts';
import { Initials } from '../Person.tsx';
import { personName } from '../person-name.ts';
import styles from './Picker.module.css';
import { mostShown, Picker, type PickerProps } from './Picker.tsx';

export type PickedPerson = { readonly id: number; readonly login: string; readonly name: string };
type PersonPickerProps = PickerProps<PickedPerson> & {
  /** Own users of the tenant acted in, or everybody known there, staff of the provider too. */
  readonly among?: 'users' | 'people';
};

/** One person of the tenant acted in, by a part of name or login. */
export const PersonPicker = ({ among = 'users', ...field }: PersonPickerProps) => {
  const t = useT();
  const find = async (q: string, signal: AbortSignal) => {
    const path = among === 'users' ? '/users' : '/people';
    const found = await get<{ items: readonly PickedPerson[]; nextCursor: string | null }>(path, {
      query: { q, limit: mostShown },
      signal,
    });
    return { items: found.items, more: found.nextCursor !== null };
  };
  return (
    <Picker<PickedPerson>
      {...field}
      source={{ key: ['pick', among], find }}
      keyOf={({ id }) => String(id)}
      nameOf={personName}
      nothing={t('Nobody of that name')}
      option={(person) => (
        <>
          <Initials name={personName(person)} size={20} />
          <span className={styles.main}>{personName(person)}</span>
          <span className={styles.detail}>{person.login}</span>
        </>
      )}
    />
  );
};
