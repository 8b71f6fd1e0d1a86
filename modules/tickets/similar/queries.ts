import { type Query, sqlQuery } from '#platform/db/query.ts';
import type { TicketKind, TicketStatus } from '../contract.ts';

export type SimilarRow = {
  readonly id: number;
  readonly number: string;
  readonly kind: TicketKind;
  readonly title: string;
  readonly status: TicketStatus;
  readonly created_at: string;
};

/** Tickets that share the most of these words, best first: unfinished ones, or those with an answer too. `ownerId` is the row gate. */
export const listSimilar = (
  tenantId: number,
  words: readonly string[],
  ownerId: number | null,
  rows: number,
  answered: boolean,
): Query<SimilarRow[]> =>
  sqlQuery<SimilarRow>(
    `select t.id, t.number, t.kind, t.title, t.status, t.created_at
     from ticket_similar($2::text[], $3::bigint, $4::int, $5::boolean) s join ticket t on t.tenant_id = $1::int and t.id = s.id
     order by s.score desc, t.created_at desc, t.id desc`,
    [tenantId, words, ownerId, rows, answered],
  );

/** Active people of the tenant by login or name; `%` and `_` in `q` mean themselves. */
export const searchPeople = (
  tenantId: number,
  q: string,
  rows: number,
): Query<{ id: number; name: string; login: string }[]> =>
  sqlQuery(
    `select m.user_id as id, m.name, m.login from tenant_member m
     where m.tenant_id = $1::int and m.status = 'active' and (m.name ilike $2 or m.login ilike $2)
     order by m.name, m.user_id limit $3::int`,
    [tenantId, `%${q.replaceAll(/[\\%_]/g, '\\$&')}%`, rows],
  );
