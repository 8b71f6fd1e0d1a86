import { mapQuery, onlyRow, type Query, sqlQuery } from '#platform/db/query.ts';

/** Somebody who has a ticket open. */
export type PresenceRow = {
  readonly user_id: number;
  readonly name: string;
  readonly since: string;
  readonly writing: boolean;
};
type Viewer = { readonly ticketId: number; readonly userId: number };

/** A sign of life is due every 20 seconds; who misses two has gone. */
const ALIVE = "interval '50 seconds'";
const MOST_SHOWN = 50;

// The same statement sweeps up who went without a word: on this ticket, and oneself on others. So what is left behind is
// at most one row for each person, and nothing has to run while nobody looks.
const BEAT = `with swept as (
    delete from ticket_presence p where p.tenant_id = $1::int and p.user_id <> $3::bigint and p.ticket_id = $2::bigint
      and p.seen_at < $5::timestamptz - ${ALIVE}
  ), left_behind as (
    delete from ticket_presence p where p.tenant_id = $1::int and p.user_id = $3::bigint and p.ticket_id <> $2::bigint
      and p.seen_at < $5::timestamptz - ${ALIVE}
  ), before as (
    select p.writing from ticket_presence p where p.tenant_id = $1::int and p.ticket_id = $2::bigint
      and p.user_id = $3::bigint and p.seen_at >= $5::timestamptz - ${ALIVE}
  ), beat as (
    insert into ticket_presence as p (tenant_id, ticket_id, user_id, writing, since, seen_at)
    values ($1::int, $2::bigint, $3::bigint, $4::boolean, $5::timestamptz, $5::timestamptz)
    on conflict (tenant_id, ticket_id, user_id) do update set writing = excluded.writing, seen_at = excluded.seen_at,
      since = case when p.seen_at < excluded.seen_at - ${ALIVE} then excluded.since else p.since end
  )
  select (select b.writing from before b) as before`;

/** Says that somebody has the ticket open; answers whether that is news for the others. */
export const beat = (
  tenantId: number,
  { ticketId, userId }: Viewer,
  writing: boolean,
  at: Date,
): Query<'arrived' | 'writing' | 'stopped' | null> =>
  mapQuery(
    sqlQuery<{ before: boolean | null }>(BEAT, [tenantId, ticketId, userId, writing, at.toISOString()]),
    (rows) => {
      const { before } = onlyRow(rows);
      if (before === null) return 'arrived';
      return before === writing ? null : writing ? 'writing' : 'stopped';
    },
  );

/** Says that somebody has closed the ticket; answers how many rows that were, none or one. */
export const leave = (tenantId: number, { ticketId, userId }: Viewer): Query<number> =>
  mapQuery(
    sqlQuery(
      `delete from ticket_presence p where p.tenant_id = $1::int and p.ticket_id = $2::bigint and p.user_id = $3::bigint
       returning 1 as one`,
      [tenantId, ticketId, userId],
    ),
    (rows) => rows.length,
  );

/** Who else has the ticket open, longest first. */
export const listOthers = (tenantId: number, { ticketId, userId }: Viewer, at: Date): Query<PresenceRow[]> =>
  sqlQuery(
    `select p.user_id, m.name, p.since, p.writing from ticket_presence p
     join tenant_member m on m.tenant_id = $1::int and m.user_id = p.user_id
     where p.tenant_id = $1::int and p.ticket_id = $2::bigint and p.user_id <> $3::bigint
       and p.seen_at >= $4::timestamptz - ${ALIVE}
     order by p.since, p.user_id limit ${MOST_SHOWN}`,
    [tenantId, ticketId, userId, at.toISOString()],
  );
