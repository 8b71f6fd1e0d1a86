import * as fs from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type DataFolder, openDataFolder } from './data-folder.ts';
import { openLock, waitForLock } from './lock.ts';
import { quietLog } from './testing/quiet-log.ts';

let path: string;
let folder: DataFolder;

beforeEach(() => {
  path = fs.mkdtempSync(join(fs.realpathSync(tmpdir()), 'lock-'));
  folder = openDataFolder(join(path, 'data'), quietLog());
});

afterEach(() => {
  folder.close();
  fs.rmSync(path, { recursive: true, force: true });
});

test('many may share a lock, one alone may have it', () => {
  const [a, b, c] = [openLock(folder, 'x'), openLock(folder, 'x'), openLock(folder, 'x')];
  expect([a.take('shared'), b.take('shared'), c.take('exclusive')]).toEqual([true, true, false]);
  a.release();
  b.close();
  expect([c.take('exclusive'), a.take('shared')]).toEqual([true, false]);
  c.close();
  expect(a.take('shared')).toBe(true);
  a.close();
});

test('a lock can be waited for, for a time', async () => {
  const [a, b] = [openLock(folder, 'x'), openLock(folder, 'x')];
  a.take('exclusive');
  expect(await waitForLock(b, 50)).toBe(false);
  setTimeout(() => a.release(), 50);
  expect(await waitForLock(b, 5000)).toBe(true);
  a.close();
  b.close();
});

test('nothing but the lock is left in its folder', () => {
  const lock = openLock(folder, 'x');
  lock.take('exclusive');
  expect(fs.readdirSync(join(path, 'data', 'locks'))).toEqual(['x']);
  lock.close();
});
