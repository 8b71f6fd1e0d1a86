import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { Readable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeUser } from '#modules/accounts/factory.ts';
import { ensureDemoWorld } from '#modules/demo/api.ts';
import { createTestDatabase, type TestDatabase, testMasterKey } from '#platform/testing/database.ts';
import { type Command, type CommandContext, CommandFailed, WrongUsage } from '../command.ts';
import { readConfig } from '../config.ts';
import { passwordFrom, withHouse } from '../console.ts';
import { command as db } from './db.ts';
import { command as demo } from './demo.ts';
import { command as imports } from './import.ts';
import { command as setup } from './setup.ts';
import { command as tenant } from './tenant.ts';
import { command as user } from './user.ts';

let database: TestDatabase;
const masterKey = process.env.MADANG_MASTER_KEY;
beforeAll(async () => {
  database = await createTestDatabase();
  process.env.MADANG_MASTER_KEY = Buffer.from(testMasterKey).toString('base64');
});
afterAll(async () => {
  if (masterKey === undefined) delete process.env.MADANG_MASTER_KEY;
  else process.env.MADANG_MASTER_KEY = masterKey;
  await database.drop();
});

const said: string[] = [];
/** Runs a command as main.ts does, over the test's database; answers what --json would print. */
const run = async (command: Command, ...args: string[]): Promise<ReturnType<typeof JSON.parse>> =>
  await command.run(args, context());
const context = (): CommandContext => ({
  config: readConfig({
    DATABASE_URL: database.url,
    MADANG_DATA: join(tmpdir(), 'madang-people-test'),
    MADANG_URL: 'https://desk.example',
  }),
  say: (text) => void said.push(text),
  json: true,
  signal: new AbortController().signal,
});
const refusal = (sentence: string) => expect.objectContaining({ name: 'CommandFailed', message: sentence });

