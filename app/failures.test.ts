import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import process from 'node:process';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { makeUser } from '#modules/accounts/factory.ts';
import {
  createTestDatabase,
  type TestDatabase,
  testMasterKey,
  withAdmin,
  withDatabase,
} from '#platform/testing/database.ts';

// Processes are started here, one after another, on machines that are busy.
vi.setConfig({ testTimeout: 300_000 });

const main = resolve(import.meta.dirname, 'main.ts');
const latin = `madang_latin_${process.pid}`;
let database: TestDatabase;
let folder: string;
beforeAll(async () => {
  database = await createTestDatabase();
  folder = await mkdtemp(join(tmpdir(), 'madang-failures-'));
  await makeUser(database, 1, { role: 'ADMIN' });
  await database.asAdmin(
    `create database ${latin} encoding 'SQL_ASCII' locale 'C' locale_provider libc template template0`,
  );
});
afterAll(async () => {
  await database.asAdmin(`drop database if exists ${latin}`);
  await database.drop();
  await rm(folder, { recursive: true, force: true });
});

const command = (url: string, args: readonly string[], more = {}): Promise<{ code: number; stderr: string }> => {
  const env = {
    PATH: process.env.PATH,
    DATABASE_URL: url,
    MADANG_DATA: join(folder, 'data'),
    MADANG_MASTER_KEY: Buffer.from(testMasterKey).toString('base64'),
    ...more,
  };
  return new Promise((done) => {
    execFile(process.execPath, [main, ...args], { env }, (error, _stdout, stderr) => {
      done({ code: Number(error?.code ?? 0), stderr: stderr.trim() });
    });
  });
};

test('what can be expected to fail is said in a sentence', async () => {
  const { url } = database;
  const nowhere = withDatabase(url, `${latin}_nowhere`);
  const cases: readonly [string, readonly string[], RegExp][] = [
    [
      'postgres://me:hush@127.0.0.1:1/madang',
      ['migrate'],
      /^The database server 127.0.0.1:1 cannot be reached \(ECONNREFUSED\)\.$/,
    ],
    ['postgres://me:hush@127.0.0.1:1/madang', ['serve'], /cannot be reached/],
    [nowhere, ['migrate'], /has no database madang_latin_\d+_nowhere\.$/],
    [withDatabase(url, latin), ['migrate'], /keeps texts as SQL_ASCII, not UTF8; make it with: create database/],
    [url, ['user', 'create', '--login', 'kim min', '--name', 'Kim', '--role', 'PM'], /^kim min cannot be a login: /],
    [url, ['import', 'tickets', folder, '--tenant', '*', '--map', 'a=title'], /cannot be read: there is no such file/],
    [url, ['audit', 'verify', '--from', folder], /cannot be read/],
    [url, ['db', 'distribute'], /^db distribute comes later/],
  ];
  for (const [at, args, sentence] of cases) {
    const { code, stderr } = await command(at, args);
    expect([args.join(' '), code, stderr]).toEqual([args.join(' '), 1, expect.stringMatching(sentence)]);
    expect(stderr).not.toContain('hush');
    expect(stderr.split('\n')).toHaveLength(1);
  }
});

test('a catalog that falls short is a sentence for each fault, and what nobody expected says how to see more', async () => {
  await withAdmin(database.url, (admin) => admin.query('alter table madang.ticket no force row level security'));
  const { code, stderr } = await command(database.url, ['tenant', 'list']);
  expect([code, stderr.split('\n')[0]]).toEqual([1, 'The database does not keep tenants apart:']);
  expect(stderr).not.toContain('    at ');
  await withAdmin(database.url, (admin) => admin.query('drop table madang.migration cascade'));
  const odd = await command(database.url, ['migrate']);
  expect([odd.code, odd.stderr]).toEqual([1, expect.stringContaining('MADANG_DEBUG=1 shows where it happened.')]);
  expect(odd.stderr).not.toContain('    at ');
  expect((await command(database.url, ['migrate'], { MADANG_DEBUG: '1' })).stderr).toContain('    at ');
});
