import type { Query } from '#platform/db/query.ts';
import { all } from '#platform/db/query.ts';
import type { Tx } from '#platform/db/tenant-tx.ts';
import { fieldProblem } from '#platform/http/problem.ts';
import type { FieldChange, TicketPatch } from '../contract.ts';
import type { TicketRow } from '../queries.ts';
import { tenantWords } from '../search-words.ts';
import { named, priorityOf } from '../show-ticket.ts';
import { tidyTags } from '../tags.ts';
import {
  type FieldsToSet,
  findCategory,
  insertHistory,
  type MoveToSet,
  replaceTags,
  replaceWords,
  updateTicket,
} from './queries.ts';

/** Who does something, and when: now, but for worlds that are made up. */
export type Doer = { readonly userId: number; readonly at: Date };

/** A wish for one field: what would be set, and how history shows it. */
type Wish = { readonly field: string; readonly set: FieldsToSet; readonly from: unknown; readonly to: unknown };

/** Changes own fields of a ticket that the caller holds locked. What is already so is no change. */
export const changeTicket = async (tx: Tx, doer: Doer, row: TicketRow, patch: TicketPatch): Promise<void> => {
  const wishes = [...plainWishes(row, patch), ...(await categoryWishes(tx, row, patch))];
  const real = wishes.filter(({ from, to }) => JSON.stringify(from) !== JSON.stringify(to));
  if (real.length === 0) return;
  const own: FieldsToSet = Object.assign({}, ...real.map(({ set }) => set));
  const { impact, urgency } = own;
  const isLevel = impact !== undefined || urgency !== undefined;
  const fields = isLevel ? { ...own, priority: priorityOf(impact ?? row.impact, urgency ?? row.urgency) } : own;
  const change = real.map(({ field, from, to }) => ({ field, from, to }));
  await writeChange(
    tx,
    doer,
    row,
    { fields, change, action: 'ticket.change', event: 'changed' },
    copies(tx, row, fields),
  );
};

const plainWishes = (row: TicketRow, { title, body, impact, urgency, tags, due }: TicketPatch): Wish[] => {
  const wishes: Wish[] = [];
  if (title !== undefined) wishes.push({ field: 'title', set: { title }, from: row.title, to: title });
  if (body !== undefined) wishes.push({ field: 'body', set: { body }, from: row.body, to: body });
  if (impact !== undefined) wishes.push({ field: 'impact', set: { impact }, from: row.impact, to: impact });
  if (urgency !== undefined) wishes.push({ field: 'urgency', set: { urgency }, from: row.urgency, to: urgency });
  if (tags !== undefined) {
    const tidy = tidyTags(tags);
    wishes.push({ field: 'tags', set: { tags: tidy }, from: row.tags, to: tidy });
  }
  if (due !== undefined) {
    const moment = due === null ? null : new Date(due);
    wishes.push({ field: 'due', set: { due: moment }, from: row.due, to: moment?.toISOString() ?? null });
  }
  return wishes;
};

const categoryWishes = async (tx: Tx, row: TicketRow, { categoryId: id }: TicketPatch): Promise<Wish[]> => {
  if (id === undefined) return [];
  const to = id === null ? null : await tx.run(findCategory(tx.tenantId, id));
  if (to === undefined) throw fieldProblem('/categoryId', 'tickets.category_unknown', 'There is no such category');
  return [{ field: 'category', set: { category_id: id }, from: named(row.category_id, row.category_name), to }];
};

/** What search and tag filter keep of their own. */
const copies = (tx: Tx, row: TicketRow, { title, body, tags }: FieldsToSet): Query<unknown>[] => {
  const queries: Query<unknown>[] = [];
  if (title !== undefined || body !== undefined) {
    const lexemes = tenantWords(tx.tenantId, title ?? row.title, body ?? row.body);
    queries.push(replaceWords(tx.tenantId, row.id, lexemes));
  }
  if (tags !== undefined) queries.push(replaceTags(tx.tenantId, row.id, tags));
  return queries;
};

export type Change = {
  readonly fields: FieldsToSet & Partial<MoveToSet>;
  readonly change: readonly FieldChange[];
  /** The verb of the audit row, and what the live event says. */
  readonly action: string;
  readonly event: string;
};

/** Writes a change with its history, audit row and event in one round trip; the version moves by one. */
export const writeChange = async (
  tx: Tx,
  doer: Doer,
  row: TicketRow,
  { fields, change, action, event }: Change,
  others: readonly Query<unknown>[] = [],
): Promise<void> => {
  const entry = { actorId: doer.userId, at: doer.at, change };
  await tx.run(
    all([...others, updateTicket(tx.tenantId, row.id, doer.at, fields), insertHistory(tx.tenantId, row.id, entry)]),
  );
  const subject = { type: 'ticket', id: row.id };
  const changes = change.map(({ field, from, to }) => [field, { from: brief(from), to: brief(to) }] as const);
  tx.record({ action, subject, changes: Object.fromEntries(changes) });
  tx.emit({ topic: 'tickets', subject, version: row.version + 1, change: event });
};

const LONGEST_IN_AUDIT = 1000;

// Whole bodies stand in the history; the audit says what was changed, not all of what was written.
const brief = (value: unknown): unknown =>
  typeof value === 'string' && value.length > LONGEST_IN_AUDIT
    ? `${value.slice(0, LONGEST_IN_AUDIT).toWellFormed()}…`
    : value;
