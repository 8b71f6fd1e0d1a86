import type { FastifyInstance } from 'fastify';
import type { Config } from '#platform/config.ts';
import { buildApp } from '#platform/http/app.ts';
import type { Kernel } from '#platform/kernel.ts';
import type { Module } from '#platform/module.ts';
import { createTestDatabase, type TestDatabase } from './database.ts';
import { makeTestKernel } from './kernel.ts';

type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
type CallOptions = {
  /** Whose credentials the request carries. */
  readonly as?: { readonly headers: Readonly<Record<string, string>> } | undefined;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  /** The address it comes from. */
  readonly from?: string;
};
export type Answer = {
  readonly status: number;
  /** Parsed, of no type: a test reads whatever it expects to be there. */
  readonly body: ReturnType<typeof JSON.parse>;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  /** Cookies that the answer sets, by name. */
  readonly cookies: Readonly<Record<string, string>>;
};
export type TestHouse = {
  readonly database: TestDatabase;
  readonly kernel: Kernel;
  readonly app: FastifyInstance;
  /** A request from a page of the house. */
  readonly call: (method: Method, url: string, options?: CallOptions) => Promise<Answer>;
  /** What a tenant's audit holds about an action, oldest first. */
  readonly audit: (tenantId: number, action: string) => Promise<Record<string, unknown>[]>;
  readonly close: () => Promise<void>;
};

/** Where a browser says that its page comes from, when the server was given no MADANG_URL. */
const HOUSE_ORIGIN = 'http://localhost:4000';

/** The whole server with these modules, over a database of its own. */
export const startTestHouse = async (
  modules: readonly Module[],
  changes: { readonly config?: Partial<Config>; readonly clock?: () => Date } = {},
): Promise<TestHouse> => {
  const database = await createTestDatabase();
  const { kernel, close } = makeTestKernel(database, modules, changes);
  const app = buildApp(kernel);
  await app.ready();
  return {
    database,
    kernel,
    app,
    call: (method, url, options = {}) => send(app, method, url, options),
    audit: (tenantId, action) =>
      database.asAdmin('select * from madang.audit where tenant_id = $1 and action = $2 order by id', [
        tenantId,
        action,
      ]),
    close: async () => {
      await app.close();
      await close();
      await database.drop();
    },
  };
};

const send = async (app: FastifyInstance, method: Method, url: string, options: CallOptions): Promise<Answer> => {
  const { as, body, headers = {}, from = '127.0.0.1' } = options;
  const answer = await app.inject({
    method,
    url,
    remoteAddress: from,
    headers: { host: 'localhost:4000', origin: HOUSE_ORIGIN, ...as?.headers, ...headers },
    ...(body === undefined ? {} : { payload: body as object }),
  });
  return {
    status: answer.statusCode,
    body: answer.body === '' ? null : JSON.parse(answer.body),
    headers: answer.headers as Answer['headers'],
    cookies: Object.fromEntries(answer.cookies.map(({ name, value }) => [name, value])),
  };
};
