import { decide } from '#platform/access/decide.ts';
import type { Judge } from '#platform/access/refusal.ts';
import { rowOwner } from '#platform/access/row-predicate.ts';
import type { TicketListQuery } from '../contract.ts';
import { searchQuery } from '../search-words.ts';
import { priorityNumber } from '../show-ticket.ts';
import { statusesOf } from '../transitions.ts';
import type { TicketFilter } from './queries.ts';

/** What a list's query asks of the database, the row gate included. Null when it can have no rows. */
export const filterOf = (judge: Judge, query: TicketListQuery): TicketFilter | null => {
  const { principal, matrix } = judge;
  const person = (text: string): number => (text === 'me' ? principal.userId : text === 'none' ? 0 : Number(text));
  const statuses = wantedStatuses(query);
  const isSearch = query.q !== undefined && query.q.trim() !== '';
  const search = isSearch ? searchQuery(query.q ?? '') : null;
  if (statuses?.length === 0 || (isSearch && search === null)) return null;
  return {
    ownerId: rowOwner(matrix, principal, 'ticket.read'),
    kinds: some(query.kind),
    statuses,
    priorities: some(query.priority)?.map(priorityNumber) ?? null,
    assigneeIds: some(query.assignee)?.map(person) ?? null,
    requesterIds: some(query.requester)?.map(person) ?? null,
    tags: some(query.tag),
    isOverdue: some(query.due) !== null,
    search,
    withNotes: decide(matrix, principal, 'ticket.work').allowed,
    sort: query.sort ?? '-createdAt',
  };
};

const some = <T>(values: readonly T[] | undefined): T[] | null =>
  values === undefined || values.length === 0 ? null : [...new Set(values)];

const wantedStatuses = ({ status, statusCategory }: TicketListQuery) => {
  if (statusCategory === undefined) return some(status);
  return statusesOf(statusCategory, status);
};
