import { Button, TextInput } from '@mantine/core';
import { useRouter } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { useT } from '../i18n/i18n.ts';
import type { AppContext } from '../module.ts';
import styles from './NotFound.module.css';

/** The page that searches, with what was typed here. */
export const NotFoundSearch = () => {
  const t = useT();
  const router = useRouter();
  const [typed, setTyped] = useState('');
  const context = router.options.context as AppContext;
  const target = context.modules.find(({ search }) => search !== undefined)?.search;
  if (target === undefined) {
    return null;
  }
  const search = (event: FormEvent): void => {
    event.preventDefault();
    void router.navigate({ to: target.to, search: { q: typed.trim() } as never });
  };
  return (
    <form className={styles.search} onSubmit={search}>
      <TextInput
        aria-label={t('Search for it')}
        placeholder={t(target.label)}
        value={typed}
        onChange={(event) => setTyped(event.currentTarget.value)}
      />
      <Button type="submit" variant="default" size="sm">
        {t('Search')}
      </Button>
    </form>
  );
};
