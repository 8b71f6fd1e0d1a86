import { randomInt } from 'node:crypto';
import {
  findSignInAccount,
  findUserByLogin,
  hashPassword,
  isPassword,
  replaceDemoHashes,
} from '#modules/accounts/api.ts';
import { listTenants } from '#modules/tenants/api.ts';
import { PROVIDER_TENANT_ID } from '#platform/access/principal.ts';
import { readOnce } from '#platform/db/tenant-tx.ts';
import type { Kernel } from '#platform/kernel.ts';
import { closeDoor, openDoor, within } from './door-actions.ts';
import { ADMINISTRATOR } from './people.ts';

const ALPHABET = 'abcdefghjkmnpqrstuvwxyz23456789';
const LENGTH = 14;

/** A password that can be read aloud: no letters that look alike; 69 bits. */
export const newPassword = (): string =>
  Array.from({ length: LENGTH }, () => ALPHABET.charAt(randomInt(ALPHABET.length))).join('');

/** Whether the demo world still has somebody who may do what it needs to be done. */
export const hasAdministrator = async ({ database }: Kernel): Promise<boolean> => {
  const inProvider = { tenantId: PROVIDER_TENANT_ID, proof: null };
  const user = await readOnce(database.app, inProvider, findUserByLogin(PROVIDER_TENANT_ID, ADMINISTRATOR));
  return user?.role === 'ADMIN' && user.status !== 'disabled';
};

/** Whether the demo accounts have this password. */
export const isDemoPassword = async ({ database }: Kernel, password: string): Promise<boolean> => {
  const inProvider = { tenantId: PROVIDER_TENANT_ID, proof: null };
  const user = await readOnce(database.app, inProvider, findUserByLogin(PROVIDER_TENANT_ID, ADMINISTRATOR));
  if (user === undefined) return false;
  const account = await readOnce(database.app, inProvider, findSignInAccount(PROVIDER_TENANT_ID, user.id));
  return isPassword(password, account?.password_hash ?? null);
};

/** Gives all demo accounts one password. Throws when there is no demo world. */
export const setDemoPassword = async (kernel: Kernel, password: string): Promise<void> => {
  const { database } = kernel;
  const passwordHash = await hashPassword(password);
  const administrator = await within(database, PROVIDER_TENANT_ID, (tx) =>
    tx.run(findUserByLogin(tx.tenantId, ADMINISTRATOR)),
  );
  if (administrator === undefined) throw new Error('There is no demo world');
  const door = await openDoor(database, administrator.id);
  const tenants = await within(database, PROVIDER_TENANT_ID, (tx) =>
    tx.run(listTenants(door.actingId, { before: null, limit: 1000 })),
  );
  await closeDoor(database, door);
  for (const { id } of tenants) {
    await within(database, id, async (tx) => {
      const changed = await tx.run(replaceDemoHashes(tx.tenantId, passwordHash, tx.now));
      if (changed > 0) tx.record({ action: 'demo.password', subject: { type: 'tenant', id } });
    });
  }
};
