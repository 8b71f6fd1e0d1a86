import { createAssignment, createUser, findUserByLogin } from '#modules/accounts/api.ts';
import { changeOwnTenant, createTenant, findOwnTenant, listTenants } from '#modules/tenants/api.ts';
import { PROVIDER_CODE, PROVIDER_TENANT_ID } from '#platform/access/principal.ts';
import { readOnce, type Tx } from '#platform/db/tenant-tx.ts';
import type { Kernel } from '#platform/kernel.ts';
import { closeDoor, type Door, moveDoor, openDoor, within } from './door-actions.ts';
import { ADMINISTRATOR, type DemoTenant, demoTenants } from './people.ts';
import { liveThrough } from './story-actions.ts';
import { type DemoTicket, demoTickets } from './tickets.ts';

type Told = (done: number, total: number) => void;

/** How many tenants live through their 90 days at a time. */
const AT_ONCE = 4;

/** Whether the demo world is there: not begun, begun and not finished, or complete. */
export const demoState = async ({ database }: Kernel): Promise<'none' | 'begun' | 'complete'> => {
  const provider = await readOnce(
    database.app,
    { tenantId: PROVIDER_TENANT_ID, proof: null },
    findOwnTenant(PROVIDER_TENANT_ID),
  );
  const demo = provider?.settings.demo;
  return demo === 'begun' || demo === 'complete' ? demo : 'none';
};

/**
 * Makes the demo world, or what is missing of it: each tenant's users and tickets are one transaction, so that a start
 * that was killed goes on where it stood. `passwordHash` is the one of all demo accounts.
 */
export const makeDemoWorld = async (kernel: Kernel, passwordHash: string, told: Told): Promise<void> => {
  const tenants = demoTenants();
  const provider = tenants.find(isProvider);
  const others = tenants.filter((tenant): tenant is Customer => !isProvider(tenant));
  if (provider === undefined) return;
  const administratorId = await makeProvider(kernel, provider, passwordHash);
  let door = await openDoor(kernel.database, administratorId);
  const ids = await makeTenants(kernel, door, others, passwordHash);
  door = await visitUnassigned(kernel, door, others);
  await closeDoor(kernel.database, door);
  await tellStories(kernel, others, ids, told);
  await markProvider(kernel, provider, 'complete');
};

const isProvider = ({ kind }: DemoTenant): boolean => kind === 'provider';

const makeProvider = async ({ database }: Kernel, provider: DemoTenant, passwordHash: string): Promise<number> =>
  within(database, PROVIDER_TENANT_ID, async (tx) => {
    const known = await tx.run(findUserByLogin(tx.tenantId, ADMINISTRATOR));
    if (known !== undefined) return known.id;
    const before = await ownTenant(tx);
    const { name, businessNumber } = provider;
    await changeOwnTenant(tx, before, { name, businessNumber, settings: { demo: 'begun' } });
    const made = [];
    for (const user of provider.users)
      made.push(await createUser(tx, { ...user, locale: 'ko', demo: true, passwordHash }));
    const [administratorId] = made;
    if (administratorId === undefined) throw new Error('The provider of the demo world has an administrator');
    return administratorId;
  });

const markProvider = ({ database }: Kernel, { name }: DemoTenant, demo: 'complete'): Promise<void> =>
  within(database, PROVIDER_TENANT_ID, async (tx) =>
    changeOwnTenant(tx, await ownTenant(tx), { name, settings: { demo } }),
  );

const ownTenant = async (tx: Tx) => {
  const tenant = await tx.run(findOwnTenant(tx.tenantId));
  if (tenant === undefined) throw new Error('A tenant that is acted in is not there');
  return tenant;
};

type Customer = DemoTenant & { readonly kind: Exclude<DemoTenant['kind'], 'provider'> };
type TenantIds = ReadonlyMap<string, number>;

/** Tenants, their users, and who of the provider is assigned; in `*`, one transaction a tenant. */
const makeTenants = async (
  kernel: Kernel,
  door: Door,
  tenants: readonly Customer[],
  passwordHash: string,
): Promise<TenantIds> => {
  const { database, modules } = kernel;
  const by = { actingId: door.actingId };
  const known = await within(database, door.tenantId, (tx) =>
    tx.run(listTenants(door.actingId, { before: null, limit: 1000 })),
  );
  const ids = new Map(known.map(({ code, id }) => [code, id]));
  for (const { code, name, kind, businessNumber, users, staff } of tenants) {
    let id = ids.get(code);
    if (id === undefined) {
      id = await within(database, door.tenantId, async (tx) => {
        const made = await createTenant(tx, by, modules, { code, name, kind, businessNumber });
        return made.id;
      });
      ids.set(code, id);
    }
    await makeUsers(kernel, id, users, passwordHash);
    await assignStaff(kernel, door, id, staff);
  }
  return ids;
};

const makeUsers = (
  { database }: Kernel,
  tenantId: number,
  users: DemoTenant['users'],
  passwordHash: string,
): Promise<void> =>
  within(database, tenantId, async (tx) => {
    for (const user of users) {
      if ((await tx.run(findUserByLogin(tx.tenantId, user.login))) === undefined) {
        await createUser(tx, { ...user, locale: 'ko', demo: true, passwordHash });
      }
    }
  });

const assignStaff = async (
  { database }: Kernel,
  door: Door,
  tenantId: number,
  staff: readonly string[],
): Promise<void> => {
  if (staff.length === 0) return;
  await within(database, door.tenantId, async (tx) => {
    for (const login of staff) {
      const user = await tx.run(findUserByLogin(tx.tenantId, login));
      if (user === undefined) throw new Error(`${login} is not there to be assigned`);
      await createAssignment(
        tx,
        { actingId: door.actingId, userId: user.id },
        { userId: user.id, tenantId, role: user.role },
      ).catch(ignoreTaken);
    }
  });
};

/** A world that was begun before has some of its assignments already. */
const ignoreTaken = (error: unknown): void => {
  if ((error as { code?: unknown }).code !== 'accounts.assignment_exists') throw error;
};

/** Where nobody is assigned, the provider's administrator helps: a tenant knows them from their first visit on. */
const visitUnassigned = async ({ database }: Kernel, first: Door, tenants: readonly DemoTenant[]): Promise<Door> => {
  let door = first;
  for (const { code, staff } of tenants) {
    if (staff.length === 0) door = await moveDoor(database, door, code);
  }
  return moveDoor(database, door, PROVIDER_CODE);
};

const tellStories = async (
  kernel: Kernel,
  tenants: readonly DemoTenant[],
  ids: TenantIds,
  told: Told,
): Promise<void> => {
  const tickets = demoTickets(tenants, kernel.clock());
  const byTenant = new Map<string, DemoTicket[]>();
  for (const ticket of tickets) byTenant.set(ticket.tenantCode, [...(byTenant.get(ticket.tenantCode) ?? []), ticket]);
  const waiting = [...byTenant];
  let done = 0;
  const worker = async (): Promise<void> => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      const [code, own] = next;
      await liveThrough(kernel, ids.get(code) ?? 0, own);
      done += own.length;
      told(done, tickets.length);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
};
