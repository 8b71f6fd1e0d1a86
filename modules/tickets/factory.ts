import type { FastifyInstance, LightMyRequestResponse } from 'fastify';
import { tenantTx } from '#platform/db/tenant-tx.ts';
import { buildApp } from '#platform/http/app.ts';
import type { Kernel } from '#platform/kernel.ts';
import type { Module } from '#platform/module.ts';
import { arrangeActor, arrangeTenant, type TestActor } from '#platform/testing/actors.ts';
import { createTestDatabase, type TestDatabase } from '#platform/testing/database.ts';
import { makeTestKernel } from '#platform/testing/kernel.ts';
import type { NewTicket, TicketDetail } from './contract.ts';
import { prepareNumbers } from './create/actions.ts';

/** A house with two tenants and people in them, for tests of what happens to tickets. */
export type Desk = {
  readonly app: FastifyInstance;
  readonly kernel: Kernel;
  readonly database: TestDatabase;
  readonly tenant: { readonly id: number; readonly code: string };
  readonly admin: TestActor;
  readonly pm: TestActor;
  readonly engineer: TestActor;
  readonly customer: TestActor;
  readonly neighbour: TestActor;
  /** An ADMIN and a CUSTOMER of another tenant. */
  readonly stranger: TestActor;
  readonly strangeCustomer: TestActor;
  readonly ask: Ask;
  /** Opens a ticket over HTTP. */
  readonly open: (who: TestActor, ticket?: Partial<NewTicket>) => Promise<TicketDetail>;
  readonly close: () => Promise<void>;
};

export type Ask = (
  who: TestActor,
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE',
  url: string,
  payload?: object,
  headers?: Readonly<Record<string, string>>,
) => Promise<LightMyRequestResponse>;

/** Another tenant with its numbering rules, as prepareTenant makes it. */
const arrangeDeskTenant = async (database: TestDatabase, code: string): Promise<{ id: number; code: string }> => {
  const tenant = await arrangeTenant(database, code);
  await tenantTx(database.app, { tenantId: tenant.id, proof: null, actor: nobody }, prepareNumbers);
  return tenant;
};

const nobody = {
  id: null,
  login: null,
  tenantCode: null,
  channel: 'cli' as const,
  address: null,
  method: null,
  path: null,
  requestId: null,
};

/** Opens a house made of the given modules; `close` when the file is done. */
export const openDesk = async (
  modules: readonly Module[],
  options: { readonly clock?: () => Date } = {},
): Promise<Desk> => {
  const database = await createTestDatabase();
  const tenant = await arrangeDeskTenant(database, 'HERE');
  const elsewhere = await arrangeDeskTenant(database, 'THERE');
  const { kernel, close } = makeTestKernel(database, modules, options);
  const app = buildApp(kernel);
  await app.ready();
  const ask: Ask = (who, method, url, payload, headers = {}) =>
    app.inject({ method, url, headers: { ...who.headers, ...headers }, ...(payload === undefined ? {} : { payload }) });
  return {
    app,
    kernel,
    database,
    tenant,
    admin: await arrangeActor(database, tenant.id, 'ADMIN'),
    pm: await arrangeActor(database, tenant.id, 'PM'),
    engineer: await arrangeActor(database, tenant.id, 'ENGINEER'),
    customer: await arrangeActor(database, tenant.id, 'CUSTOMER'),
    neighbour: await arrangeActor(database, tenant.id, 'CUSTOMER'),
    stranger: await arrangeActor(database, elsewhere.id, 'ADMIN'),
    strangeCustomer: await arrangeActor(database, elsewhere.id, 'CUSTOMER'),
    ask,
    open: async (who, ticket = {}) => {
      const answer = await ask(who, 'POST', '/api/tickets', {
        kind: 'service_request',
        title: '프린터가 멈췄습니다',
        ...ticket,
      });
      if (answer.statusCode !== 201) throw new Error(`No ticket was opened: ${answer.body}`);
      return answer.json<TicketDetail>();
    },
    close: async () => {
      await app.close();
      await close();
      await database.drop();
    },
  };
};
