import * as fs from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { isRoot } from './account.ts';
import { openDataFolder } from './data-folder.ts';
import { quietLog } from './testing/quiet-log.ts';

let folder: string;
const log = quietLog();

beforeEach(() => {
  folder = fs.mkdtempSync(join(fs.realpathSync(tmpdir()), 'folder-'));
});

afterEach(() => fs.rmSync(folder, { recursive: true, force: true }));

const modeOf = (path: string): number => fs.statSync(path).mode & 0o777;

test('a data folder is made with the folders above it, closed to others, and owned by whom PostgreSQL runs under', () => {
  const made = openDataFolder(join(folder, 'a', 'b'), log);
  expect(modeOf(made.shown)).toBe(0o700);
  expect(fs.statSync(made.shown).uid).toBe(isRoot() ? made.account?.uid : process.getuid?.());
  expect(made.account?.uid).not.toBe(0);
  made.createFile('note', 'text');
  expect(modeOf(join(made.shown, 'note'))).toBe(0o600);
  expect(fs.statSync(join(made.shown, 'note')).uid).toBe(fs.statSync(made.shown).uid);
  made.close();
});

test('one that others could look into is closed', () => {
  const dataDir = join(folder, 'data');
  openDataFolder(dataDir, log).close();
  fs.chmodSync(dataDir, 0o755);
  openDataFolder(dataDir, log).close();
  expect(modeOf(dataDir)).toBe(0o700);
});

test('one that is reached by a link is used where it is', () => {
  fs.mkdirSync(join(folder, 'real'));
  fs.symlinkSync('real', join(folder, 'data'));
  const opened = openDataFolder(join(folder, 'data'), log);
  expect(opened.shown).toBe(join(folder, 'real'));
  opened.close();
});

test('a folder with other things in it stays as it is', () => {
  fs.writeFileSync(join(folder, 'letter.txt'), 'mine');
  fs.chmodSync(folder, 0o755);
  const owner = fs.statSync(folder).uid;
  expect(() => openDataFolder(folder, log)).toThrow('holds other things (letter.txt)');
  expect([modeOf(folder), fs.statSync(folder).uid]).toEqual([0o755, owner]);
});

test('a path that is a file, or leads through one, is refused with its name', () => {
  const file = join(folder, 'file');
  fs.writeFileSync(file, '');
  expect(() => openDataFolder(file, log)).toThrow(file);
  expect(() => openDataFolder(join(file, 'data'), log)).toThrow(file);
});

test('a folder of another account is refused', () => {
  // Only root can make one; for others the folder of root's is the other account's.
  const others = isRoot() ? join(folder, 'others') : '/usr';
  if (isRoot()) {
    fs.mkdirSync(others);
    fs.chownSync(others, 12_345, 12_345);
  }
  expect(() => openDataFolder(others, log)).toThrow(
    isRoot() ? 'belongs to another account (uid 12345)' : 'holds other',
  );
});

test('a copy that root brought back is handed over, but for the master key', () => {
  const dataDir = join(folder, 'data');
  openDataFolder(dataDir, log).close();
  fs.mkdirSync(join(dataDir, 'postgres'));
  const names = ['postgres', 'postgres/PG_VERSION', 'master.key'];
  for (const name of names.slice(1)) fs.writeFileSync(join(dataDir, name), '');
  fs.chownSync(dataDir, process.getuid?.() ?? 0, process.getgid?.() ?? 0);
  const opened = openDataFolder(dataDir, log);
  const uid = opened.account?.uid ?? process.getuid?.();
  expect(names.map((name) => fs.statSync(join(dataDir, name)).uid)).toEqual([uid, uid, process.getuid?.()]);
  opened.close();
});
