import { queryOptions } from '@tanstack/react-query';
import { get } from '#platform/web/api/client.ts';
import type { About } from '../contract.ts';

export const aboutQuery = queryOptions({
  queryKey: ['about'],
  queryFn: ({ signal }) => get<About>('/about', { signal }),
});
