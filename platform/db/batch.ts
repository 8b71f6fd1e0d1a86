import type { Connection } from './connection.ts';
import { exchange } from './exchange.ts';
import type { Pool } from './pool.ts';
import type { Rows, Statement } from './query.ts';
import { isConnectionLost, isStalePlan } from './sql-error.ts';

export const BEGIN: Statement = { text: 'begin', values: [] };
export const BEGIN_READ_ONLY: Statement = { text: 'begin read only', values: [] };
export const COMMIT: Statement = { text: 'commit', values: [] };

export type BatchOptions = {
  /** Whether the batch may be sent again after a lost connection. True for reads; a write may have been committed. */
  readonly repeatable?: boolean;
};

/**
 * Sends statements under ONE Sync in one write on a connection of its own; resolves with the rows per statement. The statements
 * are a whole transaction: they begin with `begin` and end with `commit`. A plan that no longer fits is tried once more on a new
 * connection, so is a lost connection when the batch is repeatable. Errors: the server's, or Problem 503.
 */
export const batch = (pool: Pool, statements: readonly Statement[], options: BatchOptions = {}): Promise<Rows[]> => {
  const send = async (connection: Connection): Promise<Rows[]> => {
    const results = await exchange(connection, statements);
    settle(pool, connection);
    return results;
  };
  return withConnection(pool, send, options.repeatable ? isLostOrStale : isStalePlan);
};

const isLostOrStale = (error: unknown): boolean => isConnectionLost(error) || isStalePlan(error);

/** Lends a connection to `use`, which settles it; after an error that `again` accepts, once more a new one. */
export const withConnection = async <T>(
  pool: Pool,
  use: (connection: Connection) => Promise<T>,
  again: (error: unknown) => boolean,
  onNew = false,
): Promise<T> => {
  try {
    return await lend(pool, use, onNew);
  } catch (error) {
    if (onNew || !again(error)) throw error;
  }
  return lend(pool, use, true);
};

const lend = async <T>(pool: Pool, use: (connection: Connection) => Promise<T>, onNew: boolean): Promise<T> => {
  const connection = (onNew ? undefined : pool.take()) ?? (await pool.wait(onNew));
  try {
    return await use(connection);
  } catch (error) {
    await recover(pool, connection, error);
    throw error;
  }
};

/** Gives the connection back when the transaction has ended, and ends it when it has not. */
export const settle = (pool: Pool, connection: Connection): void => {
  if (connection.client.getTransactionStatus() === 'I') pool.release(connection);
  else pool.destroy(connection);
};

/** After an error: rolls back and gives the connection back, or ends it when it is stale, lost or does not roll back. */
export const recover = async (pool: Pool, connection: Connection, error: unknown): Promise<void> => {
  if (connection.dead || isStalePlan(error) || isConnectionLost(error)) {
    pool.destroy(connection);
    return;
  }
  try {
    await connection.client.query('rollback');
    settle(pool, connection);
  } catch {
    pool.destroy(connection);
  }
};
