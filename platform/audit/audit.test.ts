import { generateKeyPairSync } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { sqlRun } from '#platform/db/query.ts';
import { tenantTx } from '#platform/db/tenant-tx.ts';
import { silentLog } from '#platform/log/log.ts';
import { createSecrets } from '#platform/secrets/secrets.ts';
import { keyIdOf, type SigningKeys, signingKeys } from '#platform/secrets/signing-keys.ts';
import { masterKeyWrapping } from '#platform/secrets/wrapping.ts';
import { createTestDatabase, type TestDatabase, testMasterKey } from '#platform/testing/database.ts';
import { anchorPath, readAnchor } from './anchor.ts';
import { CONTENT } from './canonical.ts';
import type { Actor, AuditEntry } from './entry.ts';
import { exporting, readExport } from './export.ts';
import { type Sealer, startSealer } from './sealer.ts';
import { readAudit } from './source.ts';
import { type Verification, verifyAudit } from './verify.ts';

const actor: Actor = {
  id: 5,
  login: 'kim@ilshin.demo',
  tenantCode: 'ILSHIN',
  channel: 'api',
  address: '127.0.0.1',
  method: 'POST',
  path: '/api/tickets',
  requestId: 'r-1',
};
const entry = (id: number): AuditEntry => ({
  action: 'ticket.create',
  subject: { type: 'ticket', id },
  changes: { title: { from: null, to: `제목 ${id}` } },
});

let folder: string;
let path: string;
let database: TestDatabase;
let keys: SigningKeys;
let sealer: Sealer;
let tenant: number;
let code: string;
let made = 0;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'madang-audit-'));
  path = anchorPath(folder);
  database = await createTestDatabase();
  const secrets = createSecrets(database.system, masterKeyWrapping(Buffer.from(testMasterKey)));
  keys = signingKeys(database.system, secrets, 'audit');
  sealer = startSealer({ pool: database.system, keys, log: silentLog(), anchorPath: path, idle: 20 });
});
afterAll(async () => {
  await sealer.stop();
  await database.drop();
  await rm(folder, { recursive: true });
});

// Each test tampers with a tenant of its own.
beforeEach(async () => {
  made += 1;
  code = `T${made}`;
  const rows = await database.asAdmin('insert into madang.tenant (code, name) values ($1, $1) returning id', [code]);
  tenant = rows[0]?.id as number;
});

const write = (entries: readonly AuditEntry[], tenantId = tenant): Promise<void> =>
  tenantTx(database.app, { tenantId, proof: null, actor }, async (tx) => {
    for (const each of entries) tx.record(each);
  });

const sealed = async (rows: number): Promise<void> => {
  const count = 'select coalesce(sum(cardinality(ids)), 0)::int as n from madang.audit_seal where tenant_id = $1';
  await expect.poll(async () => (await database.asAdmin(count, [tenant]))[0]?.n, { timeout: 5000 }).toBe(rows);
};

/** Five transactions of three rows, each sealed by itself: five seals, then a checkpoint, then one more. */
const fill = async (): Promise<number[]> => {
  for (let round = 0; round < 5; round++) {
    await write([entry(round), entry(round + 100), entry(round + 200)]);
    await sealed(3 * (round + 1));
  }
  await sealer.checkpoint();
  await write([entry(900), entry(901)]);
  await sealed(17);
  return (await database.asAdmin('select id from madang.audit where tenant_id = $1 order by id', [tenant])).map((row) =>
    Number(row.id),
  );
};

const verify = async (anchored = true): Promise<Verification> =>
  verifyAudit(readAudit({ pool: database.system, keys, tenant: code }), anchored ? await readAnchor(path) : null);

const findings = (result: Verification) => [...result.findings, ...(result.tenants[0]?.findings ?? [])];

/** As a superuser, whom no grant and no trigger stops. */
const tamper = (sql: string, values: readonly unknown[] = []) => database.asAdmin(sql, values);

test('a row is sealed within a second of its commit, and an untouched audit verifies', async () => {
  const started = performance.now();
  await write([entry(1)]);
  await sealed(1);
  expect(performance.now() - started).toBeLessThan(1000);
  const result = await verify();
  expect(findings(result)).toEqual([]);
  expect(result.ok).toBe(true);
});

test('a verdict says how far the chain is proven', async () => {
  await fill();
  const [verdict] = (await verify()).tenants;
  expect(verdict).toMatchObject({ tenant: code, rows: 17, pending: 0, anchored: true });
  expect(verdict?.checkpoint).toBeGreaterThanOrEqual(1);
  expect((await verify(false)).tenants[0]?.anchored).toBe(false);
});

