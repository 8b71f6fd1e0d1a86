import { setTimeout as sleep } from 'node:timers/promises';
import type { Log } from './start-refused.ts';

export type Supervisor = { stop(): Promise<void> };

/** Looking costs little on Linux; elsewhere it starts a program. */
const INTERVAL = process.platform === 'linux' ? 200 : 2000;
const PAUSES = [0, 250, 500, 1000, 2000, 5000];

/** Looks whether PostgreSQL still runs and revives it when not: at once, then with growing pauses, until it is stopped. */
export const supervise = (isRunning: () => boolean, revive: () => Promise<void>, log: Log): Supervisor => {
  const stopping = new AbortController();
  const pause = (ms: number): Promise<boolean> =>
    sleep(ms, true, { ref: false, signal: stopping.signal }).catch(() => false);

  const tryRevive = async (): Promise<boolean> => {
    try {
      await revive();
      return true;
    } catch (error) {
      log.error({ err: error }, 'PostgreSQL could not be started again');
      return false;
    }
  };

  const reviveUntilItRuns = async (): Promise<void> => {
    log.error({}, 'PostgreSQL is gone: it is started again');
    let failures = 0;
    while ((await pause(PAUSES[failures] ?? 5000)) && !(await tryRevive())) failures += 1;
  };

  const watch = async (): Promise<void> => {
    while (await pause(INTERVAL)) {
      if (!isRunning()) await reviveUntilItRuns();
    }
  };

  const watching = watch();
  return {
    stop: () => {
      stopping.abort();
      return watching;
    },
  };
};
