import { sql } from 'kysely';
import { compiler } from '#platform/db/kysely.ts';
import { many, one, type Query } from '#platform/db/query.ts';
import type { TicketTables } from '../tables.ts';

const db = compiler<TicketTables>();

export type MessageTable = 'ticket_comment' | 'ticket_note';
export type MessageRow = {
  readonly id: number;
  readonly author_id: number;
  readonly author_name: string;
  readonly body: string;
  readonly created_at: string;
};
export type HistoryRow = {
  readonly id: number;
  readonly at: string;
  readonly actor_id: number;
  readonly actor_name: string;
  readonly change: unknown;
};
type Span = { readonly limit: number; readonly beforeId: number | null };

/** Replies or notes of a ticket, newest first. */
export const listMessages = (
  table: MessageTable,
  tenantId: number,
  ticketId: number,
  { limit, beforeId }: Span,
): Query<MessageRow[]> =>
  many(
    db
      .selectFrom(`${table} as m`)
      .innerJoin('tenant_member as p', (join) =>
        join.on('p.tenant_id', '=', tenantId).onRef('p.user_id', '=', 'm.author_id'),
      )
      .select(['m.id', 'm.author_id', 'p.name as author_name', 'm.body', 'm.created_at'])
      .where('m.tenant_id', '=', tenantId)
      .where('m.ticket_id', '=', ticketId)
      .where('m.id', '<', beforeId ?? Number.MAX_SAFE_INTEGER)
      .orderBy('m.id', 'desc')
      .limit(limit),
  );

/** Writes a reply or a note; answers its id and moment. */
export const insertMessage = (
  table: MessageTable,
  tenantId: number,
  message: {
    readonly ticketId: number;
    readonly authorId: number;
    readonly body: string;
    readonly words: readonly string[];
    readonly at: Date;
  },
): Query<{ id: number; created_at: string }> =>
  one(
    db
      .insertInto(table)
      .values({
        tenant_id: tenantId,
        ticket_id: message.ticketId,
        author_id: message.authorId,
        body: message.body,
        words: sql`array_to_tsvector(${message.words}::text[])`,
        created_at: message.at,
      })
      .returning(['id', 'created_at']),
  );

/** What was changed of a ticket, newest first. */
export const listHistory = (tenantId: number, ticketId: number, { limit, beforeId }: Span): Query<HistoryRow[]> =>
  many(
    db
      .selectFrom('ticket_history as h')
      .innerJoin('tenant_member as p', (join) =>
        join.on('p.tenant_id', '=', tenantId).onRef('p.user_id', '=', 'h.actor_id'),
      )
      .select(['h.id', 'h.at', 'h.actor_id', 'p.name as actor_name', 'h.change'])
      .where('h.tenant_id', '=', tenantId)
      .where('h.ticket_id', '=', ticketId)
      .where('h.id', '<', beforeId ?? Number.MAX_SAFE_INTEGER)
      .orderBy('h.id', 'desc')
      .limit(limit),
  );

/** Active people of these roles, by name. */
export const listPeople = (tenantId: number, roles: readonly string[]): Query<{ id: number; name: string }[]> =>
  many(
    db
      .selectFrom('tenant_member')
      .select(['user_id as id', 'name'])
      .where('tenant_id', '=', tenantId)
      .where('status', '=', 'active')
      .where('role', 'in', [...roles])
      .orderBy('name')
      .limit(1000),
  );

/** The tenant's categories by name. */
export const listCategories = (tenantId: number): Query<{ id: number; name: string }[]> =>
  many(
    db
      .selectFrom('ticket_category')
      .select(['id', 'name'])
      .where('tenant_id', '=', tenantId)
      .orderBy('name')
      .limit(1000),
  );
