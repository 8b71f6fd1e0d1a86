import { compiler } from '#platform/db/kysely.ts';
import { many, mapQuery, maybe, one, type Query, run } from '#platform/db/query.ts';
import type { TicketTables } from '../tables.ts';
import type { NewTicketView, TicketView, TicketViewChange } from './contract.ts';

const db = compiler<TicketTables>();
const columns = ['id', 'user_id', 'name', 'search', 'version'] as const;

export type ViewRow = {
  readonly id: number;
  readonly user_id: number;
  readonly name: string;
  readonly search: TicketView['search'];
  readonly version: number;
};

const views = (tenantId: number) => db.selectFrom('ticket_view').select(columns).where('tenant_id', '=', tenantId);

/** A person's views, in the order they were made. */
export const listViews = (tenantId: number, userId: number): Query<ViewRow[]> =>
  many(views(tenantId).where('user_id', '=', userId).orderBy('id')) as Query<ViewRow[]>;

/** Anybody's view, for the gates. */
export const findView = (tenantId: number, id: number): Query<ViewRow | undefined> =>
  maybe(views(tenantId).where('id', '=', id)) as Query<ViewRow | undefined>;

/** A person's own view, locked until the transaction ends. */
export const lockOwnView = (tenantId: number, userId: number, id: number): Query<ViewRow | undefined> =>
  maybe(views(tenantId).where('id', '=', id).where('user_id', '=', userId).forUpdate()) as Query<ViewRow | undefined>;

export const countViews = (tenantId: number, userId: number): Query<number> =>
  mapQuery(
    one(
      db
        .selectFrom('ticket_view')
        .select((select) => select.fn.countAll<number>().as('count'))
        .where('tenant_id', '=', tenantId)
        .where('user_id', '=', userId),
    ),
    ({ count }) => count,
  );

/** The new view; undefined when its owner has one of that name. */
export const insertView = (
  tenantId: number,
  userId: number,
  { name, search }: NewTicketView,
): Query<ViewRow | undefined> =>
  maybe(
    db
      .insertInto('ticket_view')
      .values({ tenant_id: tenantId, user_id: userId, name, search: JSON.stringify(search) })
      .onConflict((conflict) => conflict.columns(['tenant_id', 'user_id', 'name']).doNothing())
      .returning(columns),
  ) as Query<ViewRow | undefined>;

/** Whether its owner has another view of this name. */
export const hasOtherView = (tenantId: number, view: ViewRow, name: string): Query<boolean> =>
  mapQuery(
    many(
      views(tenantId).where('user_id', '=', view.user_id).where('name', '=', name).where('id', '!=', view.id).limit(1),
    ),
    (rows) => rows.length > 0,
  );

export const updateView = (tenantId: number, before: ViewRow, change: TicketViewChange): Query<ViewRow> =>
  one(
    db
      .updateTable('ticket_view')
      .set({
        ...(change.name === undefined ? {} : { name: change.name }),
        ...(change.search === undefined ? {} : { search: JSON.stringify(change.search) }),
        version: before.version + 1,
      })
      .where('tenant_id', '=', tenantId)
      .where('id', '=', before.id)
      .returning(columns),
  ) as Query<ViewRow>;

export const deleteView = (tenantId: number, id: number): Query<number> =>
  run(db.deleteFrom('ticket_view').where('tenant_id', '=', tenantId).where('id', '=', id));
