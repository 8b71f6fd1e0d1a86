import { Button, TextInput } from '@mantine/core';
import { IconPencil } from '@tabler/icons-react';
import { type FormEvent, type KeyboardEvent, useState } from 'react';
import { useT } from '#platform/web/i18n/i18n.ts';
import { IconButton } from '#platform/web/ui/IconButton.tsx';
import styles from './Ticket.module.css';

type TitleEditorProps = { readonly title: string; readonly onChange: ((title: string) => void) | null };

/** The heading; whoever may change it does so in its place. */
export const TitleEditor = ({ title, onChange }: TitleEditorProps) => {
  const t = useT();
  const [typed, setTyped] = useState<string | null>(null);
  if (typed === null || onChange === null) {
    return (
      <div className={styles.title}>
        <h1>{title}</h1>
        {onChange === null ? null : (
          <IconButton label={t('Change the title')} icon={IconPencil} onClick={() => setTyped(title)} />
        )}
      </div>
    );
  }
  const save = (event: FormEvent): void => {
    event.preventDefault();
    const next = typed.trim();
    setTyped(null);
    if (next !== '' && next !== title) {
      onChange(next);
    }
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'Escape') {
      setTyped(null);
    }
  };
  return (
    <form className={styles.titleForm} onSubmit={save} onKeyDown={onKeyDown}>
      <TextInput
        aria-label={t('Title')}
        value={typed}
        onChange={(event) => setTyped(event.currentTarget.value)}
        maxLength={200}
        autoFocus
      />
      <Button type="submit" size="sm">
        {t('Save')}
      </Button>
      <Button variant="default" size="sm" onClick={() => setTyped(null)}>
        {t('Cancel')}
      </Button>
    </form>
  );
};
