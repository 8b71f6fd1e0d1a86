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

/** What stood there when typing began, and what is typed since. */
type Typing = { readonly base: string; readonly typed: string };

/**
 * A fact that is typed where it stands: Enter or leaving saves, Escape lets it be. When somebody else changes it
 * meanwhile, both versions are seen, and only Enter puts mine in the place of theirs.
 */
export const EditFact = ({ label, shown, text, type = 'text', hint, check, onChange }: EditFactProps) => {
  const t = useT();
  const [typing, setTyping] = useState<Typing | null>(null);
  const [wrong, setWrong] = useState<string | null>(null);
  if (onChange === null) {
    return <Fact label={label}>{shown}</Fact>;
  }
  if (typing === null) {
    return (
      <Fact label={label}>
        <button
          type="button"
          className={styles.value}
          title={t('Change {{what}}', { what: label })}
          onClick={() => setTyping({ base: text, typed: text })}
        >
          {shown}
        </button>
      </Fact>
    );
  }
  const { base, typed } = typing;
  const isChanged = typed !== base && typed !== text;
  const isOvertaken = isChanged && text !== base;
  const stop = (): void => {
    setWrong(null);
    setTyping(null);
  };
  const save = (): void => {
    const found = isChanged ? (check?.(typed) ?? null) : null;
    setWrong(found);
    if (found !== null) {
      return;
    }
    setTyping(null);
    if (isChanged) {
      onChange(typed);
    }
  };
  const onSubmit = (event: FormEvent): void => {
    event.preventDefault();
    save();
  };
  const overtaken = isOvertaken
    ? t('Somebody else changed this to “{{theirs}}” meanwhile. Enter saves yours, Escape leaves theirs.', {
        theirs: text,
      })
    : null;
  return (
    <Fact label={label}>
      <form onSubmit={onSubmit}>
        <TextInput
          type={type}
          aria-label={hint ?? label}
          value={typed}
          autoFocus
          error={wrong ?? overtaken}
          errorProps={{ role: 'alert' }}
          onChange={(event) => setTyping({ base, typed: event.currentTarget.value })}
          onBlur={() => (isOvertaken ? undefined : save())}
          onKeyDown={(event) => (event.key === 'Escape' ? stop() : undefined)}
        />
      </form>
    </Fact>
  );
};
