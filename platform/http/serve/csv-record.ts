import { tenantTx } from '#platform/db/tenant-tx.ts';
import type { Call } from '#platform/http/call.ts';
import type { CsvRoute } from '#platform/http/route.ts';
import type { Identified, Kernel } from '#platform/kernel.ts';

/** How an export ended, as its second audit row says. */
export type Ending = 'complete' | 'client_left' | 'no_longer_allowed' | 'failed';

/** Who exports what, on record before the first byte leaves. */
export const recordBeginning = (kernel: Kernel, who: Identified, call: Call, route: CsvRoute): Promise<void> => {
  const { tenant: _tenant, ...filter } = call.query as Readonly<Record<string, unknown>>;
  const context = { tenantId: who.principal.tenant.id, proof: who.proof, actor: call.actor };
  return tenantTx(kernel.database.app, context, async (tx) => {
    tx.record({ ...entryOf(route), reason: 'begun', changes: { filter: { from: null, to: filter } } });
  });
};

/** How it ended, and how many rows left the house. Without a proof: it may have ended because there is none any more. */
export const recordEnd = async (
  kernel: Kernel,
  call: Call,
  route: CsvRoute,
  ending: Ending,
  rows: number,
): Promise<void> => {
  const context = { tenantId: call.principal.tenant.id, proof: null, actor: call.actor };
  try {
    await tenantTx(kernel.database.app, context, async (tx) => {
      tx.record({ ...entryOf(route), reason: ending, changes: { rows: { from: null, to: rows } } });
    });
  } catch (error) {
    kernel.log.error({ err: error, req: call.request.id }, 'The end of an export could not be written down');
  }
};

const entryOf = ({ records }: CsvRoute) => ({
  action: records,
  subject: { type: records.split('.')[0] ?? '', id: '' },
});
