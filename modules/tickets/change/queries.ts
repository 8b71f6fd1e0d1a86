import { sql } from 'kysely';
import { compiler } from '#platform/db/kysely.ts';
import { all, maybe, type Query, run } from '#platform/db/query.ts';
import type { FieldChange, TicketActionName, TicketStatus } from '../contract.ts';
import type { TicketTables } from '../tables.ts';

const db = compiler<TicketTables>();
const words = (lexemes: readonly string[]) => sql`array_to_tsvector(${lexemes}::text[])`;

/** Own fields of a ticket as they are written; the version moves with them. */
export type FieldsToSet = {
  readonly title?: string;
  readonly body?: string;
  readonly category_id?: number | null;
  readonly impact?: number;
  readonly urgency?: number;
  readonly priority?: number;
  readonly tags?: readonly string[];
  readonly due?: Date | null;
  readonly assignee_id?: number | null;
  readonly resolution?: string | null;
  readonly resolved_at?: Date | null;
  readonly closed_at?: Date | null;
};

/** A move: the database takes it only from the status that the ticket has, and only one of its transition table. */
export type MoveToSet = {
  readonly previous_status: TicketStatus;
  readonly last_action: TicketActionName;
  readonly status: TicketStatus;
};

/** Changes own fields, with a move or without. */
export const updateTicket = (tenantId: number, id: number, at: Date, fields: FieldsToSet & Partial<MoveToSet>) =>
  run(
    db
      .updateTable('ticket')
      .set({ ...fields, updated_at: at, version: sql`version + 1` })
      .where('tenant_id', '=', tenantId)
      .where('id', '=', id),
  );

/** A public comment moves nothing but this. */
export const touchTicket = (tenantId: number, id: number, at: Date) =>
  run(db.updateTable('ticket').set({ updated_at: at }).where('tenant_id', '=', tenantId).where('id', '=', id));

export const replaceWords = (tenantId: number, ticketId: number, lexemes: readonly string[]) =>
  run(
    db
      .updateTable('ticket_search')
      .set({ words: words(lexemes) })
      .where('tenant_id', '=', tenantId)
      .where('ticket_id', '=', ticketId),
  );

export const replaceTags = (tenantId: number, ticketId: number, tags: readonly string[]): Query<unknown> => {
  const removed = run(db.deleteFrom('ticket_tag').where('tenant_id', '=', tenantId).where('ticket_id', '=', ticketId));
  if (tags.length === 0) return removed;
  const rows = tags.map((tag) => ({ tenant_id: tenantId, tag, ticket_id: ticketId }));
  return all([removed, run(db.insertInto('ticket_tag').values(rows))]);
};

export const insertHistory = (
  tenantId: number,
  ticketId: number,
  entry: { readonly actorId: number; readonly at: Date; readonly change: readonly FieldChange[] },
) =>
  run(
    db.insertInto('ticket_history').values({
      tenant_id: tenantId,
      ticket_id: ticketId,
      at: entry.at,
      actor_id: entry.actorId,
      change: sql`${JSON.stringify(entry.change)}::jsonb`,
    }),
  );

export const findCategory = (tenantId: number, id: number) =>
  maybe(db.selectFrom('ticket_category').select(['id', 'name']).where('tenant_id', '=', tenantId).where('id', '=', id));

/** Somebody who is active in the tenant. */
export const findPerson = (tenantId: number, userId: number) =>
  maybe(
    db
      .selectFrom('tenant_member')
      .select(['user_id', 'name', 'role'])
      .where('tenant_id', '=', tenantId)
      .where('user_id', '=', userId)
      .where('status', '=', 'active'),
  );
