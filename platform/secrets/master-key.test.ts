import { randomBytes } from 'node:crypto';
import * as fs from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { silentLog } from '#platform/log/log.ts';
import { loadMasterKey } from './master-key.ts';

let folder: string;
const log = silentLog();

beforeEach(() => {
  folder = fs.mkdtempSync(join(fs.realpathSync(tmpdir()), 'key-'));
});

afterEach(() => fs.rmSync(folder, { recursive: true, force: true }));

const source = () => ({ masterKey: null, masterKeyFile: null, databaseUrl: null, dataDir: join(folder, 'data') });

test('beside the embedded database a key is made once, for nobody else to read', () => {
  const first = loadMasterKey(source(), log);
  expect(first).toHaveLength(32);
  expect(loadMasterKey(source(), log)).toEqual(first);
  const { mode, uid } = fs.statSync(join(folder, 'data', 'master.key'));
  expect([mode & 0o777, uid]).toEqual([0o600, process.getuid?.()]);
  expect(fs.readdirSync(join(folder, 'data')).sort()).toEqual(['locks', 'master.key']);
});

test('a database that has lost its key does not get another one', () => {
  loadMasterKey(source(), log);
  fs.mkdirSync(join(folder, 'data', 'postgres'));
  fs.rmSync(join(folder, 'data', 'master.key'));
  expect(() => loadMasterKey(source(), log)).toThrow('is missing');
});

test('a server elsewhere needs a key that was given', () => {
  const remote = { ...source(), databaseUrl: 'postgres://db.example/madang' };
  expect(() => loadMasterKey(remote, log)).toThrow('DATABASE_URL needs MADANG_MASTER_KEY');
  expect(fs.existsSync(join(folder, 'data'))).toBe(false);
  const key = randomBytes(32);
  expect(loadMasterKey({ ...remote, masterKey: key.toString('base64') }, log)).toEqual(key);
});

test('a key may lie in a file, as secrets of containers do', () => {
  const key = randomBytes(32);
  const file = join(folder, 'secret');
  fs.writeFileSync(file, `${key.toString('base64url')}\n`);
  expect(loadMasterKey({ ...source(), masterKeyFile: file }, log)).toEqual(key);
  expect(() => loadMasterKey({ ...source(), masterKeyFile: join(folder, 'none') }, log)).toThrow('cannot be read');
});

test('what is not 32 bytes in base64 is refused, and never repeated', () => {
  for (const wrong of [
    'hunter2',
    randomBytes(31).toString('base64'),
    randomBytes(33).toString('base64'),
    '가'.repeat(43),
  ]) {
    const load = () => loadMasterKey({ ...source(), masterKey: wrong }, log);
    expect(load).toThrow('MADANG_MASTER_KEY does not hold a master key');
    expect(load).not.toThrow(wrong);
  }
});
