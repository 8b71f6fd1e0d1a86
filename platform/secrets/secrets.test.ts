import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { sqlQuery } from '#platform/db/query.ts';
import { readOnce } from '#platform/db/tenant-tx.ts';
import { createTestDatabase, type TestDatabase } from '#platform/testing/database.ts';
import { isForeignMaster, rewrapKeys } from './rewrap.ts';
import { createSecrets, type Place, type Secrets } from './secrets.ts';
import { masterKeyWrapping } from './wrapping.ts';

const master = randomBytes(32);
const place: Place = { table: 'server_credential', row: 12, column: 'password' };
let database: TestDatabase;
let secrets: Secrets;
let other: number;

beforeAll(async () => {
  database = await createTestDatabase();
  secrets = createSecrets(database.app, masterKeyWrapping(master));
  other = await makeTenant('OTHER');
});
afterAll(() => database.drop());

const makeTenant = async (code: string): Promise<number> => {
  const rows = await database.asAdmin('insert into madang.tenant (code, name) values ($1, $1) returning id', [code]);
  return rows[0]?.id as number;
};

test('what was sealed opens in its place and holds nothing of the plaintext', async () => {
  const sealed = await secrets.seal(1, place, '비밀번호 hunter2');
  expect(sealed.toString('latin1')).not.toContain('hunter2');
  expect(await secrets.open(1, place, sealed)).toBe('비밀번호 hunter2');
});

test('the same text sealed twice looks different', async () => {
  const [one, two] = [await secrets.seal(1, place, 'same'), await secrets.seal(1, place, 'same')];
  expect(one.equals(two)).toBe(false);
});

test.each([
  ['row', { ...place, row: 13 }],
  ['column', { ...place, column: 'user_name' }],
  ['table', { ...place, table: 'connector' }],
])('a ciphertext moved to another %s does not open', async (_what, elsewhere) => {
  const sealed = await secrets.seal(1, place, 'secret');
  await expect(secrets.open(1, elsewhere, sealed)).rejects.toThrow('does not open here');
});

test('a ciphertext moved to another tenant does not open', async () => {
  const sealed = await secrets.seal(1, place, 'secret');
  await secrets.seal(other, place, 'theirs');
  await expect(secrets.open(other, place, sealed)).rejects.toThrow('does not open here');
});

test('one altered byte anywhere is noticed', async () => {
  const sealed = await secrets.seal(1, place, 'secret');
  for (let at = 0; at < sealed.length; at++) {
    const altered = Buffer.from(sealed);
    altered.writeUInt8(altered.readUInt8(at) ^ 1, at);
    await expect(secrets.open(1, place, altered)).rejects.toThrow();
  }
  await expect(secrets.open(1, place, Buffer.alloc(3))).rejects.toThrow('no sealed value');
});

test('another master key opens nothing', async () => {
  const sealed = await secrets.seal(1, place, 'secret');
  const stranger = createSecrets(database.app, masterKeyWrapping(randomBytes(32)));
  await expect(stranger.open(1, place, sealed)).rejects.toThrow('another master key');
});

test('a wrapped key moved to another tenant does not open', async () => {
  const victim = await makeTenant('VICTIM');
  await secrets.seal(1, place, 'x');
  await secrets.seal(victim, place, 'x');
  await database.asAdmin(
    `update madang.secret_key k set wrapped = s.wrapped from madang.secret_key s
     where k.tenant_id = $1 and s.tenant_id = 1 and s.version = k.version`,
    [victim],
  );
  const fresh = createSecrets(database.app, masterKeyWrapping(master));
  await expect(fresh.seal(victim, place, 'x')).rejects.toThrow('does not open here');
  await database.asAdmin('delete from madang.secret_key where tenant_id = $1', [victim]);
});

test('after a rotation new writes use the new key, and old rows open without being written again', async () => {
  const before = await secrets.seal(1, place, 'before');
  const version = await secrets.rotate(1);
  const after = await secrets.seal(1, place, 'after');
  expect(after.readUInt32BE(1)).toBe(version);
  expect(before.readUInt32BE(1)).toBe(version - 1);
  const fresh = createSecrets(database.app, masterKeyWrapping(master));
  expect(await fresh.open(1, place, before)).toBe('before');
  expect(await fresh.open(1, place, after)).toBe('after');
});

test('a new master key wraps all data keys anew; what was sealed stays as it is', async () => {
  const sealed = await secrets.seal(other, place, 'kept');
  const next = randomBytes(32);
  const both = masterKeyWrapping(next, [master]);
  expect(await createSecrets(database.app, both).open(other, place, sealed)).toBe('kept');
  expect(await isForeignMaster(database.system, both)).toBe(true);
  expect(await rewrapKeys(database.system, both)).toBeGreaterThanOrEqual(3);
  expect(await isForeignMaster(database.system, both)).toBe(false);
  expect(await rewrapKeys(database.system, both)).toBe(0);
  expect(await createSecrets(database.app, masterKeyWrapping(next)).open(other, place, sealed)).toBe('kept');
  await rewrapKeys(database.system, masterKeyWrapping(master, [next]));
});

test('first keys made by many callers at once are one key', async () => {
  const tenant = await makeTenant('MANY');
  const sealed = await Promise.all(
    Array.from({ length: 20 }, (_, row) => secrets.seal(tenant, { ...place, row }, `t${row}`)),
  );
  const fresh = createSecrets(database.app, masterKeyWrapping(master));
  const opened = await Promise.all(sealed.map((each, row) => fresh.open(tenant, { ...place, row }, each)));
  expect(opened).toEqual(sealed.map((_, row) => `t${row}`));
});

test('the application sees the data keys of the tenant acted in only', async () => {
  const rows = await database.asAdmin('select count(distinct tenant_id)::int as n from madang.secret_key');
  expect(rows[0]?.n).toBeGreaterThan(1);
  const seen = await readOnce(
    database.app,
    { tenantId: other, proof: null },
    sqlQuery('select distinct tenant_id from secret_key'),
  );
  expect(seen).toEqual([{ tenant_id: other }]);
});
