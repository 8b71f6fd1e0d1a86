import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '#platform/testing/database.ts';
import { both, sqlQuery, sqlRun } from './query.ts';
import { readAcross, readOnce, tenantTx, writeOnce } from './tenant-tx.ts';

let database: TestDatabase;
let tenant: number;
let other: number;
const actor = {
  id: null,
  login: 'kim@ilshin.demo',
  tenantCode: 'ILSHIN',
  channel: 'web',
  address: '10.0.0.1',
  method: 'POST',
  path: '/api/jars',
  requestId: 'r1',
} as const;
const jars = sqlQuery<{ id: number; text: string }>('select id, text from jar order by id');
const put = (text: string) =>
  sqlQuery<{ id: number }>('insert into jar (tenant_id, text) values ($1, $2) returning id', [tenant, text]);
const alive = { text: 'select 1 as alive', values: [] };
const inTenant = (proof: typeof alive | null = alive) => ({ tenantId: tenant, proof, actor });
const read = () => readOnce(database.app, inTenant(), jars);
const written = (table: string) => database.asAdmin(`select * from madang.${table} where tenant_id = $1`, [tenant]);

beforeAll(async () => {
  database = await createTestDatabase({ connections: 4 });
  const [a, b] = await database.asAdmin(
    "insert into madang.tenant (code, name) values ('A', 'A'), ('B', 'B') returning id",
  );
  tenant = a?.id as number;
  other = b?.id as number;
  const own = "tenant_id = nullif(current_setting('app.tenant_id', true), '')::int";
  await database.asAdmin(`
    create table madang.jar (
      tenant_id int not null,
      id bigint generated always as identity,
      text text not null,
      twin text unique deferrable initially deferred,
      constraint jar_pkey primary key (tenant_id, id)
    );
    alter table madang.jar enable row level security;
    alter table madang.jar force row level security;
    create policy jar_app on madang.jar to ${database.prefix}_app using (${own}) with check (${own});
    create policy jar_staff on madang.jar for select to ${database.prefix}_staff
      using (tenant_id = any (string_to_array(nullif(current_setting('app.tenant_ids', true), ''), ',')::int[]));
    grant select, insert, update, delete on madang.jar to ${database.prefix}_app;
    grant select on madang.jar to ${database.prefix}_staff`);
});
afterAll(() => database.drop());
beforeEach(() =>
  database.asAdmin(
    `truncate madang.jar; delete from madang.outbox; insert into madang.jar (tenant_id, text) values (${other}, 'theirs')`,
  ),
);

describe('reads', () => {
  test('see their tenant and nothing else', async () => {
    expect(await read()).toEqual([]);
    expect(await readOnce(database.app, { tenantId: other, proof: null }, jars)).toMatchObject([{ text: 'theirs' }]);
  });

  test('across tenants see the tenants that were named', async () => {
    await tenantTx(database.app, inTenant(), (tx) => tx.run(put('ours')));
    const across = async (tenantIds: number[]) =>
      (await readAcross(database.staff, { tenantIds, proof: null }, jars)).map(({ text }) => text).sort();
    expect(await across([tenant, other])).toEqual(['ours', 'theirs']);
    expect(await across([other])).toEqual(['theirs']);
    expect(await across([])).toEqual([]);
    await expect(readAcross(database.staff, { tenantIds: [other], proof: null }, put('x'))).rejects.toMatchObject({
      code: '25006',
    });
  });

  test('count only when the proof came back', async () => {
    const none = { text: 'select 1 where false', values: [] };
    await expect(readOnce(database.app, inTenant(none), jars)).rejects.toMatchObject({ code: 'MD401' });
    const raising = { text: 'select 1 / (select 0)', values: [] };
    await expect(readOnce(database.app, inTenant(raising), jars)).rejects.toMatchObject({ code: '22012' });
  });

  test('combine several questions in one round trip', async () => {
    const now = sqlQuery<{ now: string }>('select now()::timestamptz(3) as now');
    const [[first], [second]] = await readOnce(database.app, inTenant(), both(now, now));
    expect(first).toEqual(second);
  });
});

