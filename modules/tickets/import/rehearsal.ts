import { allocateBlock } from '#modules/numbering/api.ts';
import type { Actor } from '#platform/audit/entry.ts';
import { readOnce, tenantTx } from '#platform/db/tenant-tx.ts';
import type { Kernel } from '#platform/kernel.ts';
import { kinds, type TicketKind } from '../contract.ts';
import { ruleOf } from '../create/actions.ts';
import { type Ask, type BatchResult, type Importing, judgeRows } from './import-actions.ts';
import type { ImportDocument, RowFault } from './row.ts';

export type Rehearsal = {
  /** What would become of these rows, with the refusals of the real run. */
  batch(rows: readonly (ImportDocument | RowFault)[]): Promise<BatchResult>;
  /** Throws the 422 that the real run would end with when there are no numbers for all of them. */
  finish(): Promise<void>;
};

/** An import that writes nothing and finds out everything that the real one would refuse. */
export const rehearsal = (
  { database }: Kernel,
  context: { readonly tenantId: number; readonly proof: null; readonly actor: Actor },
  importing: Importing,
): Rehearsal => {
  const counts = new Map<TicketKind, number>();
  return {
    batch: async (rows) => {
      const ask: Ask = (query) => readOnce(database.app, context, query);
      const { documents, refused } = await judgeRows(ask, context.tenantId, importing, rows);
      for (const { document } of documents) counts.set(document.kind, (counts.get(document.kind) ?? 0) + 1);
      return { created: documents.length, refused };
    },
    finish: async () => {
      const undone = new Error('The numbers are given back');
      const take = tenantTx(database.app, context, async (tx) => {
        for (const kind of kinds) {
          const count = counts.get(kind) ?? 0;
          if (count > 0) await allocateBlock(tx, { code: ruleOf(kind), at: tx.now, count });
        }
        throw undone;
      });
      await take.catch((error) => {
        if (error !== undone) throw error;
      });
    },
  };
};
