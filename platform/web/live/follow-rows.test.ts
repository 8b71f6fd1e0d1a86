import { InfiniteQueryObserver, QueryClient } from '@tanstack/react-query';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { ApiProblem } from '../api/problem.ts';
import type { Page } from '../ui/list/list.ts';
import type { VersionedRow } from '../ui/list/list-data.ts';
import { followRows } from './follow-rows.ts';

const lists = ['things', 'list'];
const key = [...lists, 'all'];
const row = (id: number, version = 1): VersionedRow => ({ id, version, updatedAt: `v${version}` });
const page = (ids: readonly number[], next: string | null, version = 1): Page<VersionedRow> => ({
  items: ids.map((id) => row(id, version)),
  nextCursor: next,
});
const twelve = [12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1];

let client: QueryClient;
let fetched: number;
/** A list on the screen: a first page of two, and what stands below it. */
const look = async (): Promise<void> => {
  const observer = new InfiniteQueryObserver(client, {
    queryKey: key,
    queryFn: ({ pageParam }) => {
      fetched += 1;
      return Promise.resolve(pageParam === null ? page([14, 13], 'more') : page(twelve, null));
    },
    initialPageParam: null as string | null,
    getNextPageParam: ({ nextCursor }) => nextCursor,
  });
  observer.subscribe(() => undefined);
  await vi.waitFor(() => expect(observer.getCurrentResult().isSuccess).toBe(true));
  await observer.fetchNextPage();
  fetched = 0;
};
const shown = (): string[] =>
  (client.getQueryData<{ pages: Page<VersionedRow>[] }>(key)?.pages ?? []).flatMap(({ items }) =>
    items.map(({ id, version }) => `${id}.${version}`),
  );

beforeEach(async () => {
  client = new QueryClient();
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  vi.stubGlobal('window', globalThis);
  await look();
});
afterEach(() => {
  client.clear();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const after = async (ms: number): Promise<void> => {
  await vi.advanceTimersByTimeAsync(ms);
};
const first = () => Promise.resolve(page([14, 13], 'more'));

it('asks once for all that changed, and takes out what is gone or no longer ours', async () => {
  const asked: number[] = [];
  const changed = followRows<VersionedRow>(client, {
    lists,
    firstPage: first,
    row: async (id) => {
      asked.push(id);
      if (id === 5) throw new ApiProblem({ status: 404, code: 'http.not_found' });
      if (id === 4) throw new ApiProblem({ status: 503, code: 'http.busy' });
      return row(id, 2);
    },
  });
  for (const id of [6, 5, 4, 6]) changed(id);
  await after(1000);
  expect(asked.sort()).toEqual([4, 5, 6]);
  expect(shown()).toContain('6.2');
  expect(shown()).toContain('4.1');
  expect(shown().some((one) => one.startsWith('5.'))).toBe(false);
});

it('fetches the list anew when more changed than are worth a question each', async () => {
  const byRow = vi.fn(() => Promise.resolve(row(1)));
  const changed = followRows<VersionedRow>(client, { lists, firstPage: first, row: byRow });
  for (const id of twelve.slice(0, 9)) changed(id);
  await after(1000);
  expect(byRow).not.toHaveBeenCalled();
  expect(fetched).toBe(2);
});

it('leaves a list alone that went away while the rows were under way', async () => {
  const changed = followRows<VersionedRow>(client, {
    lists,
    firstPage: first,
    row: async (id) => {
      client.removeQueries({ queryKey: lists });
      return row(id, 2);
    },
  });
  changed(6);
  await after(1000);
  expect(client.getQueryData(key)).toBeUndefined();
});

it('keeps what stands there when the server does not answer', async () => {
  const changed = followRows<VersionedRow>(client, {
    lists,
    firstPage: () => Promise.reject(new ApiProblem({ status: 503, code: 'http.busy' })),
    row: (id) => Promise.resolve(row(id, 2)),
  });
  const before = shown();
  changed(6);
  await after(1000);
  expect(shown()).toEqual(before);
});
