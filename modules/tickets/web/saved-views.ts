import { useQuery } from '@tanstack/react-query';
import { stringifySearch } from '#platform/web/router/search.ts';
import type { View } from '#platform/web/ui/list/ListPage.tsx';
import type { TicketView } from '../views/contract.ts';
import { readTicketSearch, type TicketSearch } from './search.ts';
import { viewsQuery } from './views-api.ts';

/** A search as an address writes it, so that two can be compared. */
const written = (search: TicketView['search'] | TicketSearch): string =>
  stringifySearch(readTicketSearch(search as Readonly<Record<string, unknown>>));

/** Which of the views is the present search, words and order included. */
export const viewOf = (views: readonly TicketView[], search: TicketSearch): TicketView | null =>
  views.find((view) => written(view.search) === written(search)) ?? null;

/** One's own views, and which of them is the present one, as soon as that is `known`. */
export const useSavedViews = (search: TicketSearch) => {
  const { data: saved = [], isSuccess } = useQuery(viewsQuery);
  const current = viewOf(saved, search);
  const views: readonly View[] = saved.map((view) => ({
    key: `view-${view.id}`,
    label: view.name,
    search: readTicketSearch(view.search as Readonly<Record<string, unknown>>),
    current: view.id === current?.id,
  }));
  return { views, current, known: isSuccess };
};