describe('the tenant', () => {
  test('of one transaction never reaches the next on the same connection', async () => {
    const setting = sqlQuery<{ id: string }>("select current_setting('app.tenant_id', true) as id");
    for (let times = 0; times < 20; times++) {
      const id = times % 2 ? tenant : other;
      expect(await readOnce(database.app, { tenantId: id, proof: null }, setting)).toEqual([{ id: String(id) }]);
      const connection = database.app.take();
      const { rows } = (await connection?.client.query("select current_setting('app.tenant_id', true) as id")) ?? {
        rows: [],
      };
      expect(rows[0]?.id || null).toBeNull();
      if (connection) database.app.release(connection);
    }
  });
});

describe('writes', () => {
  test('bring audit and outbox with them', async () => {
    const id = await tenantTx(database.app, inTenant(), async (tx) => {
      const [row] = await tx.run(put('a'));
      tx.record({
        action: 'jar.put',
        subject: { type: 'jar', id: row?.id ?? 0 },
        changes: { text: { from: null, to: 'a' } },
      });
      tx.record({ action: 'jar.label', subject: null });
      tx.emit({
        topic: 'jars',
        subject: { type: 'jar', id: row?.id ?? 0 },
        version: 1,
        change: 'created',
        data: { a: 1 },
      });
      expect(Math.abs(tx.now.getTime() - Date.now())).toBeLessThan(60_000);
      return row?.id;
    });
    expect(await read()).toEqual([{ id, text: 'a' }]);
    const audit = await written('audit');
    expect(audit).toMatchObject([
      {
        action: 'jar.put',
        subject_id: String(id),
        actor_login: actor.login,
        changes: { text: { from: null, to: 'a' } },
      },
      { action: 'jar.label', subject_id: null, request_id: 'r1' },
    ]);
    expect(await written('outbox')).toMatchObject([{ topic: 'jars', subject_id: String(id), data: { a: 1 } }]);
  });

  test('do not happen when the work throws', async () => {
    const failing = tenantTx(database.app, inTenant(), async (tx) => {
      await tx.run(put('a'));
      tx.emit({ topic: 'jars', subject: { type: 'jar', id: 1 }, version: 1, change: 'created' });
      throw new Error('changed my mind');
    });
    await expect(failing).rejects.toThrow('changed my mind');
    expect([await read(), await written('outbox')]).toEqual([[], []]);
  });

  test('do not happen when the audit cannot be written', async () => {
    const failing = tenantTx(database.app, inTenant(), async (tx) => {
      await tx.run(put('a'));
      tx.record({ action: 'jar.put', subject: null, gate: 'nonsense' });
    });
    await expect(failing).rejects.toMatchObject({ code: '23514' });
    expect(await read()).toEqual([]);
  });

  test('do not reach another tenant', async () => {
    const into = (tenantId: number) => sqlRun('insert into jar (tenant_id, text) values ($1, $2)', [tenantId, 'x']);
    await expect(tenantTx(database.app, inTenant(), (tx) => tx.run(into(other)))).rejects.toMatchObject({
      code: '42501',
    });
    expect(await tenantTx(database.app, inTenant(), (tx) => tx.run(sqlRun("update jar set text = 'mine'")))).toBe(0);
  });

  test('do not happen without the proof', async () => {
    const none = { text: 'select 1 where false', values: [] };
    let worked = false;
    const work = async () => {
      worked = true;
    };
    await expect(tenantTx(database.app, inTenant(none), work)).rejects.toMatchObject({ code: 'MD401' });
    expect(worked).toBe(false);
  });

  test('do not happen when an error was swallowed: the server would roll back without a word', async () => {
    const careless = tenantTx(database.app, inTenant(), async (tx) => {
      await tx.run(put('a'));
      await tx.run(sqlQuery('select 1 / $1::int', [0])).catch(() => undefined);
      return 'done';
    });
    await expect(careless).rejects.toMatchObject({ code: '22012' });
    expect(await read()).toEqual([]);
  });

  test('do not happen when a deferred constraint fails at the commit', async () => {
    const twins = tenantTx(database.app, inTenant(), (tx) =>
      tx.run(sqlRun("insert into jar (tenant_id, text, twin) values ($1, 'a', 'x'), ($1, 'b', 'x')", [tenant])),
    );
    await expect(twins).rejects.toMatchObject({ code: '23505' });
    expect(await read()).toEqual([]);
  });

  test('run again after a serialization failure, and count once', async () => {
    let runs = 0;
    await tenantTx(database.app, inTenant(), async (tx) => {
      runs += 1;
      await tx.run(put(`try ${runs}`));
      tx.emit({ topic: 'jars', subject: { type: 'jar', id: runs }, version: 1, change: 'created' });
      if (runs < 3) await tx.run(sqlQuery("select case when true then md_raise('40001') end"));
    });
    expect(runs).toBe(3);
    expect(await read()).toMatchObject([{ text: 'try 3' }]);
    expect(await written('outbox')).toHaveLength(1);
  });

  test('give up after four attempts', async () => {
    let runs = 0;
    const hopeless = tenantTx(database.app, inTenant(), async (tx) => {
      runs += 1;
      await tx.run(sqlQuery("select md_raise('40001')"));
    });
    await expect(hopeless).rejects.toMatchObject({ code: '40001' });
    expect(runs).toBe(4);
  });

  test('that lock each other out both come through', async () => {
    const rows = await tenantTx(database.app, inTenant(), (tx) =>
      tx.run(
        sqlQuery<{ id: number }>("insert into jar (tenant_id, text) values ($1, '0'), ($1, '0') returning id", [
          tenant,
        ]),
      ),
    );
    const [a, b] = rows.map(({ id }) => id);
    const add = (id: number | undefined) =>
      sqlRun('update jar set text = (text::int + 1)::text where tenant_id = $1 and id = $2', [tenant, id]);
    const crossing = (first: number | undefined, second: number | undefined) =>
      tenantTx(database.app, inTenant(), async (tx) => {
        await tx.run(add(first));
        await new Promise((resolve) => setTimeout(resolve, 100));
        await tx.run(add(second));
      });
    await Promise.all([crossing(a, b), crossing(b, a)]);
    expect((await read()).map(({ text }) => text)).toEqual(['2', '2']);
  });

  test('asked for all at once are done one after another', async () => {
    const rows = await tenantTx(database.app, inTenant(), (tx) =>
      Promise.all(['a', 'b', 'c'].map((text) => tx.run(put(text)))),
    );
    const ids = rows.map(([row]) => row?.id ?? 0);
    expect(ids).toEqual([...ids].sort((a, b) => a - b));
    expect(await read()).toHaveLength(3);
  });

  test('nobody waits for are still part of it', async () => {
    await tenantTx(database.app, inTenant(), async (tx) => {
      void tx.run(put('left alone'));
    });
    expect(await read()).toMatchObject([{ text: 'left alone' }]);
  });

  test('may end with a last statement that travels with the commit', async () => {
    const id = await tenantTx(database.app, inTenant(), async (tx) => {
      tx.emit({ topic: 'jars', subject: { type: 'jar', id: 1 }, version: 1, change: 'created' });
      const [row] = await tx.last(put('last'));
      await expect(tx.run(put('later'))).rejects.toThrow('Nothing may follow');
      expect(() => tx.record({ action: 'jar.put', subject: null })).toThrow('Nothing may follow');
      return row?.id;
    });
    expect(await read()).toEqual([{ id, text: 'last' }]);
    expect(await written('outbox')).toHaveLength(1);
  });

  test('in one round trip happen, or not, as a whole', async () => {
    const [row] = await writeOnce(database.app, inTenant(), put('once'));
    expect(await read()).toEqual([{ id: row?.id, text: 'once' }]);
    const slow = writeOnce(database.app, inTenant(), sqlQuery('select pg_sleep(0.3)'), { statementTimeout: 100 });
    await expect(slow).rejects.toMatchObject({ code: '57014' });
    const failing = writeOnce(database.app, inTenant(), both(put('twice'), sqlQuery('select 1 / $1::int', [0])));
    await expect(failing).rejects.toMatchObject({ code: '22012' });
    expect(await read()).toHaveLength(1);
  });

  test('may say how long a statement may take', async () => {
    const sleepy = (statementTimeout: number) =>
      tenantTx(database.app, inTenant(), (tx) => tx.run(sqlQuery('select pg_sleep(0.3)')), { statementTimeout });
    await expect(sleepy(100)).rejects.toMatchObject({ code: '57014' });
    await expect(sleepy(2000)).resolves.toHaveLength(1);
    await expect(sleepy('1; select 1' as never)).rejects.toThrow(RangeError);
  });
});

beforeAll(() =>
  database.asAdmin(`
    create function madang.md_raise(state text) returns int language plpgsql as $$
    begin raise exception 'raised' using errcode = state; end $$;
    grant execute on function madang.md_raise(text) to ${database.prefix}_app`),
);
