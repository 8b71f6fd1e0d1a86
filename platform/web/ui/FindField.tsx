import { CloseButton, TextInput } from '@mantine/core';
import '@mantine/core/styles/CloseButton.layer.css';
import { IconSearch } from '@tabler/icons-react';
import { useRouter } from '@tanstack/react-router';
import { useEffect, useRef, useState } from 'react';
import { useT } from '../i18n/i18n.ts';
import styles from './FindField.module.css';

const pauseMs = 200;

type FindFieldProps = {
  readonly label: string;
  /** What the address says. */
  readonly value: string;
  readonly onChange: (value: string) => void;
};

/** Finds in a list while one types; what was typed stands in the address. */
export const FindField = ({ label, value, onChange }: FindFieldProps) => {
  const t = useT();
  const router = useRouter();
  const [typed, setTyped] = useState(value);
  const timer = useRef(0);
  useEffect(() => setTyped((before) => (before.trim() === value ? before : value)), [value]);
  useEffect(() => () => window.clearTimeout(timer.current), []);
  const type = (next: string, wait: number): void => {
    setTyped(next);
    window.clearTimeout(timer.current);
    const { pathname } = router.latestLocation;
    timer.current = window.setTimeout(() => {
      // Whoever is on the way to a row by now is not fetched back by what was typed a moment ago.
      if (router.latestLocation.pathname === pathname) {
        onChange(next.trim());
      }
    }, wait);
  };
  return (
    <TextInput
      className={styles.find}
      type="text"
      size="xs"
      aria-label={label}
      placeholder={label}
      value={typed}
      maxLength={100}
      spellCheck={false}
      leftSection={<IconSearch size={15} stroke={1.75} aria-hidden="true" />}
      rightSection={
        typed === '' ? null : <CloseButton size="sm" aria-label={t('Clear the search')} onClick={() => type('', 0)} />
      }
      onChange={(event) => type(event.currentTarget.value, pauseMs)}
      onKeyDown={(event) => (event.key === 'Escape' && typed !== '' ? type('', 0) : undefined)}
    />
  );
};
