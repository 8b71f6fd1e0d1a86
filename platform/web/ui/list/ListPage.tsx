import type { InfiniteData, UseInfiniteQueryResult } from '@tanstack/react-query';
import { Link, useLocation } from '@tanstack/react-router';
import { type ReactNode, useCallback, useMemo } from 'react';
import { useT } from '../../i18n/i18n.ts';
import { stringifySearch } from '../../router/search.ts';
import { TopBar } from '../../shell/TopBar.tsx';
import { ErrorState } from '../State.tsx';
import { useTitle } from '../use-title.ts';
import { VisuallyHidden } from '../VisuallyHidden.tsx';
import { useFilterBar } from './FilterBar.tsx';
import type { Filter, FilterValues } from './filter.ts';
import styles from './ListPage.module.css';
import { ListSkeleton } from './ListSkeleton.tsx';
import type { ListRow, Page, RowsLook } from './list.ts';
import { Rows } from './Rows.tsx';
import { SortMenu, type SortOption } from './SortMenu.tsx';

export type View = { readonly label: string; readonly search: Readonly<Record<string, unknown>> };
export type ListPageProps<R extends ListRow> = {
  readonly title: string;
  readonly query: UseInfiniteQueryResult<InfiniteData<Page<R>>>;
  readonly look: RowsLook<R>;
  readonly views: readonly View[];
  /** What of the address is filter, as it stands there; decides which view is the present one. */
  readonly search: Readonly<Record<string, unknown>>;
  readonly filters: readonly Filter[];
  readonly onFilter: (key: string, values: readonly string[] | undefined) => void;
  readonly onClear: () => void;
  readonly sort: {
    readonly options: readonly SortOption[];
    readonly value: string;
    readonly onChange: (value: string) => void;
  };
  readonly primary?: ReactNode;
  readonly empty: ReactNode;
  readonly onIntent?: (row: R) => void;
};

/** The anatomy of every list: title and count, views, filters that read as a sentence, order, rows, and what if there are none. */
export const ListPage = <R extends ListRow>(props: ListPageProps<R>) => {
  const { title, query, search } = props;
  useTitle(title);
  const pages = query.data?.pages;
  const rows = useMemo(() => pages?.flatMap(({ items }) => items) ?? [], [pages]);
  const bar = useFilterBar({
    filters: props.filters,
    values: search as FilterValues,
    onChange: props.onFilter,
    onClear: props.onClear,
  });
  return (
    <div className={styles.page}>
      <TopBar title={<h1>{title}</h1>}>
        <Count count={rows.length} more={query.hasNextPage} known={query.isSuccess} />
      </TopBar>
      <div className={styles.tools}>
        <Views views={props.views} search={search} />
        <div className={styles.right}>
          {bar.button}
          <SortMenu {...props.sort} />
          {props.primary === undefined ? null : <span className={styles.primary}>{props.primary}</span>}
        </div>
      </div>
      {bar.chips}
      <div
        className={styles.body}
        aria-busy={query.isPlaceholderData}
        data-stale={query.isPlaceholderData || undefined}
      >
        <Body {...props} rows={rows} />
      </div>
    </div>
  );
};

const Body = <R extends ListRow>({
  title,
  query,
  look,
  empty,
  rows,
  onIntent,
}: ListPageProps<R> & { readonly rows: readonly R[] }) => {
  const place = useLocation({ select: ({ href }) => href });
  const { fetchNextPage, isFetchingNextPage, isFetchNextPageError } = query;
  const onMore = useCallback(() => {
    if (!isFetchingNextPage && !isFetchNextPageError) {
      void fetchNextPage();
    }
  }, [fetchNextPage, isFetchingNextPage, isFetchNextPageError]);
  if (query.isPending) {
    return <ListSkeleton columns={look.columns} />;
  }
  if (query.isError && rows.length === 0) {
    return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  }
  return rows.length === 0 ? (
    empty
  ) : (
    <Rows
      key={place}
      label={title}
      rows={rows}
      look={look}
      more={query.hasNextPage}
      onMore={onMore}
      place={place}
      onIntent={onIntent}
    />
  );
};

/** How many; "50+" while there are more than were fetched. Read out when it changes. */
const Count = ({ count, more, known }: { readonly count: number; readonly more: boolean; readonly known: boolean }) => {
  const t = useT();
  const number = count.toLocaleString();
  return (
    <span className={styles.count} role="status">
      {known ? (
        <>
          <span aria-hidden="true">{more ? `${number}+` : number}</span>
          <VisuallyHidden>
            {more ? t('{{count}} or more', { count }) : t('{{count}} in the list', { count })}
          </VisuallyHidden>
        </>
      ) : null}
    </span>
  );
};

const Views = ({
  views,
  search,
}: {
  readonly views: readonly View[];
  readonly search: Readonly<Record<string, unknown>>;
}) => {
  const t = useT();
  const here = stringifySearch(search);
  return (
    <nav className={styles.views} aria-label={t('Views')}>
      {views.map((view) => (
        <Link
          key={view.label}
          to="."
          search={view.search as never}
          aria-current={stringifySearch(view.search) === here ? 'page' : undefined}
          activeOptions={{ exact: true }}
          activeProps={{}}
        >
          {view.label}
        </Link>
      ))}
    </nav>
  );
};
