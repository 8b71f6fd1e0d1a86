import type { InfiniteData, QueryClient, QueryKey } from '@tanstack/react-query';
import { isProblem } from '../api/problem.ts';
import type { Page } from '../ui/list/list.ts';
import { mergeFirstPage, patchRows, type VersionedRow } from '../ui/list/list-data.ts';

export type RowsSource<R> = {
  /** What the keys of all lists of these things begin with. */
  readonly lists: QueryKey;
  /** The first page of the list with this key, as it is now. */
  readonly firstPage: (queryKey: QueryKey) => Promise<Page<R>>;
  /** One row as it is now. Null or a 404 takes it out of the lists; undefined leaves it as it is. */
  readonly row: (id: number) => Promise<R | null | undefined>;
  /** Runs when the lists are on their way to what they are now. */
  readonly onRefresh?: () => void;
};

const pauseMs = 350;
/** Above this many changed rows out of sight, the list is fetched anew instead of row by row. */
const fewRows = 8;

/**
 * Makes lists follow what others change. Tell it the ids of what changed: lists on the screen get the changed rows and
 * the new ones, a third of a second later and all at once; lists out of sight are asked again when they are looked at.
 */
export const followRows = <R extends VersionedRow>(
  client: QueryClient,
  source: RowsSource<R>,
): ((id: number) => void) => {
  const changed = new Set<number>();
  let timer = 0;
  const refresh = (): void => {
    const ids = [...changed];
    changed.clear();
    timer = 0;
    void refreshLists(client, source, ids);
    source.onRefresh?.();
  };
  return (id) => {
    changed.add(id);
    timer = timer === 0 ? window.setTimeout(refresh, pauseMs) : timer;
  };
};

const refreshLists = async <R extends VersionedRow>(
  client: QueryClient,
  source: RowsSource<R>,
  ids: readonly number[],
): Promise<void> => {
  await client.invalidateQueries({ queryKey: source.lists, refetchType: 'none' });
  const active = client.getQueryCache().findAll({ queryKey: source.lists, type: 'active' });
  await Promise.all(
    active.map(async ({ queryKey, state }) => {
      if (state.data === undefined || state.fetchStatus === 'fetching') {
        return client.invalidateQueries({ queryKey, exact: true });
      }
      const first = await source.firstPage(queryKey).catch(() => null);
      return first === null ? undefined : refreshList(client, source, { queryKey, first, ids });
    }),
  );
};

type Change<R> = { readonly queryKey: QueryKey; readonly first: Page<R>; readonly ids: readonly number[] };

const refreshList = async <R extends VersionedRow>(
  client: QueryClient,
  source: RowsSource<R>,
  { queryKey, first, ids }: Change<R>,
): Promise<void> => {
  const data = client.getQueryData<InfiniteData<Page<R>>>(queryKey);
  if (data === undefined) {
    return;
  }
  const fresh = new Set(first.items.map(({ id }) => id));
  const loaded = new Set(data.pages.flatMap(({ items }) => items.map(({ id }) => id)));
  const further = ids.filter((id) => loaded.has(id) && !fresh.has(id));
  if (further.length > fewRows) {
    await client.invalidateQueries({ queryKey, exact: true });
    return;
  }
  const rows = new Map(await Promise.all(further.map(async (id) => [id, await rowOf(source, id)] as const)));
  client.setQueryData<InfiniteData<Page<R>>>(
    queryKey,
    (now) => now && { ...now, pages: patchRows(mergeFirstPage(now.pages, first), rows) },
  );
};

/** The row as it is now; null when it is gone, or not ours to see any more; undefined when nobody can say. */
const rowOf = async <R>(source: RowsSource<R>, id: number): Promise<R | null | undefined> => {
  try {
    return await source.row(id);
  } catch (error) {
    return isProblem(error) && error.status === 404 ? null : undefined;
  }
};
