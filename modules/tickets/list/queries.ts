import { type Query, sqlQuery } from '#platform/db/query.ts';
import {
  kinds as allKinds,
  statuses as allStatuses,
  type TicketKind,
  type TicketSort,
  type TicketStatus,
} from '../contract.ts';
import { rowColumns, type TicketRow } from '../queries.ts';
import type { SearchQuery } from '../search-words.ts';
import { unfinishedStatuses } from '../transitions.ts';
import { type Bind, isAfter, type Key, orderBy } from './orders.ts';

/** What a list asks for. Null: not asked. */
export type TicketFilter = {
  /** The row gate: only tickets of this owner. */
  readonly ownerId: number | null;
  readonly kinds: readonly TicketKind[] | null;
  readonly statuses: readonly TicketStatus[] | null;
  readonly priorities: readonly number[] | null;
  /** 0 is nobody. */
  readonly assigneeIds: readonly number[] | null;
  readonly requesterIds: readonly number[] | null;
  readonly tags: readonly string[] | null;
  /** Only what is past its due time and not finished. */
  readonly isOverdue: boolean;
  readonly search: SearchQuery | null;
  /** Whether the search may look into internal notes. */
  readonly withNotes: boolean;
  readonly sort: TicketSort;
};

const PAGE = `t.id, t.number, t.kind, t.title, t.body, t.channel, t.status, t.priority, t.impact, t.urgency,
  t.category_id, t.requester_id, t.on_behalf_of_id, t.owner_id, t.assignee_id, t.team, t.tags, t.due, t.resolution,
  t.parent_id, t.merged_into_id, t.version, t.created_at, t.updated_at, t.resolved_at, t.closed_at`;

// In the words of ticket_overdue_idx: the few that are overdue come from it, whatever the order of the list.
const UNFINISHED = unfinishedStatuses.map((status) => `'${status}'`).join(', ');
const OVERDUE = `t.id = any (array(select o.id from ticket o
  where o.tenant_id = $1::int and o.due is not null and o.status in (${UNFINISHED}) and o.due < now()))`;

/** What is asked while its statement is written. */
type Asked = {
  readonly filter: TicketFilter;
  readonly after: Key | null;
  /** Stands in the text: the planner must know how few rows are wanted, or it plans anew for each request. */
  readonly limit: number;
  readonly bind: Bind;
};

/** A page of tickets in one statement: the rows by an index in their order, then the names that go with them. */
export const listTickets = (
  tenantId: number,
  filter: TicketFilter,
  limit: number,
  after: Key | null,
): Query<TicketRow[]> => {
  const values: unknown[] = [tenantId];
  const asked: Asked = { filter, after, limit: Math.trunc(limit), bind: (value) => `$${values.push(value)}` };
  const page = filter.search === null ? plainPage(asked) : searchPage(asked, filter.search);
  const text = `select ${rowColumns('left(t.body, 500)')} from (${page}) t ${orderBy(filter.sort)}`;
  return sqlQuery<TicketRow>(text, values);
};

const plainPage = (asked: Asked): string => {
  const { filter, after, limit, bind } = asked;
  const { sort } = filter;
  if (sort === 'due') return duePage(asked);
  const rest = isAfter(sort, after, bind);
  const isByCreation = sort === '-createdAt' || sort === 'createdAt';
  const lookUp = isByCreation ? lookUpOf(filter, bind) : null;
  if (lookUp === null) return select(asked, [...conditionsOf(filter, [], bind), ...rest]);
  const others = [...conditionsOf(filter, lookUp.columns, bind), ...rest];
  const each = lookUp.ways.map((way) => `(${select(asked, [way, ...others])})`).join(' union all ');
  return `select ${PAGE} from ${lookUp.from} cross join lateral (${each}) t ${orderBy(sort)} limit ${limit}`;
};

const select = ({ filter, limit }: Asked, conditions: readonly string[]): string =>
  `select ${PAGE} from ticket t where ${['t.tenant_id = $1::int', ...conditions].join(' and ')}
    ${orderBy(filter.sort)} limit ${limit}`;

/** A filter as look-ups in one index, each of which gives its rows in order; the page is the first of all of them. */
type LookUp = { readonly columns: readonly Column[]; readonly from: string; readonly ways: readonly string[] };
type Column = 'owner_id' | 'requester_id' | 'assignee_id' | 'status' | 'kind' | 'priority';

/** The filter that leaves the fewest rows. */
const lookUpOf = (filter: TicketFilter, bind: Bind): LookUp | null => {
  if (filter.ownerId !== null || filter.tags !== null || filter.isOverdue) return null;
  if (filter.requesterIds !== null) {
    const ways = [
      't.owner_id = wanted.value and t.requester_id = wanted.value',
      't.requester_id = wanted.value and t.on_behalf_of_id is not null and t.owner_id <> wanted.value',
    ];
    return { columns: ['requester_id'], from: wanted(filter.requesterIds, 'bigint', bind), ways };
  }
  if (filter.assigneeIds !== null) return assignees(filter.assigneeIds, bind);
  if (filter.statuses !== null || filter.kinds !== null) {
    const kinds = `unnest(${bind(filter.kinds ?? allKinds)}::text[]) as k (kind)`;
    const statuses = `unnest(${bind(filter.statuses ?? allStatuses)}::text[]) as s (status)`;
    const ways = ['t.kind = k.kind and t.status = s.status'];
    return { columns: ['kind', 'status'], from: `${kinds} cross join ${statuses}`, ways };
  }
  if (filter.priorities === null) return null;
  return {
    columns: ['priority'],
    from: wanted(filter.priorities, 'smallint', bind),
    ways: ['t.priority = wanted.value'],
  };
};

