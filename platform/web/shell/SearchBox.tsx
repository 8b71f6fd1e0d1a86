import { IconSearch, IconX } from '@tabler/icons-react';
import { useLocation, useRouter } from '@tanstack/react-router';
import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { text, useT } from '../i18n/i18n.ts';
import { isComposing } from '../keys/composing.ts';
import { useKeys } from '../keys/use-keys.ts';
import { one } from '../router/search.ts';
import { Keys } from '../ui/Keys.tsx';
import styles from './SearchBox.module.css';

const pauseMs = 150;

/** `/` from anywhere. On the page that searches, typing searches at once; elsewhere Enter leads there. */
export const SearchBox = () => {
  const t = useT();
  const router = useRouter();
  const target = router.options.context.modules.find((module) => module.search !== undefined)?.search;
  const here = useLocation({ select: ({ pathname }) => pathname });
  const asked = useLocation({ select: ({ search }) => one((search as Record<string, unknown>).q) ?? '' });
  const there = here === target?.to;
  const { typed, setTyped, timer } = useTyped(there ? asked : '');
  const input = useRef<HTMLInputElement>(null);
  useKeys([{ keys: '/', label: text('Search'), group: 'general', run: () => input.current?.select() }]);
  if (target === undefined) {
    return null;
  }
  const search = (q: string, replace: boolean): void => {
    window.clearTimeout(timer.current);
    const values = (before: Record<string, unknown>) => ({ ...(there ? before : {}), q: q === '' ? undefined : q });
    void router.navigate({ to: target.to, search: values as never, replace });
  };
  const type = (q: string): void => {
    setTyped(q);
    window.clearTimeout(timer.current);
    if (there) {
      // Whoever is on the way to a row by then is not fetched back.
      timer.current = window.setTimeout(
        () => (router.latestLocation.pathname === target.to ? search(q.trim(), true) : undefined),
        pauseMs,
      );
    }
  };
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>): void => {
    if (event.key === 'Escape') {
      typed === '' ? input.current?.blur() : type('');
    } else if (event.key === 'Enter' && !isComposing(event.nativeEvent)) {
      search(typed.trim(), there);
      input.current?.blur();
    }
  };
  return (
    <search className={styles.box}>
      <IconSearch size={16} stroke={1.75} aria-hidden="true" />
      <input
        ref={input}
        type="text"
        value={typed}
        aria-label={t(target.label)}
        placeholder={t(target.label)}
        onChange={(event) => type(event.currentTarget.value)}
        onKeyDown={onKeyDown}
        spellCheck={false}
        maxLength={200}
      />
      {typed === '' ? (
        <Keys keys="/" />
      ) : (
        <button type="button" aria-label={t('Clear the search')} onClick={() => type('')}>
          <IconX size={14} stroke={1.75} />
        </button>
      )}
    </search>
  );
};

/** What stands in the field: what was typed, until the address says something else. */
const useTyped = (asked: string) => {
  const [typed, setTyped] = useState(asked);
  const timer = useRef(0);
  const last = useRef(asked);
  useEffect(() => {
    if (asked !== last.current) {
      last.current = asked;
      setTyped((before) => (before.trim() === asked ? before : asked));
    }
  }, [asked]);
  return { typed, setTyped, timer };
};