describe('main.ts setup, tenant and user', () => {
  it('explain themselves, and know wrong usage', async () => {
    for (const [name, command] of Object.entries({ setup, tenant, user, db })) {
      expect(command.help.startsWith(`Usage: main.ts ${name}`)).toBe(true);
    }
    for (const [command, ...args] of [
      [setup],
      [setup, '--login', 'x', '--name', 'X', '--locale', 'fr'],
      [tenant, 'destroy'],
      [tenant, 'suspend'],
      [tenant, 'list', 'X'],
      [tenant, 'create', '--code', 'lower', '--name', 'x'],
      [user, 'create', '--login', 'x', '--name', 'x', '--role', 'KING'],
      [user, 'reset', '--loud'],
      [user, 'constructor'],
      [user, 'role', '--login', 'x', '--role', 'KING'],
      [user, 'role', '--login', 'x'],
      [db],
      [db, 'move'],
      [db, 'distribute', 'more'],
    ] as [Command, ...string[]][]) {
      await expect(run(command, ...args), args.join(' ')).rejects.toThrow(WrongUsage);
    }
  });

  it('set up the first administrator, in place of the demo accounts, once', async () => {
    await expect(run(tenant, 'list')).rejects.toEqual(
      refusal('The provider has no administrator yet: run `setup` first.'),
    );
    const admin = await makeUser(database, 1, { role: 'ADMIN', demo: true, login: 'admin@hanbit.demo' });
    const made = await run(setup, '--login', 'Boss@Example.com', '--name', '한사장');
    expect(made).toMatchObject({ login: 'boss@example.com', demoAccountsDisabled: 1 });
    expect(made.invitation.link).toMatch(/^https:\/\/desk\.example\/invitation#token=1\.[\w-]{43}$/);
    expect(said.at(-1)).toContain(made.invitation.link);
    const [account] = await database.asAdmin('select status from madang.account where id = $1', [admin.id]);
    expect(account).toEqual({ status: 'disabled' });
    await expect(run(setup, '--login', 'other@example.com', '--name', 'Other')).rejects.toThrow(
      'There is an administrator already: boss@example.com. `user reset`',
    );
  });

  it('finish a set-up that was stopped before it had disabled all demo accounts', async () => {
    const left = await makeUser(database, 1, { role: 'ENGINEER', demo: true });
    await expect(run(setup, '--login', 'boss@example.com', '--name', '한사장')).rejects.toThrow(
      'There is an administrator already: boss@example.com. 1 demo accounts were disabled.',
    );
    const accounts = await database.asAdmin('select status from madang.account where id = $1', [left.id]);
    expect(accounts).toEqual([{ status: 'disabled' }]);
  });

  it('end the demo world: a server starts without it, and nobody gets a password for it', async () => {
    for (const state of ['complete', 'begun']) {
      await database.asAdmin(
        'update madang.tenant set settings = jsonb_build_object($1::text, $2::text) where id = 1',
        ['demo', state],
      );
      const made = withHouse(context(), (kernel) => ensureDemoWorld(kernel, 'quiet-lantern-47', () => undefined));
      expect(await made).toEqual({ state: 'over', password: null });
      await expect(run(demo, '--password')).rejects.toEqual(
        refusal('The demo world is over: its administrator is disabled, as `setup` leaves it.'),
      );
    }
    await database.asAdmin("update madang.tenant set settings = '{}' where id = 1");
  });

  it('know of moving and spreading a database, and say that it comes later', async () => {
    await expect(run(db, 'move', '--to', 'postgres://x@y/z')).rejects.toThrow('db move comes later');
    await expect(run(db, 'distribute')).rejects.toEqual(
      refusal('db distribute comes later: this version does not have it yet.'),
    );
  });

  it('create, list, suspend and activate tenants, on record as the command line', async () => {
    const name = '명령 주식회사';
    const made = await run(tenant, 'create', '--code', 'CLI_1', '--name', name, '--business-number', '124-81-00998');
    expect(made).toMatchObject({ code: 'CLI_1', name });
    const wrong = ['create', '--code', 'CLI_2', '--name', 'x', '--business-number', '124-81-00999'];
    await expect(run(tenant, ...wrong)).rejects.toEqual(refusal('The check digit is not right.'));
    expect(await run(tenant, 'suspend', 'CLI_1')).toEqual({ code: 'CLI_1', status: 'suspended' });
    const { tenants } = await run(tenant, 'list', '--status', 'suspended');
    expect(tenants.map(({ code }: { code: string }) => code)).toEqual(['CLI_1']);
    await run(tenant, 'activate', 'CLI_1');
    await expect(run(tenant, 'suspend', 'NOWHERE')).rejects.toEqual(refusal('There is no tenant NOWHERE.'));
    const rows = await database.asAdmin("select distinct channel from madang.audit where action like 'tenant.%'");
    expect(rows).toEqual([{ channel: 'cli' }]);
    const actors = await database.asAdmin(
      `select distinct a.actor_id, a.actor_login, a.actor_tenant from madang.audit a
       join madang.tenant t on t.id = a.tenant_id where t.code = 'CLI_1'`,
    );
    expect(actors).toEqual([{ actor_id: null, actor_login: 'main.ts', actor_tenant: '*' }]);
    expect(await database.asAdmin("select 1 from madang.acting where client = 'main.ts'")).toEqual([]);
  });

  it('create, reset, disable and enable users', async () => {
    const place = ['--tenant', 'CLI_1', '--login', 'kim@cli.demo'];
    const made = await run(user, 'create', ...place, '--name', '김', '--role', 'CUSTOMER');
    expect(made.invitation.link).toContain('/invitation#token=');
    await expect(run(user, 'create', ...place, '--name', '김', '--role', 'CUSTOMER')).rejects.toThrow(CommandFailed);
    expect((await run(user, 'reset', ...place)).invitation.link).not.toBe(made.invitation.link);
    expect(await run(user, 'role', ...place, '--role', 'ADMIN')).toEqual({
      login: 'kim@cli.demo',
      role: 'ADMIN',
      before: 'CUSTOMER',
    });
    expect(await run(user, 'role', ...place, '--role', 'ADMIN')).toMatchObject({ before: 'ADMIN' });
    expect(
      await database.asAdmin(
        `select actor_id, actor_login, channel, changes from madang.audit where action = 'user.change'`,
      ),
    ).toEqual([
      {
        actor_id: null,
        actor_login: 'main.ts',
        channel: 'cli',
        changes: { role: { from: 'CUSTOMER', to: 'ADMIN' } },
      },
    ]);
    await expect(run(user, 'role', '--login', 'boss@example.com', '--role', 'PM')).rejects.toEqual(
      refusal('The provider keeps at least one administrator.'),
    );
    const spaced = ['--login', 'kim min', '--name', '김', '--role', 'CUSTOMER'];
    await expect(run(user, 'create', '--tenant', 'CLI_1', ...spaced)).rejects.toThrow('kim min cannot be a login');
    await expect(run(setup, '--login', 'kim min', '--name', '김')).rejects.toThrow(CommandFailed);
    expect(await run(user, 'disable', ...place)).toMatchObject({ status: 'disabled' });
    await expect(run(user, 'reset', ...place)).rejects.toThrow('disabled');
    expect(await run(user, 'enable', ...place)).toMatchObject({ status: 'enabled' });
    await expect(run(user, 'reset', '--tenant', 'CLI_1', '--login', 'nobody')).rejects.toEqual(
      refusal('There is no user nobody in this tenant.'),
    );
  });

  it('import what stands before a quote that is never closed, and name its line', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'madang-people-'));
    const path = join(folder, 'open.csv');
    await writeFile(path, 'text\nfine\n\n"open\nlost\n');
    const place = ['tickets', path, '--tenant', 'CLI_1', '--map', 'text=title'];
    await run(user, 'create', '--tenant', 'CLI_1', '--login', 'lee@cli.demo', '--name', '이', '--role', 'ADMIN');
    for (const more of [['--dry-run'], []]) {
      await expect(run(imports, ...place, ...more)).rejects.toThrow('The file cannot be read on from line 4');
    }
    const state = await database.asAdmin('select created, finished_at from madang.ticket_import');
    expect(state).toEqual([{ created: 1, finished_at: null }]);
    await rm(folder, { recursive: true });
  });

  it('read a password from standard input, whole lines of it', async () => {
    const from = (...chunks: string[]) => passwordFrom(Readable.from(chunks.map((chunk) => Buffer.from(chunk))), true);
    expect(await from('quiet-lan', 'tern-47-otter\n')).toBe('quiet-lantern-47-otter');
    expect(await passwordFrom(Readable.from([]), false)).toBeUndefined();
    await expect(from('short\n')).rejects.toThrow(WrongUsage);
  });
});
