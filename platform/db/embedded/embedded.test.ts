import * as fs from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { clusterProcesses } from './processes.ts';
import { ask, askOnce, end, makePlace, outsider, type Place, postmasterOf } from './testing/start-process.ts';

// Whole servers are started here, some twice: on a busy machine that takes its time.
const patience = { timeout: 90_000 };

describe('the database of a data folder', patience, () => {
  let place: Place;
  let dataDir: string;

  beforeAll(async () => {
    place = makePlace();
    dataDir = join(place.folder, 'data');
    const server = await place.start({ dataDir });
    expect(server).toMatchObject({ startedByUs: true });
    await ask(server.url, 'create table kept (id int primary key)');
    expect(await end(server, 'SIGINT')).toBe(0);
  });

  afterAll(() => place.close());

  const running = (): number[] => clusterProcesses(join(dataDir, 'postgres'));

  test('is stopped with its server, and nothing is left running', () => {
    expect(running()).toEqual([]);
  });

  test('serves one server: a second one is refused with the process id of the first', async () => {
    const first = await place.start({ dataDir });
    const second = await place.start({ dataDir });
    expect(second.refused).toContain(`process ${first.pid}`);
    expect(await end(second)).toBe(1);
    expect(await ask(first.url, 'select 1 as one')).toEqual([{ one: 1 }]);
    await end(first, 'SIGINT');
  });

  test('serves exactly one of five that start at once', async () => {
    const all = await Promise.all(Array.from({ length: 5 }, () => place.start({ dataDir })));
    expect(all.filter((each) => each.refused === undefined)).toHaveLength(1);
    await Promise.all(all.map((each) => end(each, 'SIGINT')));
    expect(running()).toEqual([]);
  });

  test('is joined by a command, which leaves it running for the server', async () => {
    const server = await place.start({ dataDir });
    const command = await place.start({ dataDir, join: true });
    expect(command).toMatchObject({ startedByUs: false, url: server.url });
    await end(command, 'SIGINT');
    expect(await ask(server.url, 'select 1 as one')).toEqual([{ one: 1 }]);
    await end(server, 'SIGINT');
  });

  test('is started by a command for its own duration, and kept by the server that came meanwhile', async () => {
    const command = await place.start({ dataDir, join: true });
    expect(command).toMatchObject({ startedByUs: true });
    const server = await place.start({ dataDir });
    expect(server).toMatchObject({ startedByUs: false });
    await end(command, 'SIGINT');
    expect(await ask(server.url, 'select 1 as one')).toEqual([{ one: 1 }]);
    await end(server, 'SIGINT');
    expect(running()).toEqual([]);
  });

  test('comes back under the same address after a kill -9 of PostgreSQL, with all that was committed', async () => {
    const server = await place.start({ dataDir });
    for (const id of [1, 2]) {
      await ask(server.url, `insert into kept values (${id})`);
      const killed = postmasterOf(dataDir);
      process.kill(killed, 'SIGKILL');
      while (running().includes(killed)) await sleep(10);
      expect(await ask(server.url, 'select max(id) as id from kept')).toEqual([{ id }]);
    }
    await end(server, 'SIGINT');
    expect(running()).toEqual([]);
  });

  test('comes back although a query of the killed PostgreSQL goes on', async () => {
    const server = await place.start({ dataDir });
    const busy = askOnce(server.url, 'do $$ begin loop null; end loop; end $$').catch(() => 'ended');
    await sleep(300);
    process.kill(postmasterOf(dataDir), 'SIGKILL');
    await sleep(300);
    expect(await ask(server.url, 'select max(id) as id from kept')).toEqual([{ id: 2 }]);
    expect(server.errors()).toContain('Processes of a PostgreSQL that was killed are ended');
    await end(server, 'SIGINT');
    expect(running()).toEqual([]);
    expect(await busy).toBe('ended');
  });

  test('is taken over after a kill -9 of its server: what was left running is stopped first', async () => {
    const killed = await place.start({ dataDir });
    await ask(killed.url, 'insert into kept values (3)');
    await end(killed, 'SIGKILL');
    const orphan = postmasterOf(dataDir);
    expect(running()).toContain(orphan);
    const next = await place.start({ dataDir });
    expect(next).toMatchObject({ startedByUs: true });
    expect(running()).not.toContain(orphan);
    expect(await ask(next.url, 'select max(id) as id from kept')).toEqual([{ id: 3 }]);
    await end(next, 'SIGINT');
  });

  test('starts after both were killed, also when another program has the process id by now', async () => {
    const server = await place.start({ dataDir });
    const killed = postmasterOf(dataDir);
    server.child.kill('SIGKILL');
    process.kill(killed, 'SIGKILL');
    while (running().length > 0) await sleep(10);
    const note = join(dataDir, 'postgres', 'postmaster.pid');
    fs.writeFileSync(note, fs.readFileSync(note, 'utf8').replace(/^\d+/, String(process.pid)));
    const next = await place.start({ dataDir });
    expect(next).toMatchObject({ startedByUs: true });
    await end(next, 'SIGINT');
  });

  test('is stopped with a process that ends without a word', async () => {
    await end(await place.start({ dataDir, careless: true }), 'SIGINT');
    while (running().length > 0) await sleep(10);
  });

  test('lets nobody in without the password, on any way', async () => {
    const { url = '', ...server } = await place.start({ dataDir });
    const rules = await ask(url, 'select distinct auth_method from pg_hba_file_rules');
    expect(rules).toEqual([{ auth_method: 'scram-sha-256' }]);
    const wrong = new URL(url);
    wrong.password = 'guessed';
    await expect(ask(wrong.toString(), 'select 1')).rejects.toMatchObject({ code: '28P01' });
    expect(await ask(url, 'show listen_addresses')).toEqual([{ listen_addresses: '' }]);
    const socketFolder = new URL(url).searchParams.get('host') ?? '';
    for (const folder of [dataDir, socketFolder]) expect(fs.statSync(folder).mode & 0o777).toBe(0o700);
    expect(fs.statSync(join(dataDir, 'postgres.password')).mode & 0o777).toBe(0o600);
    await end(server, 'SIGINT');
  });

  test('sees nothing of the environment of its server', async () => {
    process.env.MADANG_MASTER_KEY = 'not-for-postgresql';
    const server = await place.start({ dataDir });
    delete process.env.MADANG_MASTER_KEY;
    expect(running().length).toBeGreaterThan(3);
    for (const pid of running()) expect(fs.readFileSync(`/proc/${pid}/environ`, 'utf8')).not.toContain('not-for');
    await end(server, 'SIGINT');
  });

  test('speaks UTF-8 of every language, in trigrams too, and gives no durability away', async () => {
    const server = await place.start({ dataDir });
    await ask(server.url, 'create extension if not exists pg_trgm');
    const words = await ask(
      server.url,
      "select similarity('프린터 고장', '프린터') > 0.4 as similar, lower('ÄÖ') as lower, current_setting('server_encoding') as encoding",
    );
    expect(words).toEqual([{ similar: true, lower: 'äö', encoding: 'UTF8' }]);
    const names = "('fsync', 'full_page_writes', 'synchronous_commit')";
    expect(await ask(server.url, `select distinct setting from pg_settings where name in ${names}`)).toEqual([
      { setting: 'on' },
    ]);
    await end(server, 'SIGINT');
  });
});

