import type { Role } from '#platform/access/principal.ts';
import { type Query, sqlQuery } from '#platform/db/query.ts';

type CountRow = {
  readonly id: number;
  readonly code: string;
  readonly unfinished: number;
  readonly unassigned: number;
};

/** Unfinished tickets of each tenant that the person with this way in may read as one of `roles`; none outside `*`. */
export const countOpenTickets = (
  actingId: number,
  roles: readonly Role[],
  tenants: number,
  most: number,
): Query<CountRow[]> =>
  sqlQuery<CountRow>(
    'select id, code, unfinished, unassigned from count_open_tickets($1::bigint, $2::text[], $3::int, $4::int)',
    [actingId, roles, tenants, most],
  );
