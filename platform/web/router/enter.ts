import type {
  DefaultError,
  FetchInfiniteQueryOptions,
  FetchQueryOptions,
  QueryClient,
  QueryKey,
} from '@tanstack/react-query';

/** A quick server answers within this time; one drawing with the answer is quicker than a skeleton and then the answer. */
const quickMs = 50;

/**
 * For a route's loader: begins to fetch what the page shows. A page that was seen before shows what it had at once; any
 * other waits a moment, and shows its skeleton when the answer takes longer. What goes wrong the page itself shows.
 */
export const enter = <T, K extends QueryKey>(
  client: QueryClient,
  query: FetchQueryOptions<T, DefaultError, T, K>,
): Promise<void> | undefined => {
  const wasSeen = client.getQueryData(query.queryKey) !== undefined;
  return soon(client.prefetchQuery(query), wasSeen);
};

/** `enter` for what comes page by page. */
export const enterList = <T, K extends QueryKey, P>(
  client: QueryClient,
  query: FetchInfiniteQueryOptions<T, DefaultError, T, K, P>,
): Promise<void> | undefined => {
  const wasSeen = client.getQueryData(query.queryKey) !== undefined;
  return soon(client.prefetchInfiniteQuery(query), wasSeen);
};

const soon = (fetching: Promise<void>, wasSeen: boolean): Promise<void> | undefined =>
  wasSeen
    ? undefined
    : Promise.race([fetching, new Promise<void>((resolve) => void window.setTimeout(resolve, quickMs))]);
