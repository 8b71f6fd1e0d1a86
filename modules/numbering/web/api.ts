import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { get } from '#platform/web/api/client.ts';
import { path } from '#platform/web/api/path.ts';
import type { Ledger, NumberingProof, NumberingRuleList, NumberPreview } from '../contract.ts';

/** A tenant has a handful of rules; 200 is what one page can hold. */
export const rulesQuery = queryOptions({
  queryKey: ['numbering', 'rules'],
  queryFn: async ({ signal }) =>
    (await get<NumberingRuleList>('/numbering-rules', { query: { limit: 200 }, signal })).items,
});

export const previewQuery = (id: number) =>
  queryOptions({
    queryKey: ['numbering', 'preview', id],
    queryFn: ({ signal }) => get<NumberPreview>(path`/numbering-rules/${id}/preview`, { signal }),
  });

export const proofQuery = (id: number) =>
  queryOptions({
    queryKey: ['numbering', 'proof', id],
    queryFn: ({ signal }) => get<NumberingProof>(path`/numbering-rules/${id}/proof`, { signal }),
  });

export const ledgerQuery = (id: number, period: string | undefined) =>
  infiniteQueryOptions({
    queryKey: ['numbering', 'ledger', id, period ?? ''],
    queryFn: ({ pageParam, signal }) =>
      get<Ledger>(path`/numbering-rules/${id}/ledger`, { query: { limit: 50, cursor: pageParam, period }, signal }),
    initialPageParam: null as string | null,
    getNextPageParam: (last: Ledger) => last.nextCursor,
  });
