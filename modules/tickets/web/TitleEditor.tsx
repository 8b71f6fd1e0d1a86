import { Button, TextInput } from '@mantine/core';
import { IconPencil } from '@tabler/icons-react';
import { type FormEvent, type KeyboardEvent, useState } from 'react';
import { useT } from '#platform/web/i18n/i18n.ts';
import { IconButton } from '#platform/web/ui/IconButton.tsx';
import styles from './Ticket.module.css';

type TitleEditorProps = {
  readonly title: string;
  /** Called when one begins to type; saves on what stood there then. Null where it cannot be changed. */
  readonly onBegin: (() => (patch: { title: string }) => void) | null;
};
type Edit = { readonly typed: string; readonly begun: string; readonly save: (patch: { title: string }) => void };

/** The heading; whoever may change it does so in its place. */
export const TitleEditor = ({ title, onBegin }: TitleEditorProps) => {
  const t = useT();
  const [edit, setEdit] = useState<Edit | null>(null);
  if (edit === null || onBegin === null) {
    return (
      <div className={styles.title}>
        <h1>{title}</h1>
        {onBegin === null ? null : (
          <IconButton
            label={t('Change the title')}
            icon={IconPencil}
            onClick={() => setEdit({ typed: title, begun: title, save: onBegin() })}
          />
        )}
      </div>
    );
  }
  const save = (event: FormEvent): void => {
    event.preventDefault();
    const next = edit.typed.trim();
    setEdit(null);
    if (next !== '' && next !== edit.begun) {
      edit.save({ title: next });
    }
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'Escape') {
      setEdit(null);
    }
  };
  return (
    <form className={styles.titleForm} onSubmit={save} onKeyDown={onKeyDown}>
      <TextInput
        aria-label={t('Title')}
        value={edit.typed}
        onChange={(event) => setEdit({ ...edit, typed: event.currentTarget.value })}
        maxLength={200}
        autoFocus
      />
      {/* The one primary button of the page is its next action. */}
      <Button type="submit" variant="default" size="sm">
        {t('Save')}
      </Button>
      <Button variant="default" size="sm" onClick={() => setEdit(null)}>
        {t('Cancel')}
      </Button>
    </form>
  );
};
