import { BEGIN, BEGIN_READ_ONLY, batch, COMMIT, recover, settle } from './batch.ts';
import type { Pool } from './pool.ts';
import type { Query, Statement } from './query.ts';
import { isSerializationFailure } from './sql-error.ts';
import {
  checkProof,
  setStatementTimeout,
  setTenant,
  setTenants,
  type TenantContext,
  WRITE_TIMEOUT,
} from './tenant-scope.ts';
import { openTransaction, type Tx, type TxOptions, type WriteContext } from './transaction.ts';

export type { TenantContext } from './tenant-scope.ts';
export type { Tx, TxOptions } from './transaction.ts';

/** Asks within one tenant: `begin read only`, tenant, proof, the query and `commit` in one round trip. */
export const readOnce = <T>(pool: Pool, context: TenantContext, query: Query<T>): Promise<T> =>
  ask(pool, setTenant(context.tenantId), context.proof, query);

/** Asks across tenants as the provider's reader; the proof checks that the list is still right. No tenant is no row. */
export const readAcross = <T>(
  pool: Pool,
  context: { readonly tenantIds: readonly number[]; readonly proof: Statement | null },
  query: Query<T>,
): Promise<T> => ask(pool, setTenants(context.tenantIds), context.proof, query);

const ask = async <T>(pool: Pool, scope: Statement, proof: Statement | null, query: Query<T>): Promise<T> => {
  const head = proof ? [BEGIN_READ_ONLY, scope, proof] : [BEGIN_READ_ONLY, scope];
  const results = await batch(pool, [...head, ...query.statements, COMMIT], { repeatable: true });
  if (proof) checkProof(results[2]);
  return query.answer(results.slice(head.length, -1));
};

/**
 * Changes within one tenant in ONE round trip, where nothing has to be judged between the statements: proof and gates raise, or
 * are guards inside the statement. Run again after 40001 and 40P01. A lost connection leaves it open whether it was committed.
 */
export const writeOnce = async <T>(
  pool: Pool,
  context: TenantContext,
  query: Query<T>,
  options: TxOptions = {},
): Promise<T> => {
  const { tenantId, proof } = context;
  const head = [BEGIN, setTenant(tenantId), setStatementTimeout(options.statementTimeout ?? WRITE_TIMEOUT)];
  if (proof) head.push(proof);
  const statements = [...head, ...query.statements, COMMIT];
  const results = await withRetries(() => batch(pool, statements), isSerializationFailure);
  if (proof) checkProof(results[3]);
  return query.answer(results.slice(head.length, -1));
};

/**
 * One transaction in one tenant. Begin, tenant and proof are one round trip, then comes `work`, then what it recorded, emitted
 * and enqueued travels with the commit in one more. It counts only when the answer is COMMIT. `work` is run again after a
 * serialization failure or deadlock (40001, 40P01) and when the connection was lost before the commit was sent, so it must have
 * no effect but through `tx`. Throws what `work` throws (rolled back), the server's errors, or Problem 503.
 */
export const tenantTx = async <T>(
  pool: Pool,
  context: WriteContext,
  work: (tx: Tx) => Promise<T>,
  options: TxOptions = {},
): Promise<T> => {
  let harmless = false;
  const once = async (): Promise<T> => {
    const transaction = await openTransaction(pool, context, options, harmless);
    harmless = false;
    try {
      const result = await work(transaction.tx);
      await transaction.commit();
      settle(pool, transaction.connection);
      return result;
    } catch (error) {
      const cause = transaction.cause(error);
      await recover(pool, transaction.connection, cause);
      harmless = transaction.isHarmless(cause);
      throw isSerializationFailure(cause) ? cause : error;
    }
  };
  return withRetries(once, (error) => harmless || isSerializationFailure(error));
};

const MOST_ATTEMPTS = 4;

/** Runs a transaction again, after a short random pause, while `helps` says that this would help. */
const withRetries = async <T>(once: () => Promise<T>, helps: (error: unknown) => boolean): Promise<T> => {
  for (let tries = 1; ; tries++) {
    try {
      return await once();
    } catch (error) {
      if (tries === MOST_ATTEMPTS || !helps(error)) throw error;
      await new Promise((resolve) => setTimeout(resolve, Math.random() * 10 * 2 ** tries));
    }
  }
};
