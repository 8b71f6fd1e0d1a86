import type { FastifyInstance } from 'fastify';
import type { Config } from '#platform/config.ts';
import { buildApp } from '#platform/http/app.ts';
import type { Kernel } from '#platform/kernel.ts';
import { arrangeActor, arrangeTenant, type TestActor } from '#platform/testing/actors.ts';
import { createTestDatabase, type TestDatabase } from '#platform/testing/database.ts';
import { makeTestKernel } from '#platform/testing/kernel.ts';
import { thingTable, tryModule } from './try-module.ts';

/** An app over a database of its own, with two tenants and people in them. */
export type TryApp = {
  readonly app: FastifyInstance;
  readonly kernel: Kernel;
  readonly database: TestDatabase;
  readonly engineer: TestActor;
  readonly admin: TestActor;
  readonly customer: TestActor;
  readonly stranger: TestActor;
  /** Puts a thing there behind everybody's back; answers its id. */
  readonly putThing: (tenantId: number, name: string, ownerId: number) => Promise<number>;
  /** The audit rows of refusals, oldest first. */
  readonly refusals: () => Promise<Record<string, unknown>[]>;
  readonly close: () => Promise<void>;
};

export const startTryApp = async (config: Partial<Config> = {}): Promise<TryApp> => {
  const database = await createTestDatabase();
  await database.asAdmin(thingTable);
  const here = await arrangeTenant(database, 'HERE');
  const there = await arrangeTenant(database, 'THERE');
  const { kernel, close } = makeTestKernel(database, [tryModule], { config });
  const app = buildApp(kernel);
  await app.ready();
  return {
    app,
    kernel,
    database,
    engineer: await arrangeActor(database, here.id, 'ENGINEER'),
    admin: await arrangeActor(database, here.id, 'ADMIN'),
    customer: await arrangeActor(database, here.id, 'CUSTOMER'),
    stranger: await arrangeActor(database, there.id, 'ADMIN'),
    putThing: async (tenantId, name, ownerId) => {
      const [row] = await database.asAdmin(
        'insert into madang.thing (tenant_id, name, owner_id) values ($1, $2, $3) returning id',
        [tenantId, name, ownerId],
      );
      return Number(row?.id);
    },
    refusals: () => database.asAdmin("select * from madang.audit where outcome = 'refused' order by id"),
    close: async () => {
      await app.close();
      await close();
      await database.drop();
    },
  };
};
