import { mapQuery, type Query, sqlQuery } from '#platform/db/query.ts';
import type { Channel, Level, TicketKind, TicketStatus } from './contract.ts';

/** A ticket with the names that go with it. */
export type TicketRow = {
  readonly id: number;
  readonly number: string;
  readonly kind: TicketKind;
  readonly title: string;
  readonly body: string;
  readonly channel: Channel;
  readonly status: TicketStatus;
  readonly priority: number;
  readonly impact: Level;
  readonly urgency: Level;
  readonly category_id: number | null;
  readonly category_name: string | null;
  readonly requester_id: number;
  readonly requester_name: string;
  readonly on_behalf_of_id: number | null;
  readonly on_behalf_of_name: string | null;
  readonly owner_id: number;
  readonly assignee_id: number | null;
  readonly assignee_name: string | null;
  readonly team: string | null;
  readonly tags: readonly string[];
  readonly due: string | null;
  readonly resolution: string | null;
  readonly parent_id: number | null;
  readonly merged_into_id: number | null;
  readonly version: number;
  readonly created_at: string;
  readonly updated_at: string;
  readonly resolved_at: string | null;
  readonly closed_at: string | null;
};

/** A name by its id, looked up only where there is an id; the tenant is $1. */
const memberName = (id: string): string =>
  `case when ${id} is not null then (select m.name from tenant_member m where m.tenant_id = $1::int and m.user_id = ${id}) end`;
const categoryName = `case when t.category_id is not null then
  (select c.name from ticket_category c where c.tenant_id = $1::int and c.id = t.category_id) end`;

/**
 * The columns of a TicketRow from `ticket t`; `body` says how much of the body, the tenant is $1. Names are sub-selects and
 * not joins: what they cost follows from the rows shown, whatever the planner believes of how many people a tenant has.
 */
export const rowColumns = (
  body: string,
): string => `t.id, t.number, t.kind, t.title, ${body} as body, t.channel, t.status, t.priority, t.impact, t.urgency,
  t.category_id, ${categoryName} as category_name, t.requester_id, ${memberName('t.requester_id')} as requester_name,
  t.on_behalf_of_id, ${memberName('t.on_behalf_of_id')} as on_behalf_of_name, t.owner_id, t.assignee_id,
  ${memberName('t.assignee_id')} as assignee_name, t.team, t.tags, t.due, t.resolution, t.parent_id, t.merged_into_id,
  t.version, t.created_at, t.updated_at, t.resolved_at, t.closed_at`;

const FIND = `select ${rowColumns('t.body')} from ticket t where t.tenant_id = $1::int and t.id = $2::bigint`;
const LOCK = `${FIND} for no key update of t`;

/** One ticket with its whole body. */
export const findTicket = (tenantId: number, id: number): Query<TicketRow | undefined> =>
  mapQuery(sqlQuery<TicketRow>(FIND, [tenantId, id]), ([row]) => row);

/** The same for somebody who is about to change it: nobody else can meanwhile. */
export const lockTicket = (tenantId: number, id: number): Query<TicketRow | undefined> =>
  mapQuery(sqlQuery<TicketRow>(LOCK, [tenantId, id]), ([row]) => row);

/** What streams need of tickets: whose they are, and their numbers. */
export const listOwners = (
  tenantId: number,
  ids: readonly number[],
): Query<{ readonly id: number; readonly owner_id: number; readonly number: string }[]> =>
  sqlQuery(
    'select t.id, t.owner_id, t.number from ticket t where t.tenant_id = $1::int and t.id = any ($2::bigint[])',
    [tenantId, ids],
  );

/** Whether the tenant has any ticket at all. */
export const hasTickets = (tenantId: number): Query<boolean> =>
  mapQuery(
    sqlQuery('select 1 as one from ticket where tenant_id = $1::int limit 1', [tenantId]),
    (rows) => rows.length > 0,
  );
