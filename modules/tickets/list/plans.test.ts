import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { numbering } from '#modules/numbering/module.ts';
import { clientConfig } from '#platform/db/connection.ts';
import { type Desk, openDesk } from '../factory.ts';
import { tickets } from '../module.ts';
import { searchQuery } from '../search-words.ts';
import { listTickets, type TicketFilter } from './queries.ts';

const ROWS = 12_000;
let desk: Desk;
let client: pg.Client;
beforeAll(async () => {
  desk = await openDesk([numbering, tickets]);
  // Most are closed, one in a hundred is an incident, a few are due: the uneven shares of a real desk.
  await desk.database.asAdmin(
    `insert into madang.ticket (tenant_id, number, kind, title, channel, requester_id, owner_id, assignee_id, tags, due,
       created_at, updated_at)
     select case when n % 2 = 0 then $1::int else $2::int end, 'X-' || n, case when n % 100 = 0 then 'incident' else 'service_request' end,
       'Ticket ' || n, 'api', p.person, p.person, case when n % 7 < 5 then p.person end, '{}',
       case when n % 50 = 0 then now() + n * interval '1 minute' end, now() - n * interval '1 minute', now() - (n % 977) * interval '1 minute'
     from generate_series(1, $3::int) n
     cross join lateral (select case when n % 2 = 0 then $4::bigint else $5::bigint end as person) p`,
    [desk.tenant.id, desk.stranger.tenantId, ROWS, desk.engineer.userId, desk.stranger.userId],
  );
  await desk.database.asAdmin(
    `insert into madang.ticket_search (tenant_id, ticket_id, created_at, words)
     select tenant_id, id, created_at, array_to_tsvector(array[tenant_id || ' ticket', tenant_id || ' ' || id]) from madang.ticket`,
  );
  await desk.database.asAdmin(
    `insert into madang.ticket_tag (tenant_id, tag, ticket_id)
     select tenant_id, case when id % 20 = 0 then 'vpn' else 'tag ' || id % 97 end, id from madang.ticket`,
  );
  await desk.database.asAdmin('analyze');
  client = new pg.Client(clientConfig({ url: desk.database.url, applicationName: 'plans', statementTimeout: 0 }));
  await client.connect();
  await client.query(`set role ${desk.database.prefix}_app`);
}, 120_000);
afterAll(async () => {
  await client.end();
  await desk.close();
});

const everything: TicketFilter = {
  ownerId: null,
  kinds: null,
  statuses: null,
  priorities: null,
  assigneeIds: null,
  requesterIds: null,
  tags: null,
  isOverdue: false,
  search: null,
  withNotes: true,
  sort: '-createdAt',
};

/** The plan of a page as the application gets it: under row security, with the parameters bound. */
const planOf = async (
  filter: Partial<TicketFilter>,
  after: readonly (string | number | null)[] | null = null,
): Promise<string> => {
  const [statement] = listTickets(desk.tenant.id, { ...everything, ...filter }, 51, after).statements;
  if (statement === undefined) throw new Error('A list is one statement');
  await client.query(`begin; set local app.tenant_id = ${desk.tenant.id}`);
  const { rows } = await client.query<{ 'QUERY PLAN': string }>(`explain ${statement.text}`, [...statement.values]);
  await client.query('rollback');
  return rows.map((row) => row['QUERY PLAN']).join('\n');
};

const at = '2026-11-01T00:00:00.000Z';
const lists: readonly (readonly [string, Partial<TicketFilter>, readonly (string | number | null)[] | null])[] = [
  ['everything', {}, null],
  ['everything, next page', {}, [at, 500]],
  ['oldest first', { sort: 'createdAt' }, [at, 500]],
  ['latest change first', { sort: '-updatedAt' }, [at, 500]],
  ['by priority', { sort: 'priority' }, [2, at, 500]],
  ['by due time', { sort: 'due' }, [at, 500]],
  ['by due time, past those that are due', { sort: 'due' }, [null, 500]],
  ['open ones', { statuses: ['received', 'assigned', 'in_progress'] }, [at, 500]],
  ['open ones by latest change', { statuses: ['received', 'assigned'], sort: '-updatedAt' }, null],
  ['incidents', { kinds: ['incident'] }, null],
  ['open incidents', { kinds: ['incident'], statuses: ['received'] }, [at, 500]],
  ['incidents by priority', { kinds: ['incident'], sort: 'priority' }, null],
  ['p1 and p2', { priorities: [1, 2] }, null],
  ['mine', { assigneeIds: [1] }, null],
  ['nobody’s', { assigneeIds: [0] }, null],
  ['nobody’s open ones', { assigneeIds: [0], statuses: ['received', 'triage'] }, null],
  ['a requester’s', { requesterIds: [1] }, [at, 500]],
  ['a customer’s own', { ownerId: 1 }, null],
  ['a customer’s own by latest change', { ownerId: 1, sort: '-updatedAt' }, null],
  ['a tag’s', { tags: ['vpn'] }, null],
  ['what is overdue', { isOverdue: true }, null],
  ['what is overdue, of one person, by due time', { isOverdue: true, assigneeIds: [1], sort: 'due' }, [at, 500]],
  ['a search among what is overdue', { isOverdue: true, search: searchQuery('ticket'), withNotes: false }, null],
  ['a search', { search: searchQuery('ticket'), withNotes: false }, null],
];

describe('no sequential scan of 12,000 tickets for', () => {
  test.each(lists)('%s', async (_, filter, after) => {
    const plan = await planOf(filter, after);
    expect(plan).not.toMatch(/Seq Scan on ticket( |_search|_tag|_comment|_note|$)/m);
  });
});

test('what is overdue comes from the index of what is unfinished', async () => {
  for (const sort of ['-createdAt', '-updatedAt', 'priority', 'due'] as const) {
    expect(await planOf({ isOverdue: true, sort })).toMatch(/using ticket_overdue_idx on ticket o/);
  }
});

test('newest first comes from an index in order, without sorting all that fits', async () => {
  for (const filter of [{}, { assigneeIds: [0] }, { ownerId: desk.engineer.userId }] as Partial<TicketFilter>[]) {
    const plan = await planOf(filter);
    expect(plan, plan).toMatch(/Index Scan (Backward )?using ticket_\w+_idx on ticket/);
  }
});