test('an edit of any column is found and the row is named', async () => {
  const ids = await fill();
  const others: Record<string, string> = {
    at: "at + interval '1 ms'",
    actor_id: '6',
    on_behalf_of: '7',
    channel: "'web'",
    outcome: "'refused'",
    gate: "'row'",
    changes: `'{"title": {"from": null, "to": "other"}}'`,
    repeats: '2',
  };
  const where = 'where tenant_id = $1 and id = $2';
  for (const column of CONTENT.filter((each) => each !== 'tenant_id' && each !== 'id')) {
    const [before] = await tamper(`select to_jsonb(a) as row from madang.audit a ${where}`, [tenant, ids[7]]);
    await tamper(`update madang.audit set ${column} = ${others[column] ?? "'x'"} ${where}`, [tenant, ids[7]]);
    expect(findings(await verify()), column).toMatchObject([{ kind: 'row_changed', row: ids[7] }]);
    const restored = `update madang.audit set ${column} = (jsonb_populate_record(null::madang.audit, $3::jsonb)).${column}`;
    await tamper(`${restored} ${where}`, [tenant, ids[7], JSON.stringify(before?.row)]);
  }
  expect((await verify()).ok).toBe(true);
});

test('every column of the audit but the order of commit is sealed', async () => {
  const columns = await database.asAdmin(
    "select attname from pg_attribute where attrelid = 'madang.audit'::regclass and attnum > 0 and not attisdropped",
  );
  expect(columns.map((each) => each.attname).sort()).toEqual([...CONTENT, 'xid'].sort());
});

test('a deleted row is found and named', async () => {
  const ids = await fill();
  await tamper('delete from madang.audit where tenant_id = $1 and id = $2', [tenant, ids[4]]);
  expect(findings(await verify())).toMatchObject([{ kind: 'row_missing', row: ids[4] }]);
});

test('two rows that exchange their contents are found', async () => {
  const ids = await fill();
  await tamper(
    `update madang.audit a set subject_id = b.subject_id, changes = b.changes from madang.audit b
     where a.tenant_id = $1 and b.tenant_id = $1 and (a.id, b.id) in (($2, $3), ($3, $2))`,
    [tenant, ids[1], ids[2]],
  );
  expect(findings(await verify()).map((each) => each.row)).toEqual([ids[1], ids[2]]);
});

test('a row put in later is found', async () => {
  const ids = await fill();
  await tamper(
    `insert into madang.audit (tenant_id, at, channel, action, xid) select tenant_id, at, channel, 'forged', xid
     from madang.audit where tenant_id = $1 and id = $2`,
    [tenant, ids[3]],
  );
  expect(findings(await verify()).map((each) => each.kind)).toEqual(['row_inserted']);
});

test('a new order of the seals is found', async () => {
  await fill();
  await tamper('update madang.audit_seal set seq = seq + 1000 where tenant_id = $1 and seq in (2, 3)', [tenant]);
  await tamper(
    'update madang.audit_seal set seq = case seq when 1002 then 3 else 2 end where tenant_id = $1 and seq > 1000',
    [tenant],
  );
  const found = findings(await verify());
  expect(found.map((each) => each.kind)).toContain('seal_out_of_order');
  expect(found.map((each) => each.kind)).toContain('seal_changed');
});

test('a seal taken out with its rows is found', async () => {
  await fill();
  await tamper(
    'delete from madang.audit where tenant_id = $1 and id in (select unnest(ids) from madang.audit_seal where tenant_id = $1 and seq = 3)',
    [tenant],
  );
  await tamper('delete from madang.audit_seal where tenant_id = $1 and seq = 3', [tenant]);
  expect(findings(await verify())[0]).toMatchObject({ kind: 'seal_missing', seal: 3 });
});

test('a whole chain recomputed without the key is found', async () => {
  const ids = await fill();
  await tamper("update madang.audit set reason = 'x' where tenant_id = $1 and id = $2", [tenant, ids[0]]);
  await tamper(
    "update madang.audit_seal set digests = sha256('x') || substr(digests, 33), hash = sha256('y') where tenant_id = $1 and seq = 1",
    [tenant],
  );
  const found = findings(await verify());
  expect(found[0]).toMatchObject({ kind: 'seal_changed', seal: 1, row: ids[0] });
});

