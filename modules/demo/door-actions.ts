import { endActing, insertActing, switchActing } from '#modules/accounts/api.ts';
import { hashSecret, newSecret } from '#platform/access/credential.ts';
import { PROVIDER_CODE, PROVIDER_TENANT_ID } from '#platform/access/principal.ts';
import type { Actor } from '#platform/audit/entry.ts';
import type { Database } from '#platform/db/pool.ts';
import { type Tx, tenantTx } from '#platform/db/tenant-tx.ts';

/** What audit rows of the made-up past say: nobody's request, the demo world's own. */
export const demoActor: Actor = {
  id: null,
  login: 'demo',
  tenantCode: PROVIDER_CODE,
  channel: 'cli',
  address: null,
  method: null,
  path: null,
  requestId: null,
};

/** A transaction of the demo world in one tenant. */
export const within = <T>(database: Database, tenantId: number, work: (tx: Tx) => Promise<T>): Promise<T> =>
  tenantTx(database.app, { tenantId, proof: null, actor: demoActor }, work, { statementTimeout: 60_000 });

/** The administrator's way in, as the functions that cross tenants want to see it. */
export type Door = { readonly tenantId: number; readonly actingId: number };

/** Opens a way into `*` for its administrator. Close it with `closeDoor`. */
export const openDoor = async (database: Database, administratorId: number): Promise<Door> => {
  const actingId = await within(database, PROVIDER_TENANT_ID, (tx) =>
    tx.run(
      insertActing(tx.tenantId, {
        kind: 'session',
        userId: administratorId,
        secretHash: hashSecret(newSecret()),
        client: 'demo',
        address: null,
      }),
    ),
  );
  if (actingId === undefined) throw new Error('The administrator of the demo world cannot act');
  return { tenantId: PROVIDER_TENANT_ID, actingId };
};

/** The same person in another tenant, which knows them from then on; the door before is no longer good. */
export const moveDoor = async (database: Database, door: Door, code: string): Promise<Door> => {
  const moved = await within(database, door.tenantId, (tx) =>
    tx.run(switchActing({ id: door.actingId, version: 1 }, code, hashSecret(newSecret()), demoActor)),
  );
  if (moved === undefined) throw new Error(`The administrator of the demo world cannot act in ${code}`);
  return { tenantId: moved.tenant_id, actingId: moved.id };
};

export const closeDoor = (database: Database, door: Door): Promise<number> =>
  within(database, door.tenantId, (tx) => tx.run(endActing(tx.tenantId, door.actingId)));
