import { one, several } from '#platform/web/router/search.ts';
import type { DueFilter, Priority, StatusCategory, TicketKind, TicketSort, TicketStatus } from '../contract.ts';
import { statuses } from './status.tsx';

/** What of the list stands in its address. */
export type TicketSearch = {
  readonly status?: readonly TicketStatus[];
  readonly statusCategory?: readonly StatusCategory[];
  readonly priority?: readonly Priority[];
  readonly kind?: readonly TicketKind[];
  readonly assignee?: readonly string[];
  readonly requester?: readonly string[];
  readonly tag?: readonly string[];
  readonly due?: readonly DueFilter[];
  readonly q?: string;
  readonly sort?: TicketSort;
};

const categories = ['open', 'paused', 'resolved', 'closed'] as const satisfies readonly StatusCategory[];
const dueFilters = ['overdue'] as const satisfies readonly DueFilter[];
export const priorities = ['p1', 'p2', 'p3', 'p4'] as const satisfies readonly Priority[];
export const kinds = ['service_request', 'incident'] as const satisfies readonly TicketKind[];
const sorts = ['-createdAt', 'createdAt', '-updatedAt', 'priority', 'due'] as const satisfies readonly TicketSort[];
export const defaultSort: TicketSort = '-createdAt';

/** Reads an address that anybody may have typed: what is not known is left out, never an error. */
export const readTicketSearch = (search: Readonly<Record<string, unknown>>): TicketSearch => {
  const sort = several(search.sort, sorts)?.[0];
  const found: { [K in keyof TicketSearch]: TicketSearch[K] | undefined } = {
    status: several(search.status, statuses),
    statusCategory: several(search.statusCategory, categories),
    priority: several(search.priority, priorities),
    kind: several(search.kind, kinds),
    assignee: several(search.assignee)?.filter((value) => /^(?:me|none|[1-9]\d{0,14})$/.test(value)),
    requester: several(search.requester)?.filter((value) => /^(?:me|[1-9]\d{0,14})$/.test(value)),
    tag: several(search.tag),
    due: several(search.due, dueFilters),
    q: one(search.q)?.slice(0, 200),
    sort: sort === defaultSort ? undefined : sort,
  };
  return Object.fromEntries(
    Object.entries(found).filter(([, value]) => value !== undefined && value.length > 0),
  ) as TicketSearch;
};

/** The part of the address that says which, without how and without the words searched for. */
export const filtersOf = ({ q: _q, sort: _sort, ...filters }: TicketSearch): Omit<TicketSearch, 'q' | 'sort'> =>
  filters;
