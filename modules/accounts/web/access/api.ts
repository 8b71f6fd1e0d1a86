import { queryOptions } from '@tanstack/react-query';
import { get } from '#platform/web/api/client.ts';
import type { AccessMatrix, ExplanationAnswer } from '../../contract.ts';

export const matrixQuery = queryOptions({
  queryKey: ['access', 'matrix'],
  queryFn: ({ signal }) => get<AccessMatrix>('/access/matrix', { signal }),
  // It is part of the program: it changes only with a new version of it.
  staleTime: 60 * 60_000,
});

export type Question = { readonly user: string; readonly action: string; readonly subject?: string };

/** Asking is on record, so it is asked once per question and not again behind one's back. */
export const explanationQuery = (question: Question) =>
  queryOptions({
    queryKey: ['access', 'explanation', question],
    queryFn: ({ signal }) => get<ExplanationAnswer>('/access/explanation', { query: { ...question }, signal }),
    staleTime: Number.POSITIVE_INFINITY,
    refetchOnMount: false,
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
    retry: false,
  });
