import { useMemo } from 'react';
import { useLanguage, useT } from '../../i18n/i18n.ts';
import { findZones, type Zone, zoneInWords } from '../../i18n/zones.ts';
import styles from './Picker.module.css';
import { mostShown, Picker, type PickerProps } from './Picker.tsx';

type ZonePickerProps = Omit<PickerProps<Zone>, 'value' | 'onChange' | 'hint'> & {
  readonly value: string;
  readonly onChange: (zone: string) => void;
};

/** One time zone of all that this browser knows, by a part of its id or name; there is always one. */
export const ZonePicker = ({ value, onChange, ...field }: ZonePickerProps) => {
  const t = useT();
  const language = useLanguage();
  const present = useMemo(() => zoneInWords(value, language), [value, language]);
  const find = async (q: string, signal: AbortSignal) => {
    const here = Intl.DateTimeFormat().resolvedOptions().timeZone;
    const likeliest = [value, here, 'Asia/Seoul', 'UTC'];
    const items = await findZones(q, { likeliest, language, limit: mostShown + 1 }, signal);
    return { items: items.slice(0, mostShown), more: items.length > mostShown };
  };
  return (
    <Picker<Zone>
      {...field}
      hint={t('Find a time zone')}
      value={present}
      onChange={(zone) => (zone === null ? undefined : onChange(zone.id))}
      source={{ key: ['pick', 'zones', language, value], find }}
      keyOf={({ id }) => id}
      nameOf={({ id, offset }) => `${id} (${offset})`}
      nothing={t('No matches')}
      option={({ id, name, offset }) => (
        <>
          <span className={styles.main}>{id}</span>
          <span className={styles.detail}>{name}</span>
          <span className={styles.aside}>{offset}</span>
        </>
      )}
    />
  );
};