test('the newest rows cut off with their seals are found through the anchor, and without it the last checkpoint is named', async () => {
  await fill();
  const last = await database.asAdmin('select max(seq) as seq from madang.audit_seal where tenant_id = $1', [tenant]);
  await tamper(
    'delete from madang.audit where tenant_id = $1 and id in (select unnest(ids) from madang.audit_seal where tenant_id = $1 and seq = $2)',
    [tenant, last[0]?.seq],
  );
  await tamper('delete from madang.audit_seal where tenant_id = $1 and seq = $2', [tenant, last[0]?.seq]);
  expect(findings(await verify())).toMatchObject([{ kind: 'truncated', seal: Number(last[0]?.seq) }]);
  const without = await verify(false);
  expect(without.ok).toBe(true);
  expect(without.tenants[0]).toMatchObject({ anchored: false, rows: 15 });
  expect(without.tenants[0]?.checkpoint).toBeGreaterThan(0);
});

test('cutting off what a checkpoint has counted is found without an anchor', async () => {
  await fill();
  await tamper('delete from madang.audit_seal where tenant_id = $1 and seq >= 4', [tenant]);
  await tamper(
    'delete from madang.audit where tenant_id = $1 and id not in (select unnest(ids) from madang.audit_seal where tenant_id = $1)',
    [tenant],
  );
  expect(findings(await verify(false)).map((each) => each.kind)).toContain('truncated');
});

test('a checkpoint that was changed or taken out is found', async () => {
  await fill();
  await write([entry(1)]);
  await sealed(18);
  await sealer.checkpoint();
  await tamper('update madang.audit_checkpoint set row_count = row_count - 1 where tenant_id = $1 and number = 1', [
    tenant,
  ]);
  expect(findings(await verify()).map((each) => each.kind)).toContain('checkpoint_changed');
  await tamper('delete from madang.audit_checkpoint where tenant_id = $1 and number = 1', [tenant]);
  expect(findings(await verify()).map((each) => each.kind)).toContain('checkpoint_missing');
});

test('rows that were not sealed yet are pending, not wrong', async () => {
  await fill();
  await sealer.stop();
  await write([entry(1), entry(2)]);
  const result = await verify();
  expect(result.ok).toBe(true);
  expect(result.tenants[0]?.pending).toBe(2);
  sealer = startSealer({ pool: database.system, keys, log: silentLog(), anchorPath: path, idle: 20 });
  await sealed(19);
});

test('an export verifies offline; a changed, a missing and a cut line are found', async () => {
  const ids = await fill();
  const file = join(folder, `export-${made}.jsonl`);
  const anchor = await readAnchor(path);
  const writeExport = () =>
    verifyAudit(exporting(file, readAudit({ pool: database.system, keys, tenant: code })), anchor);
  expect(await writeExport()).toMatchObject({ ok: true, tenants: [{ rows: 17 }] });
  expect((await verifyAudit(readExport(file), anchor)).ok).toBe(true);
  await expect(writeExport()).rejects.toThrow('EEXIST');
  const lines = (await readFile(file, 'utf8')).split('\n');
  const changedTo = async (next: readonly string[]) => {
    await writeFile(`${file}.changed`, next.join('\n'));
    return findings(await verifyAudit(readExport(`${file}.changed`), anchor));
  };
  const row = lines.findIndex((line) => line.includes(`"kind":"row","id":${ids[6]},`));
  expect(await changedTo(lines.with(row, (lines[row] ?? '').replace('제목', '죄목')))).toMatchObject([
    { kind: 'row_changed', row: ids[6] },
  ]);
  expect(await changedTo(lines.toSpliced(row, 1))).toMatchObject([{ kind: 'row_missing', row: ids[6] }]);
  expect((await changedTo(lines.slice(0, -4))).map((each) => each.kind)).toContain('truncated');
  const seal = lines.findIndex((line) => line.includes('"kind":"seal","seq":2'));
  const next = lines.findIndex((line) => line.includes('"kind":"seal","seq":3'));
  expect((await changedTo(lines.toSpliced(seal, next - seal))).map((each) => each.kind)).toContain('seal_missing');
  await expect(changedTo(lines.with(3, '{"kind":"seal","seq":"x"}'))).rejects.toThrow('Line 4');
  const forged = (lines[row] ?? '').replace('제목', '죄목');
  expect(await changedTo(lines.toSpliced(row, 0, forged))).toMatchObject([
    { kind: 'row_inserted', row: ids[6] },
    { kind: 'row_changed', row: ids[6] },
  ]);
  const stray = forged.replace(`"id":${ids[6]},`, '"id":99999999,');
  expect(await changedTo(lines.toSpliced(row, 0, stray))).toMatchObject([{ kind: 'row_inserted', row: 99_999_999 }]);
});

