import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { hashSecret, newSecret, SESSION_COOKIE, sessionCookieValue } from '#platform/access/credential.ts';
import type { Role } from '#platform/access/principal.ts';
import { startEmbedded } from '#platform/db/embedded/embedded.ts';
import { silentLog } from '#platform/log/log.ts';
import { type Child, freePort, startChild, untilOk } from './children.ts';

/** A running Madang without a demo world, its database's administrator, and the bare server beside it. */
export type House = {
  readonly url: string;
  readonly bareUrl: string;
  readonly server: Child;
  readonly dataDir: string;
  /** The superuser's URL of its database. */
  readonly adminUrl: string;
  /** Past all policies, for seeding. */
  sql<R = Record<string, unknown>>(text: string, values?: readonly unknown[]): Promise<R[]>;
  /** A tenant made through the API, rules and all. */
  tenant(code: string): Promise<number>;
  /** Somebody with a running session: the headers of their requests and their id. */
  person(tenantId: number, role: Role): Promise<Person>;
  close(): Promise<void>;
};
export type Person = { readonly userId: number; readonly headers: Record<string, string> };

/** Starts everything in a temporary folder; `close` leaves nothing behind. */
export const openHouse = async (): Promise<House> => {
  const dataDir = await mkdtemp(join(tmpdir(), 'madang-bench-'));
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const server = startChild('app/main.ts', ['serve', '--no-demo'], { MADANG_DATA: dataDir, PORT: String(port) });
  await untilOk(`${url}/readyz`, server).catch(async (error: unknown) => {
    await server.stop();
    await rm(dataDir, { recursive: true, force: true });
    throw error;
  });
  const joined = await startEmbedded({ dataDir, log: silentLog(), join: true });
  const pool = new pg.Pool({ connectionString: joined.adminUrl, max: 2 });
  // In a schema of its own: the catalog check of the house refuses a table of its schema that keeps no tenants apart.
  await pool.query('create schema bench');
  const bare = startChild('bench/bare-server.ts', [joined.adminUrl]);
  const bareUrl = await printedUrl(bare);
  const sql: House['sql'] = async (text, values = []) => (await pool.query(text, [...values])).rows;
  const person = personIn(sql, url);
  return {
    url,
    bareUrl,
    server,
    dataDir,
    adminUrl: joined.adminUrl,
    sql,
    person,
    tenant: tenantMaker(person, url),
    close: async () => {
      await bare.stop();
      await pool.end();
      await joined.stop();
      await server.stop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
};

const printedUrl = async (child: Child): Promise<string> => {
  for (let tries = 0; tries < 500; tries += 1) {
    const url = /http:\/\/127\.0\.0\.1:\d+/.exec(child.output())?.[0];
    if (url !== undefined) return url;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error(`The bare server did not start: ${child.output()}`);
};

let people = 1_000_000;

const personIn =
  (sql: House['sql'], url: string): House['person'] =>
  async (tenantId, role) => {
    people += 1;
    const login = `bench${people}@bench.example`;
    await sql(
      `insert into madang.tenant_member (tenant_id, user_id, login, name, home_tenant_id, home_role, role)
       values ($1, $2, $3, $3, $1, $4, $4)`,
      [tenantId, people, login, role],
    );
    const secret = newSecret();
    await sql(
      `insert into madang.acting (tenant_id, kind, secret_hash, user_id, home_tenant_id, home_role, role,
         idle_expires_at, expires_at)
       values ($1, 'session', $2, $3, $1, $4, $4, now() + interval '1 day', now() + interval '1 day')`,
      [tenantId, hashSecret(secret), people, role],
    );
    const cookie = `${SESSION_COOKIE}=${sessionCookieValue(tenantId, secret)}`;
    return { userId: people, headers: { cookie, origin: url, 'content-type': 'application/json' } };
  };

const tenantMaker = (person: House['person'], url: string): House['tenant'] => {
  let keeper: Promise<Person> | undefined;
  return async (code) => {
    keeper ??= person(1, 'ADMIN');
    const { headers } = await keeper;
    const body = JSON.stringify({ code, name: code, kind: 'company' });
    const answer = await fetch(`${url}/api/tenants`, { method: 'POST', headers, body });
    const made = (await answer.json()) as { id: number };
    if (answer.status !== 201) throw new Error(`No tenant ${code}: ${JSON.stringify(made)}`);
    return made.id;
  };
};
