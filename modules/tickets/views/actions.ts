import type { Tx } from '#platform/db/tenant-tx.ts';
import { fieldProblem, problem } from '#platform/http/problem.ts';
import type { NewTicketView, TicketViewChange } from './contract.ts';
import { countViews, deleteView, hasOtherView, insertView, updateView, type ViewRow } from './queries.ts';

const MOST_VIEWS = 50;

const nameTaken = () => fieldProblem('/name', 'tickets.view_name_taken', 'You have a view of this name');

/** Keeps filters under a name. Throws 422 when the name is taken or there are too many. */
export const createView = async (tx: Tx, userId: number, view: NewTicketView): Promise<ViewRow> => {
  if ((await tx.run(countViews(tx.tenantId, userId))) >= MOST_VIEWS) {
    throw problem(422, 'tickets.view_limit', `Nobody has more than ${MOST_VIEWS} views. Remove one first.`);
  }
  const row = await tx.run(insertView(tx.tenantId, userId, { ...view, name: view.name.trim() }));
  if (row === undefined) throw nameTaken();
  tx.record({
    action: 'ticket_view.create',
    subject: { type: 'ticket_view', id: row.id },
    changes: { name: { from: null, to: row.name } },
  });
  return row;
};

/** Another name or other filters. */
export const changeView = async (tx: Tx, before: ViewRow, wanted: TicketViewChange): Promise<ViewRow> => {
  const name = wanted.name?.trim();
  const change = name === undefined ? wanted : { ...wanted, name };
  if (name !== undefined && (await tx.run(hasOtherView(tx.tenantId, before, name)))) throw nameTaken();
  const row = await tx.run(updateView(tx.tenantId, before, change));
  tx.record({
    action: 'ticket_view.change',
    subject: { type: 'ticket_view', id: row.id },
    changes: {
      ...(row.name === before.name ? {} : { name: { from: before.name, to: row.name } }),
      ...(change.search === undefined ? {} : { search: { from: before.search, to: row.search } }),
    },
  });
  return row;
};

export const removeView = async (tx: Tx, view: ViewRow): Promise<void> => {
  await tx.run(deleteView(tx.tenantId, view.id));
  tx.record({
    action: 'ticket_view.remove',
    subject: { type: 'ticket_view', id: view.id },
    changes: { name: { from: view.name, to: null } },
  });
};
