import type pg from 'pg';
import { sqlState } from './sql-error.ts';

const MOST_ATTEMPTS = 30;
const LOCK_PATIENCE = 2000;

/**
 * Runs the administrator's work in one transaction with our schema first. It waits for a lock for two seconds only, because
 * everybody else would wait behind it; then it lets them pass and tries again. Errors say which file they come from.
 */
export const inTransaction = async (admin: pg.Client, name: string, work: () => Promise<void>): Promise<void> => {
  for (let tries = 1; ; tries++) {
    try {
      await once(admin, work);
      return;
    } catch (error) {
      await admin.query('rollback');
      if (sqlState(error) !== '55P03' || tries === MOST_ATTEMPTS) {
        throw new Error(`${name}: ${(error as Error).message}`, { cause: error });
      }
      await new Promise((resolve) => setTimeout(resolve, 500 + Math.random() * 1000));
    }
  }
};

const once = async (admin: pg.Client, work: () => Promise<void>): Promise<void> => {
  await admin.query(`begin; set local search_path = madang, pg_temp; set local lock_timeout = ${LOCK_PATIENCE}`);
  await work();
  const { command } = await admin.query('commit');
  if (command !== 'COMMIT') throw new Error('the transaction was rolled back');
};