describe('a data folder that is hard to reach', patience, () => {
  const open: Place[] = [];
  const place = (rootOnly: boolean): Place => {
    const made = makePlace(rootOnly);
    open.push(made);
    return made;
  };

  afterAll(() => Promise.all(open.map((each) => each.close())));

  test('may lie under one that only root may enter; the server gives root up and still revives PostgreSQL', async () => {
    const { folder, start } = place(true);
    const dataDir = join(folder, 'data');
    const server = await start({ dataDir, dropRoot: true });
    expect(server.uid).not.toBe(0);
    await ask(server.url, 'create table kept (id int)');
    process.kill(postmasterOf(dataDir), 'SIGKILL');
    await sleep(50);
    expect(await ask(server.url, 'select count(*)::int as count from kept')).toEqual([{ count: 0 }]);
    const [postmaster = 0] = clusterProcesses(join(dataDir, 'postgres'));
    expect(fs.statSync(`/proc/${postmaster}`).uid).toBe(server.uid);
    const again = await start({ dataDir });
    expect(again.refused).toContain(`process ${server.pid}`);
    expect(await end(server, 'SIGINT')).toBe(0);
    expect(clusterProcesses(join(dataDir, 'postgres'))).toEqual([]);
  });

  test('may have a long path with every kind of sign in it', async () => {
    const { folder, start } = place(false);
    const dataDir = join(folder, `마당 "$HOME" 'it''s', \`x\` %2F #1 ${'x'.repeat(180)}`, 'y'.repeat(200), 'data');
    const server = await start({ dataDir });
    expect(await ask(server.url, 'select 1 as one')).toEqual([{ one: 1 }]);
    await end(server, 'SIGINT');
    const socketFolder = new URL(server.url ?? '').searchParams.get('host') ?? '';
    expect(fs.existsSync(socketFolder)).toBe(false);
  });

  test('is used by an ordinary account as itself', async (context) => {
    const { folder, start } = place(false);
    const become = outsider();
    const isShut = process.getuid?.() === 0 && become === undefined;
    context.skip(isShut, 'This tree lies where only root may enter: an ordinary account could not run it at all.');
    const home = join(folder, 'home');
    fs.mkdirSync(home);
    if (become !== undefined) fs.chownSync(home, become, become);
    const dataDir = join(home, 'data');
    const server = await start({ dataDir, ...(become === undefined ? {} : { become }) });
    expect(fs.statSync(join(dataDir, 'postgres')).uid).toBe(server.uid);
    expect(await ask(server.url, 'select 1 as one')).toEqual([{ one: 1 }]);
    expect(await end(server, 'SIGTERM')).toBe(0);
  });

  test('is refused when it holds other things', async () => {
    const { folder, start } = place(false);
    fs.writeFileSync(join(folder, 'letter.txt'), 'mine');
    const mode = fs.statSync(folder).mode;
    const server = await start({ dataDir: folder });
    expect(server.refused).toContain('letter.txt');
    expect(fs.statSync(folder).mode).toBe(mode);
  });

  test('is refused with a clear word when another PostgreSQL made it', async () => {
    const { folder, start } = place(false);
    const dataDir = join(folder, 'data');
    fs.mkdirSync(join(dataDir, 'locks'), { recursive: true });
    fs.mkdirSync(join(dataDir, 'postgres'));
    fs.writeFileSync(join(dataDir, 'postgres', 'PG_VERSION'), '15\n');
    expect((await start({ dataDir })).refused).toContain('was made by PostgreSQL 15');
  });
});
