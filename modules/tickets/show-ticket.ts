import type { Priority, Ticket, TicketDetail } from './contract.ts';
import type { TicketRow } from './queries.ts';
import { actionsOf, categoryOf, type Standing } from './transitions.ts';

const priorities: readonly Priority[] = ['p1', 'p2', 'p3', 'p4'];

/** `p1` for 1. */
const priorityName = (priority: number): Priority => priorities[priority - 1] ?? 'p4';
export const priorityNumber = (name: Priority): number => priorities.indexOf(name) + 1;

/** Impact and urgency of 1 each are priority 1; from 5 together on it is 4. */
export const priorityOf = (impact: number, urgency: number): number => Math.min(impact + urgency - 1, 4);

/** A row as the wire shows it, with what its reader may do. */
export const showTicket = (row: TicketRow, abilities: readonly string[]): Ticket => ({
  id: row.id,
  number: row.number,
  kind: row.kind,
  title: row.title,
  body: row.body,
  channel: row.channel,
  status: row.status,
  statusCategory: categoryOf(row.status),
  priority: priorityName(row.priority),
  impact: row.impact,
  urgency: row.urgency,
  category: named(row.category_id, row.category_name),
  requester: { id: row.requester_id, name: row.requester_name },
  onBehalfOf: named(row.on_behalf_of_id, row.on_behalf_of_name),
  assignee: named(row.assignee_id, row.assignee_name),
  team: row.team,
  tags: [...row.tags],
  due: row.due,
  parentId: row.parent_id,
  mergedIntoId: row.merged_into_id,
  version: row.version,
  createdAt: row.created_at,
  updatedAt: row.updated_at,
  resolvedAt: row.resolved_at,
  closedAt: row.closed_at,
  abilities: [...abilities],
});

/** The same with the resolution and the moves that its reader may make now. */
export const showDetail = (row: TicketRow, abilities: readonly string[], standing: Standing): TicketDetail => ({
  ...showTicket(row, abilities),
  resolution: row.resolution,
  actions: actionsOf(row.status, standing),
});

/** Somebody or something with a name, or null. */
export const named = (id: number | null, name: string | null): { id: number; name: string } | null =>
  id === null ? null : { id, name: name ?? '' };

const LONGEST_SHOWN = 2000;

/** A field's value as history shows it. */
export const shortened = (value: unknown): unknown =>
  typeof value === 'string' && value.length > LONGEST_SHOWN
    ? `${value.slice(0, LONGEST_SHOWN).toWellFormed()}…`
    : value;
