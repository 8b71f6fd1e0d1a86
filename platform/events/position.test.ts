import { afterAll, beforeAll, expect, test } from 'vitest';
import { arrangeTenant } from '#platform/testing/actors.ts';
import { createTestDatabase, type TestDatabase } from '#platform/testing/database.ts';
import { BEGINNING, type Position, positionAt } from './position.ts';
import { isVisible, parseSnapshot, readEventId, writeEventId } from './snapshot.ts';
import { readTail } from './tail.ts';

let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
  const { id } = await arrangeTenant(database, 'A');
  // Old transactions of every number of digits, one of them with many rows.
  await database.asAdmin(
    `insert into madang.outbox (tenant_id, xid, topic, subject_type, subject_id, version, change)
     select $1, x::text::xid8, 'things', 'thing', 1000 * x + n, 1, 'made'
     from unnest(array[101, 9, 10, 99, 100]) x, generate_series(1, case x when 99 then 25 else 3 end) n`,
    [id],
  );
});
afterAll(() => database.drop());

test('pages follow the order of transactions, not of their digits, without loss or repetition', async () => {
  const seen: number[] = [];
  let position: Position = BEGINNING;
  for (let full = true; full; ) {
    const page = await readTail(database.system, position, 10);
    seen.push(...page.rows.map((row) => Math.floor(row.subject_id / 1000)));
    position = page.next;
    ({ full } = page);
  }
  const expected = [9, 10, 99, 100, 101].flatMap((xid) => Array.from({ length: xid === 99 ? 25 : 3 }, () => xid));
  expect(seen).toEqual(expected);
  expect((await readTail(database.system, position, 10)).rows).toEqual([]);
});

test('a row counts as new only when its transaction was not finished', async () => {
  const rows = async (snapshot: string) =>
    (await readTail(database.system, positionAt(snapshot), 100)).rows.map((row) => row.xid);
  expect(new Set(await rows('99:102:99,101'))).toEqual(new Set(['99', '101']));
  expect(await rows('102:102:')).toEqual([]);
});

test('the index is entered where the position stands', async () => {
  const client = await database.asAdmin(
    `explain (format text) select id from madang.outbox where (xid, id) > ('100'::xid8, 0::bigint)
     order by outbox.xid, outbox.id limit 10`,
  );
  expect(JSON.stringify(client)).toContain('outbox_tail_idx');
});

test('snapshots are read as PostgreSQL writes them', () => {
  const snapshot = parseSnapshot('10:20:12,15');
  expect(snapshot).not.toBeNull();
  const visible = [9n, 10n, 12n, 15n, 19n, 20n].map((xid) => snapshot && isVisible(xid, snapshot));
  expect(visible).toEqual([true, true, false, false, true, false]);
  for (const bad of ['', '10:20', '20:10:', '10:20:9', '10:20:20', 'a:b:c', '0:1:'])
    expect(parseSnapshot(bad), bad).toBeNull();
});

test("an event's id says nothing, and opens with the same key and tenant only", () => {
  const key = Buffer.alloc(32, 1);
  const position: Position = { from: '10:20:12', upto: '30:30:', afterXid: '25', afterId: 7 };
  const id = writeEventId(key, 3, position);
  expect(Buffer.from(id, 'base64url').toString('latin1')).not.toContain('10:20');
  expect(readEventId(key, 3, id)).toEqual(position);
  for (const strange of [
    readEventId(key, 4, id),
    readEventId(Buffer.alloc(32, 2), 3, id),
    readEventId(key, 3, `${id.slice(0, -4)}AAAA`),
    readEventId(key, 3, ''),
  ]) {
    expect(strange).toBeNull();
  }
});
