import { QueryClient } from '@tanstack/react-query';
import { isProblem } from './problem.ts';

/** Tries again only what may pass by itself: no network, a server that says 503. Never a refusal. */
export const shouldRetry = (failures: number, error: unknown): boolean =>
  failures < 2 && isProblem(error) && (error.status === 0 || error.status === 503 || error.status === 502);

/** A page asks when it is entered; what then was refused is not asked again by the part that shows it. */
const mayAskOnMount = ({ state: { error } }: { readonly state: { readonly error: unknown } }): boolean =>
  !isProblem(error) || error.status < 400 || error.status >= 500;

const retryDelay = (attempt: number, error: unknown): number =>
  isProblem(error) && error.retryAfter !== null
    ? Math.min(error.retryAfter * 1000, 10_000)
    : Math.min(1000 * 2 ** attempt, 8000);

/** The cache of one tab. Live events keep it fresh, so nothing is asked again just because it was looked at again. */
export const createQueryClient = (): QueryClient =>
  new QueryClient({
    defaultOptions: {
      queries: {
        retry: shouldRetry,
        retryOnMount: mayAskOnMount,
        retryDelay,
        staleTime: 30_000,
        gcTime: 10 * 60_000,
        refetchOnWindowFocus: true,
      },
      mutations: { retry: false },
    },
  });
