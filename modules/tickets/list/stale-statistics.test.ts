import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { numbering } from '#modules/numbering/module.ts';
import { clientConfig } from '#platform/db/connection.ts';
import { type Desk, openDesk } from '../factory.ts';
import { tickets } from '../module.ts';

const ROWS = 6000;
let desk: Desk;
let client: pg.Client;

// What an import leaves behind for a minute: the statistics know another tenant only.
beforeAll(async () => {
  desk = await openDesk([numbering, tickets]);
  const { asAdmin } = desk.database;
  for (const table of ['ticket', 'ticket_search', 'ticket_comment', 'ticket_note', 'ticket_tag']) {
    await asAdmin(`alter table madang.${table} set (autovacuum_enabled = off)`);
  }
  await insertTickets(desk.stranger.tenantId, desk.stranger.userId);
  await asAdmin('analyze');
  await insertTickets(desk.tenant.id, desk.engineer.userId);
  client = new pg.Client(clientConfig({ url: desk.database.url, applicationName: 'stale', statementTimeout: 0 }));
  await client.connect();
}, 120_000);
afterAll(async () => {
  await client.end();
  await desk.close();
});

const insertTickets = async (tenantId: number, userId: number): Promise<void> => {
  const { asAdmin } = desk.database;
  await asAdmin(
    `insert into madang.ticket (tenant_id, number, kind, title, channel, requester_id, owner_id, created_at, updated_at)
     select $1::int, 'X-' || n, 'incident', 'Ticket ' || n, 'api', $2::bigint, $2::bigint, now() - n * interval '1 minute', now()
     from generate_series(1, $3::int) n`,
    [tenantId, userId, ROWS],
  );
  await asAdmin(
    `insert into madang.ticket_search (tenant_id, ticket_id, created_at, words)
     select tenant_id, id, created_at, array_to_tsvector(array[tenant_id || ' ticket', tenant_id || ' ' || id])
     from madang.ticket where tenant_id = $1`,
    [tenantId],
  );
  await asAdmin(
    `insert into madang.ticket_comment (tenant_id, ticket_id, author_id, body, words)
     select tenant_id, id, $2::bigint, 'Answer', array_to_tsvector(array[tenant_id || ' answer'])
     from madang.ticket where tenant_id = $1 and id % 100 = 0`,
    [tenantId, userId],
  );
};

/** How many rows of each table a call in the tenant read. */
const readBy = async (call: string, values: readonly unknown[]): Promise<Readonly<Record<string, number>>> => {
  await client.query(`begin; set local role ${desk.database.prefix}_app; set local app.tenant_id = ${desk.tenant.id}`);
  await client.query(`select madang.${call}`, [...values]);
  await client.query('reset role');
  const { rows } = await client.query<{ relname: string; read: string }>(
    `select relname, seq_tup_read + coalesce(idx_tup_fetch, 0) as read from pg_stat_xact_user_tables
     where schemaname = 'madang' and relname like 'ticket%'`,
  );
  await client.query('rollback');
  return Object.fromEntries(rows.map(({ relname, read }) => [relname, Number(read)]));
};

const expectFew = (read: Readonly<Record<string, number>>): void => {
  expect(read['ticket']).toBeGreaterThanOrEqual(300);
  for (const [table, rows] of Object.entries(read)) expect(rows, table).toBeLessThan(ROWS / 2);
};

test.each([
  ['a word that nothing holds', 'nothing', null],
  ['a word that only answers hold', 'answer', null],
  ['a word that nothing of one person holds', 'nothing', 'engineer'],
] as const)('a search for %s looks at the newest and not at all of the tenant’s tickets', async (_, word, owner) => {
  const search = `ticket_search_hits(array[$1], '{}', null, true, $2, null, null, null, null, null, null, null, null, 21)`;
  expectFew(await readBy(search, [word, owner && desk[owner].userId]));
});

test('what resembles a title is looked for among the newest, too', async () => {
  expectFew(await readBy(`ticket_similar(array['ticket', 'printer'], null, 5, true)`, []));
});