test('an export says whose it is, and a key that only the file itself knows counts with no anchor and vouches for nothing', async () => {
  await fill();
  const file = join(folder, `export-${made}-keys.jsonl`);
  const anchor = await readAnchor(path);
  await verifyAudit(exporting(file, readAudit({ pool: database.system, keys, tenant: code })), anchor);
  expect(await verifyAudit(readExport(file), anchor)).toMatchObject({ ok: true, only: code, vouched: true });
  expect(await verifyAudit(readExport(file), null)).toMatchObject({ ok: true, only: code, vouched: false });
  const ours = 'BEGIN PUBLIC KEY';
  const strange = generateKeyPairSync('ed25519').publicKey;
  const line = JSON.stringify({
    kind: 'key',
    keyId: keyIdOf(strange),
    publicKey: strange.export({ type: 'spki', format: 'pem' }),
    proven: true,
  });
  const lines = (await readFile(file, 'utf8')).split('\n');
  const key = lines.findIndex((each) => each.includes(ours));
  await writeFile(`${file}.forged`, lines.toSpliced(key, 0, line).join('\n'));
  expect(findings(await verifyAudit(readExport(`${file}.forged`), anchor))).toMatchObject([{ kind: 'key_unknown' }]);
  await writeFile(
    `${file}.whole`,
    lines
      .with(0, (lines[0] ?? '').replace(`"${code}"`, 'null'))
      .slice(0, 1)
      .concat('{"kind":"end"}')
      .join('\n'),
  );
  const emptied = findings(await verifyAudit(readExport(`${file}.whole`), anchor));
  expect(emptied.map(({ kind }) => kind)).toContain('truncated');
});

test('nobody but a superuser changes the audit, not even its owner', async () => {
  await fill();
  const tables = ['audit', 'audit_seal', 'audit_checkpoint'];
  const changes = tables.flatMap((table) => [`delete from madang.${table}`, `truncate madang.${table}`]);
  for (const role of ['app', 'staff', 'system', 'definer']) {
    for (const change of ["update madang.audit set reason = 'x'", ...changes]) {
      await expect(as(role, change), `${role}: ${change}`).rejects.toThrow('permission denied');
    }
  }
  // Row security hides all rows from the owner; without it the trigger still refuses.
  await expect(
    as('owner', 'alter table madang.audit no force row level security; delete from madang.audit'),
  ).rejects.toThrow('append-only');
  await expect(as('owner', 'truncate madang.audit')).rejects.toThrow('append-only');
  expect((await verify()).ok).toBe(true);
});

const as = (role: string, sql: string) =>
  database.asAdmin(
    `begin; set local role ${database.prefix}_${role}; set local app.tenant_id = ${tenant}; ${sql}; commit`,
  );

test('two nodes seal as one: nothing is sealed twice or left out', async () => {
  const other = startSealer({ pool: database.system, keys, log: silentLog(), anchorPath: null, idle: 10 });
  await Promise.all(Array.from({ length: 20 }, (_, at) => write([entry(at), entry(at + 100)])));
  await sealed(40);
  await sealer.stop();
  await Promise.all(Array.from({ length: 10 }, (_, at) => write([entry(at)])));
  await sealed(50);
  await other.stop();
  sealer = startSealer({ pool: database.system, keys, log: silentLog(), anchorPath: path, idle: 20 });
  await write([entry(1)]);
  await sealed(51);
  expect(findings(await verify())).toEqual([]);
});

test('a transaction that commits late is not skipped', async () => {
  let release = (): void => undefined;
  const gate = new Promise<void>((resolve) => {
    release = resolve;
  });
  const late = tenantTx(database.app, { tenantId: tenant, proof: null, actor }, async (tx) => {
    await tx.run(sqlRun("insert into audit (tenant_id, channel, action) values ($1::int, 'cli', 'early')", [tenant]));
    await gate;
  });
  await write([entry(1)]);
  await sealed(1);
  release();
  await late;
  await sealed(2);
  expect((await verify()).ok).toBe(true);
});

test('connections that die are no end: sealing goes on', async () => {
  await fill();
  await database.asAdmin(
    'select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and usename = $1',
    [`${database.prefix}_system`],
  );
  await write([entry(1)]);
  await sealed(18);
  expect((await verify()).ok).toBe(true);
});

test('a key slipped into the database signs nothing', async () => {
  await fill();
  const stranger = signingKeys(
    database.system,
    createSecrets(database.system, masterKeyWrapping(Buffer.alloc(32, 9))),
    'audit',
  );
  await expect(stranger.current()).rejects.toThrow('another master key');
  await tamper("update madang.signing_key set private_key = '\\x0100000001' where purpose = 'audit'");
  const kinds = findings(await verify()).map((each) => each.kind);
  expect(kinds).toContain('key_unknown');
  expect(kinds).toContain('seal_unsigned');
});
