import { Select } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { useT } from '../../i18n/i18n.ts';
import type { Choice } from '../menu/ChoiceMenu.tsx';
import styles from './Facts.module.css';
import { Fact } from './Facts.tsx';

type SelectFactProps = {
  readonly label: string;
  readonly value: string;
  readonly shown?: ReactNode;
  /** Asked for when it is opened: there may be hundreds. */
  readonly choices: () => readonly Choice[];
  readonly onChange: ((value: string) => void) | null;
};

/** A fact that is one of hundreds: typing finds it where it stands. */
export const SelectFact = ({ label, value, shown, choices, onChange }: SelectFactProps) => {
  const t = useT();
  const [open, setOpen] = useState(false);
  if (onChange === null) {
    return <Fact label={label}>{shown ?? value}</Fact>;
  }
  if (!open) {
    return (
      <Fact label={label}>
        <button
          type="button"
          className={styles.value}
          title={t('Change {{what}}', { what: label })}
          onClick={() => setOpen(true)}
        >
          {shown ?? value}
        </button>
      </Fact>
    );
  }
  const choose = (next: string | null): void => {
    setOpen(false);
    if (next !== null && next !== value) {
      onChange(next);
    }
  };
  return (
    <Fact label={label}>
      <div data-editor="">
        <Select
          aria-label={label}
          data={choices()}
          value={value}
          searchable
          limit={100}
          autoFocus
          defaultDropdownOpened
          comboboxProps={{ width: 240, position: 'bottom-start' }}
          nothingFoundMessage={t('No matches')}
          onChange={choose}
          onBlur={() => setOpen(false)}
        />
      </div>
    </Fact>
  );
};
