import { Link } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import { useT } from '../../i18n/i18n.ts';
import { stringifySearch } from '../../router/search.ts';
import styles from './ListPage.module.css';

type Search = Readonly<Record<string, unknown>>;
export type ListView = {
  readonly label: string;
  readonly search: Search;
  /** Names that may repeat, as those that people give, need a key of their own. */
  readonly key?: string;
  /** Whether it is the present one, where that is not told by the filters alone. */
  readonly current?: boolean;
};

/** Filters that are asked for often, one click away. */
export const Views = ({ views, search }: { readonly views: readonly ListView[]; readonly search: Search }) => {
  const t = useT();
  const here = stringifySearch(search);
  const nav = useRef<HTMLElement>(null);
  const current = views.findIndex((view) => isCurrent(view, here));
  // Where there is no room for all of them, the present one is in sight, also when there is less room than before.
  useEffect(() => {
    const { current: element } = nav;
    if (element === null) {
      return undefined;
    }
    const mark = (): void => markEdges(element);
    const observer = new ResizeObserver(() => {
      element.children[current]?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
      mark();
    });
    observer.observe(element);
    element.addEventListener('scroll', mark, { passive: true });
    return () => {
      observer.disconnect();
      element.removeEventListener('scroll', mark);
    };
  }, [current]);
  // Views that people saved come later, and go; the line is as wide as before.
  useEffect(() => {
    if (nav.current !== null && views.length > 0) {
      markEdges(nav.current);
    }
  }, [views]);
  return (
    <nav ref={nav} className={styles.views} aria-label={t('Views')}>
      {views.map((view) => (
        <Link
          key={view.key ?? view.label}
          to="."
          search={view.search as never}
          aria-current={isCurrent(view, here) ? 'page' : undefined}
          activeOptions={{ exact: true }}
          activeProps={{}}
        >
          {view.label}
        </Link>
      ))}
    </nav>
  );
};

/** Behind which edge there is more; that one fades. */
const markEdges = (element: HTMLElement): void => {
  const { scrollLeft, scrollWidth, clientWidth } = element;
  element.toggleAttribute('data-before', scrollLeft > 1);
  element.toggleAttribute('data-behind', scrollLeft + clientWidth < scrollWidth - 1);
};

const isCurrent = (view: ListView, here: string): boolean => view.current ?? stringifySearch(view.search) === here;
