import { copyFile, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { makeUser } from '#modules/accounts/factory.ts';
import { createTestDatabase, type TestDatabase, testMasterKey } from '#platform/testing/database.ts';
import { readConfig } from '../config.ts';
import { command } from './audit.ts';

let database: TestDatabase;
let folder: string;
const masterKey = process.env.MADANG_MASTER_KEY;
beforeAll(async () => {
  database = await createTestDatabase();
  folder = await mkdtemp(join(tmpdir(), 'madang-audit-'));
  process.env.MADANG_MASTER_KEY = Buffer.from(testMasterKey).toString('base64');
});
afterAll(async () => {
  if (masterKey === undefined) delete process.env.MADANG_MASTER_KEY;
  else process.env.MADANG_MASTER_KEY = masterKey;
  await database.drop();
  await rm(folder, { recursive: true, force: true });
});

const verify = (...args: string[]) =>
  command.run(['verify', ...args], {
    config: readConfig({ DATABASE_URL: database.url, MADANG_DATA: folder }),
    say: () => undefined,
    json: false,
    signal: new AbortController().signal,
  });

it('compares an export with the anchor that it is given, and with none of this machine', async () => {
  await makeUser(database, 1);
  const path = join(folder, 'export.jsonl');
  await verify('--export', path);
  const seal = { kind: 'seal', tenantId: 1, seq: 99, hash: '00', keyId: 'gone', signature: '00' };
  const foreign = join(folder, 'foreign.jsonl');
  await writeFile(foreign, `${JSON.stringify(seal)}\n`);
  await copyFile(foreign, join(folder, 'audit-anchor.jsonl'));
  await expect(verify('--from', path)).resolves.toBeDefined();
  await expect(verify('--from', path, '--anchor', foreign)).rejects.toThrow('The audit is not what it was.');
  await expect(verify()).rejects.toThrow('The audit is not what it was.');
});

it('says in a sentence which file is none', async () => {
  const missing = join(folder, 'missing.jsonl');
  for (const path of [missing, folder]) {
    await expect(verify('--from', path)).rejects.toMatchObject({ name: 'CommandFailed' });
  }
});
