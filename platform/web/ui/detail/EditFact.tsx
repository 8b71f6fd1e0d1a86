import { TextInput } from '@mantine/core';
import { type FormEvent, type ReactNode, useState } from 'react';
import { useT } from '../../i18n/i18n.ts';
import styles from './Facts.module.css';
import { Fact } from './Facts.tsx';

type EditFactProps = {
  readonly label: string;
  readonly shown: ReactNode;
  /** The value as it is typed. */
  readonly text: string;
  readonly type?: 'text' | 'date';
  readonly hint?: string;
  /** Says what is wrong with what was typed, or null; nothing is saved then, and the words stay. */
  readonly check?: (typed: string) => string | null;
  /** Null where it may not be changed. Called with what was typed, when it is not what was there. */
  readonly onChange: ((typed: string) => void) | null;
};

/** A fact that is typed where it stands: Enter or leaving saves, Escape lets it be. */
export const EditFact = ({ label, shown, text, type = 'text', hint, check, onChange }: EditFactProps) => {
  const t = useT();
  const [typed, setTyped] = useState<string | null>(null);
  const [wrong, setWrong] = useState<string | null>(null);
  if (onChange === null) {
    return <Fact label={label}>{shown}</Fact>;
  }
  if (typed === null) {
    return (
      <Fact label={label}>
        <button
          type="button"
          className={styles.value}
          title={t('Change {{what}}', { what: label })}
          onClick={() => setTyped(text)}
        >
          {shown}
        </button>
      </Fact>
    );
  }
  const stop = (): void => {
    setWrong(null);
    setTyped(null);
  };
  const save = (event?: FormEvent): void => {
    event?.preventDefault();
    const found = typed === text ? null : (check?.(typed) ?? null);
    setWrong(found);
    if (found !== null) {
      return;
    }
    setTyped(null);
    if (typed !== text) {
      onChange(typed);
    }
  };
  return (
    <Fact label={label}>
      <form onSubmit={save}>
        <TextInput
          type={type}
          aria-label={hint ?? label}
          value={typed}
          autoFocus
          error={wrong}
          onChange={(event) => setTyped(event.currentTarget.value)}
          onBlur={() => save()}
          onKeyDown={(event) => (event.key === 'Escape' ? stop() : undefined)}
        />
      </form>
    </Fact>
  );
};
