import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { tenants } from '#modules/tenants/module.ts';
import type { Principal } from '#platform/access/principal.ts';
import { contextOf } from '#platform/access/proof.ts';
import { type Tx, tenantTx } from '#platform/db/tenant-tx.ts';
import { startTestHouse, type TestHouse } from '#platform/testing/house.ts';
import {
  assign,
  type House,
  makeHouse,
  makeProviderAdministrator,
  makeUser,
  type SignedIn,
  signIn,
} from '../factory.ts';
import { addKeyActing } from '../keys/queries.ts';
import { accounts } from '../module.ts';
import { insertActing, switchActing } from '../sign-in/queries.ts';

let house: TestHouse;
let administrator: SignedIn;
let one: House;

beforeAll(async () => {
  house = await startTestHouse([tenants, accounts]);
  administrator = await makeProviderAdministrator(house.database);
  one = await makeHouse(house.database, administrator.principal);
});
afterAll(() => house.close());

const actor = {
  id: null,
  login: null,
  tenantCode: null,
  channel: 'cli',
  address: null,
  method: null,
  path: null,
  requestId: null,
} as const;
const waysIn = (userId: number) =>
  house.database.asAdmin('select kind, role from madang.acting where user_id = $1', [userId]);

/** Opens a way in, holds its transaction while `meanwhile` is asked for, and lets go once that one has to wait. */
const holding = async (
  context: Pick<Parameters<typeof tenantTx>[1], 'tenantId' | 'proof'>,
  open: (tx: Tx) => Promise<unknown>,
  meanwhile: () => Promise<unknown>,
) => {
  let waiting: Promise<unknown> = Promise.resolve();
  await tenantTx(house.database.app, { ...context, actor }, async (tx) => {
    await open(tx);
    waiting = meanwhile();
    const first = await Promise.race([
      waiting.then(() => 'done'),
      new Promise((resolve) => setTimeout(resolve, 150, 'waits')),
    ]);
    expect(first).toBe('waits');
  });
  await waiting;
};
const disable = (id: number, as: SignedIn) => house.call('POST', `/api/users/${id}/disablement`, { as });
const own = (tenantId: number) => ({ tenantId, proof: null });
const acting = (principal: Principal) => ({ id: principal.actingId, version: principal.version });

describe('a way in that is opened while its person is ended', () => {
  it('ends too: by sign-in', async () => {
    const user = await makeUser(house.database, one.tenant.id);
    const way = {
      kind: 'session',
      userId: user.id,
      secretHash: Buffer.from('sign-in'),
      client: null,
      address: null,
    } as const;
    await holding(
      own(one.tenant.id),
      (tx) => tx.run(insertActing(tx.tenantId, way)),
      () => disable(user.id, one.users.ADMIN),
    );
    expect(await waysIn(user.id)).toEqual([]);
    const late = await tenantTx(house.database.app, { ...own(one.tenant.id), actor }, (tx) =>
      tx.run(insertActing(tx.tenantId, way)),
    );
    expect(late).toBeUndefined();
  });

  it('ends too: by a switch while the assignment is taken away', async () => {
    const user = await makeUser(house.database, 1, { role: 'ENGINEER' });
    const id = await assign(house.database, administrator.principal, user, one.tenant.id, 'PM');
    const { principal } = await signIn(house.database, user);
    await holding(
      contextOf(principal),
      (tx) => tx.run(switchActing(acting(principal), one.tenant.code, Buffer.from('switch'), actor)),
      () => house.call('DELETE', `/api/assignments/${id}`, { as: administrator }),
    );
    expect(await waysIn(user.id)).toEqual([]);
  });

  it('learns the new role: a key made while the role is changed', async () => {
    const user = await makeUser(house.database, one.tenant.id, { role: 'ADMIN' });
    const { principal } = await signIn(house.database, user);
    const key = {
      secretHash: Buffer.from('key'),
      scopes: ['tenant.configure'],
      expiresAt: new Date(Date.now() + 60_000),
    };
    const { headers } = await house.call('GET', `/api/users/${user.id}`, { as: one.users.ADMIN });
    await holding(
      contextOf(principal),
      (tx) => tx.run(addKeyActing(principal.actingId, key)),
      () =>
        house.call('PATCH', `/api/users/${user.id}`, {
          as: one.users.ADMIN,
          body: { role: 'CUSTOMER' },
          headers: { 'if-match': String(headers.etag) },
        }),
    );
    expect((await waysIn(user.id)).map(({ role }) => role)).toEqual(['CUSTOMER', 'CUSTOMER']);
  });
});
