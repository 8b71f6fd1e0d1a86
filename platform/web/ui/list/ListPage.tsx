import type { InfiniteData, UseInfiniteQueryResult } from '@tanstack/react-query';
import { useLocation } from '@tanstack/react-router';
import { type ReactNode, type RefObject, useCallback, useMemo, useRef, useState } from 'react';
import { isRefusal } from '../../api/problem.ts';
import { TopBar } from '../../shell/TopBar.tsx';
import type { Choice } from '../menu/ChoiceMenu.tsx';
import { ErrorState } from '../State.tsx';
import { useTitle } from '../use-title.ts';
import type { BulkAction } from './bulk.ts';
import { ColumnsMenu } from './ColumnsMenu.tsx';
import { Count } from './Count.tsx';
import { ExportLink } from './ExportLink.tsx';
import { useFilterBar } from './FilterBar.tsx';
import type { Filter, FilterValues } from './filter.ts';
import { ListBody } from './ListBody.tsx';
import styles from './ListPage.module.css';
import { ListSkeleton } from './ListSkeleton.tsx';
import type { ListRow, Page, RowsLook } from './list.ts';
import { SelectButton } from './SelectButton.tsx';
import { SortMenu } from './SortMenu.tsx';
import { type Columns, useColumns } from './use-columns.ts';
import { type ListView, Views } from './Views.tsx';

export type View = ListView;
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
  /** Left out where there is only one order. */
  readonly sort?: {
    readonly options: readonly Choice[];
    readonly value: string;
    readonly onChange: (value: string) => void;
  };
  readonly primary?: ReactNode;
  readonly empty: ReactNode;
  readonly onIntent?: (row: R) => void;
  /** Beside the button for filters: what of them has to be typed. */
  readonly filterTools?: ReactNode;
  /** Stands behind the views: saving the present filters as one. */
  readonly viewTools?: ReactNode;
  /** What can be done to many rows; without it rows cannot be chosen. */
  readonly bulk?: readonly BulkAction<R>[] | undefined;
  /** A row beside the list, for the key Space. */
  readonly peek?: (row: R) => ReactNode;
  /** Where the file of all that is filtered comes from. */
  readonly exportHref?: string;
};

/** The anatomy of every list: title and count, views, filters that read as a sentence, order, rows, and what if there are none. */
export const ListPage = <R extends ListRow>(props: ListPageProps<R>) => {
  const { title, query, search } = props;
  useTitle(title);
  const pages = query.data?.pages;
  const rows = useMemo(() => pages?.flatMap(({ items }) => items) ?? [], [pages]);
  const list = useLocation({ select: ({ pathname }) => pathname });
  const columns = useColumns(list, props.look);
  const [boxes, setBoxes] = useState(false);
  const scroller = useRef<HTMLDivElement>(null);
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
      {isRefusal(query.error) && rows.length === 0 ? null : (
        <Tools {...props} {...{ bar, columns, boxes, setBoxes, scroller }} />
      )}
      <div
        className={styles.body}
        aria-busy={query.isPlaceholderData}
        data-stale={query.isPlaceholderData || undefined}
      >
        <Body {...props} {...{ rows, columns, boxes, scroller }} />
      </div>
    </div>
  );
};

type ToolsProps<R extends ListRow> = ListPageProps<R> & {
  readonly bar: ReturnType<typeof useFilterBar>;
  readonly columns: Columns<R>;
  readonly boxes: boolean;
  readonly setBoxes: (boxes: boolean) => void;
  readonly scroller: RefObject<HTMLDivElement | null>;
};

const Tools = <R extends ListRow>({ bar, columns, boxes, setBoxes, scroller, ...props }: ToolsProps<R>) => (
  <>
    <div className={styles.tools}>
      <Views views={props.views} search={props.search} />
      <div className={styles.right}>
        {props.viewTools}
        {bar.button}
        {props.filterTools}
        {props.sort === undefined ? null : <SortMenu {...props.sort} />}
        <ColumnsMenu columns={props.look.columns} state={columns.state} onChange={columns.change} scroller={scroller} />
        {props.bulk === undefined ? null : <SelectButton pressed={boxes} onChange={setBoxes} />}
        {props.exportHref === undefined ? null : <ExportLink href={props.exportHref} />}
        {props.primary === undefined ? null : <span className={styles.primary}>{props.primary}</span>}
      </div>
    </div>
    {bar.chips}
  </>
);

type BodyProps<R extends ListRow> = ListPageProps<R> & {
  readonly rows: readonly R[];
  readonly columns: Columns<R>;
  readonly boxes: boolean;
  readonly scroller: RefObject<HTMLDivElement | null>;
};

const Body = <R extends ListRow>({ title, query, look, empty, rows, columns, ...rest }: BodyProps<R>) => {
  const place = useLocation({ select: ({ href }) => href });
  const { fetchNextPage, isFetchingNextPage, isFetchNextPageError } = query;
  const onMore = useCallback(() => {
    if (!isFetchingNextPage && !isFetchNextPageError) {
      void fetchNextPage();
    }
  }, [fetchNextPage, isFetchingNextPage, isFetchNextPageError]);
  if (query.isPending) {
    return <ListSkeleton columns={columns.look.columns} boxed={rest.bulk !== undefined} />;
  }
  if (query.isError && rows.length === 0) {
    return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  }
  return rows.length === 0 ? (
    empty
  ) : (
    <ListBody
      key={place}
      label={title}
      rows={rows}
      look={columns.look}
      home={look}
      onColumns={columns.change}
      more={query.hasNextPage}
      onMore={onMore}
      place={place}
      boxes={rest.boxes}
      scroller={rest.scroller}
      bulk={rest.bulk}
      peek={rest.peek}
      onIntent={rest.onIntent}
    />
  );
};
