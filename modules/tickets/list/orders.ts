import type { TicketSort } from '../contract.ts';
import type { TicketRow } from '../queries.ts';

/** Where a page goes on: the keys of the last row shown, in the order of the sort. */
export type Key = readonly (string | number | null)[];
/** Binds a value to the statement; answers the `$3` that stands for it. */
export type Bind = (value: unknown) => string;

type Order = {
  readonly keys: readonly string[];
  readonly types: readonly string[];
  readonly direction: 'asc' | 'desc';
};

// Each order has an index of its own; `keys` are its columns after the tenant.
const orders: Readonly<Record<TicketSort, Order>> = {
  '-createdAt': { keys: ['t.created_at', 't.id'], types: ['timestamptz', 'bigint'], direction: 'desc' },
  createdAt: { keys: ['t.created_at', 't.id'], types: ['timestamptz', 'bigint'], direction: 'asc' },
  '-updatedAt': { keys: ['t.updated_at', 't.id'], types: ['timestamptz', 'bigint'], direction: 'desc' },
  priority: {
    keys: ['t.priority', 't.created_at', 't.id'],
    types: ['smallint', 'timestamptz', 'bigint'],
    direction: 'asc',
  },
  due: { keys: ['t.due', 't.id'], types: ['timestamptz', 'bigint'], direction: 'asc' },
};

/** The keys of a row for the page after it. */
export const keyOf = (row: TicketRow, sort: TicketSort): Key => {
  switch (sort) {
    case '-updatedAt':
      return [row.updated_at, row.id];
    case 'priority':
      return [row.priority, row.created_at, row.id];
    case 'due':
      return [row.due, row.id];
    default:
      return [row.created_at, row.id];
  }
};

/** `order by`; what is not due comes last. */
export const orderBy = (sort: TicketSort): string => {
  const { keys, direction } = orders[sort];
  return `order by ${keys.map((key) => `${key} ${direction}`).join(', ')}`;
};

/** The condition of the rows after a key without nulls. */
export const isAfter = (sort: TicketSort, after: Key | null, bind: Bind): string[] => {
  if (after === null) return [];
  const { keys, types, direction } = orders[sort];
  const bounds = types.map((type, at) => `${bind(after[at])}::${type}`);
  return [`(${keys.join(', ')}) ${direction === 'desc' ? '<' : '>'} (${bounds.join(', ')})`];
};
