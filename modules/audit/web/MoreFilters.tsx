import { Button, Popover, TextInput } from '@mantine/core';
import { IconAdjustmentsHorizontal } from '@tabler/icons-react';
import { type FormEvent, useState } from 'react';
import { useT } from '#platform/web/i18n/i18n.ts';
import { ListTool } from '#platform/web/ui/list/ListTool.tsx';
import type { AuditEntry } from '../contract.ts';
import styles from './Audit.module.css';
import type { AuditSearch } from './search.ts';
import { isAbout, thingOf } from './words.ts';

/** Where it fits, and as much as a narrow phone has. */
const width = 'min(352px, calc(100vw - 16px))';

type MoreFiltersProps = {
  readonly search: AuditSearch;
  /** What the list found is told apart by number, not by the id that the address may have. */
  readonly rows: readonly AuditEntry[];
  readonly onChange: (next: AuditSearch) => void;
};

/** What has to be typed: any login, one thing by its number, any days. */
export const MoreFilters = ({ search, rows, onChange }: MoreFiltersProps) => {
  const t = useT();
  const [opened, setOpened] = useState(false);
  const thing = thingOf(search.subject);
  const ticket = thing?.type === 'ticket' ? (rows.find((row) => isAbout(row, thing))?.subjectName ?? thing.id) : '';
  const send = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const given = new FormData(event.currentTarget);
    const read = (name: string): string | undefined => String(given.get(name) ?? '').trim() || undefined;
    const number = read('ticket');
    onChange({
      actor: read('actor'),
      from: read('from'),
      to: read('to'),
      subject: (number ?? '') === ticket ? search.subject : number && `ticket:${number}`,
    } as AuditSearch);
    setOpened(false);
  };
  return (
    <Popover opened={opened} onChange={setOpened} position="bottom-end" width={width} trapFocus returnFocus shadow="md">
      <Popover.Target>
        <ListTool
          icon={IconAdjustmentsHorizontal}
          label={t('More filters')}
          onClick={() => setOpened((before) => !before)}
        />
      </Popover.Target>
      <Popover.Dropdown aria-label={t('More filters')}>
        <form className={styles.form} onSubmit={send}>
          <TextInput name="actor" label={t('Login')} defaultValue={search.actor ?? ''} autoComplete="off" />
          <div className={styles.days}>
            <TextInput type="date" name="from" label={t('From')} defaultValue={search.from ?? ''} />
            <TextInput type="date" name="to" label={t('Until')} defaultValue={search.to ?? ''} />
          </div>
          <TextInput
            name="ticket"
            label={t('Request number')}
            maxLength={100}
            defaultValue={ticket}
            autoComplete="off"
            spellCheck={false}
          />
          <Button type="submit">{t('Apply')}</Button>
        </form>
      </Popover.Dropdown>
    </Popover>
  );
};