/** Nobody's tickets (0) stand in the same index, as nulls. */
const assignees = (ids: readonly number[], bind: Bind): LookUp => {
  const ways = ids.includes(0) ? ['wanted.value = 0 and t.assignee_id is null'] : [];
  const people = ids.some((id) => id !== 0) ? ['t.assignee_id = wanted.value'] : [];
  return { columns: ['assignee_id'], from: wanted(ids, 'bigint', bind), ways: [...ways, ...people] };
};

const wanted = (values: readonly unknown[], type: string, bind: Bind): string =>
  `unnest(${bind(values)}::${type}[]) as wanted (value)`;

/** All filters but those on `done`, as conditions. */
const conditionsOf = (filter: TicketFilter, done: readonly Column[], bind: Bind): string[] => {
  const { ownerId, requesterIds, assigneeIds, statuses, kinds, priorities, tags, isOverdue } = filter;
  const among = (column: Column, type: string, values: readonly unknown[] | null): string[] => {
    if (values === null || done.includes(column)) return [];
    if (values.length === 1) return [`t.${column} = ${bind(values[0])}::${type}`];
    return [`t.${column} = any (${bind(values)}::${type}[])`];
  };
  const tagged = 'select g.ticket_id from ticket_tag g where g.tenant_id = $1::int and g.tag = any';
  return [
    ...among('owner_id', 'bigint', ownerId === null ? null : [ownerId]),
    ...among('requester_id', 'bigint', requesterIds),
    ...(assigneeIds === null || done.includes('assignee_id') ? [] : [isAssigned(assigneeIds, bind)]),
    ...among('status', 'text', statuses),
    ...among('priority', 'smallint', priorities),
    ...among('kind', 'text', kinds),
    ...(isOverdue ? [OVERDUE] : []),
    ...(tags === null ? [] : [`t.id = any (array(${tagged} (${bind(tags)}::text[])))`]),
  ];
};

const isAssigned = (ids: readonly number[], bind: Bind): string => {
  const people = ids.filter((id) => id !== 0);
  if (people.length === 0) return 't.assignee_id is null';
  const among = `t.assignee_id = any (${bind(people)}::bigint[])`;
  return people.length === ids.length ? among : `(t.assignee_id is null or ${among})`;
};

/** First what is due, by its index; then what is not, by id. */
const duePage = (asked: Asked): string => {
  const { filter, after, limit, bind } = asked;
  const own = conditionsOf(filter, [], bind);
  const isPast = after !== null && after[0] === null;
  const due = select(asked, ['t.due is not null', ...own, ...(isPast ? [] : isAfter('due', after, bind))]);
  const from = isPast ? [`t.id > ${bind(after[1])}::bigint`] : [];
  const undue = `select ${PAGE} from ticket t
    where ${['t.tenant_id = $1::int', 't.due is null', ...own, ...from].join(' and ')} order by t.id limit ${limit}`;
  if (isPast) return undue;
  return `select ${PAGE} from ((${due}) union all (${undue})) t ${orderBy('due')} limit ${limit}`;
};

/** The hits of the definer function, which has applied every filter; newest first it stops at the page's end. */
const searchPage = ({ filter, after, limit, bind }: Asked, search: SearchQuery): string => {
  // The function knows nothing of what is overdue: then all hits come out of it, and the page is cut here.
  const isNewestFirst = filter.sort === '-createdAt' && !filter.isOverdue;
  const [beforeAt, beforeId] = isNewestFirst && after !== null ? after : [null, null];
  const hits = [
    `${bind(search.words)}::text[]`,
    `${bind(search.phrases)}::text[]`,
    `${bind(search.number)}::text`,
    `${bind(filter.withNotes)}::boolean`,
    `${bind(filter.ownerId)}::bigint`,
    `${bind(filter.kinds)}::text[]`,
    `${bind(filter.statuses)}::text[]`,
    `${bind(filter.priorities)}::int[]`,
    `${bind(filter.assigneeIds)}::bigint[]`,
    `${bind(filter.requesterIds)}::bigint[]`,
    `${bind(filter.tags)}::text[]`,
    `${bind(beforeAt)}::timestamptz`,
    `${bind(beforeId)}::bigint`,
    isNewestFirst ? `${limit}` : 'null::int',
  ].join(', ');
  const rest = [
    ...(isNewestFirst || after === null ? [] : [`(${laterThan(filter.sort, after, bind)})`]),
    ...(filter.isOverdue ? [OVERDUE] : []),
  ];
  return `select ${PAGE} from ticket_search_hits(${hits}) as hit (id)
    join ticket t on t.tenant_id = $1::int and t.id = hit.id
    ${rest.length > 0 ? `where ${rest.join(' and ')}` : ''} ${orderBy(filter.sort)} limit ${limit}`;
};

/** Among hits no index is needed, so one condition says it all. */
const laterThan = (sort: TicketSort, after: Key, bind: Bind): string => {
  if (sort !== 'due') return isAfter(sort, after, bind).join('');
  if (after[0] === null) return `t.due is null and t.id > ${bind(after[1])}::bigint`;
  return `t.due is null or ${isAfter(sort, after, bind).join('')}`;
};
