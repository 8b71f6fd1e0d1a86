import { hashPassword, listPeople } from '#modules/accounts/api.ts';
import { PROVIDER_TENANT_ID } from '#platform/access/principal.ts';
import { readOnce } from '#platform/db/tenant-tx.ts';
import type { Kernel } from '#platform/kernel.ts';
import { hasAdministrator, isDemoPassword, newPassword, setDemoPassword } from './password-actions.ts';
import { demoState, makeDemoWorld } from './world-actions.ts';

export { newPassword, setDemoPassword } from './password-actions.ts';

export type DemoWorld = {
  /**
   * `absent`: the database holds something else, so no demo world was made. `over`: its administrator was disabled, as
   * `setup` does, and nobody looks after it any more.
   */
  readonly state: 'made' | 'there' | 'absent' | 'over';
  /** The shared password where it is known: just made, or given. */
  readonly password: string | null;
};

/**
 * Sees to it that a database that was empty has its demo world, complete, with the given password or one made here.
 * A world that was begun and not finished goes on. `told` hears how many tickets are there.
 */
export const ensureDemoWorld = async (
  kernel: Kernel,
  given: string | null,
  told: (done: number, total: number) => void,
): Promise<DemoWorld> => {
  const state = await demoState(kernel);
  if (state !== 'none' && !(await hasAdministrator(kernel))) return { state: 'over', password: null };
  if (state === 'complete') {
    if (given !== null && !(await isDemoPassword(kernel, given))) await setDemoPassword(kernel, given);
    return { state: 'there', password: given };
  }
  if (state === 'none' && (await hasPeople(kernel))) return { state: 'absent', password: null };
  const password = given ?? newPassword();
  await makeDemoWorld(kernel, await hashPassword(password), told);
  if (state === 'begun') await setDemoPassword(kernel, password);
  return { state: 'made', password };
};

const hasPeople = async ({ database }: Kernel): Promise<boolean> => {
  const people = await readOnce(
    database.app,
    { tenantId: PROVIDER_TENANT_ID, proof: null },
    listPeople(PROVIDER_TENANT_ID),
  );
  return people.length > 0;
};
