import type { Logger } from '#platform/log/log.ts';

/** Work that is looked for again and again. */
export type Loop = {
  /** There is probably something to do: look at once instead of at the end of the pause. */
  nudge(): void;
  /** Finishes the pass that runs, and ends. */
  stop(): Promise<void>;
};

type LoopOptions = {
  readonly name: string;
  readonly log: Logger;
  /** Milliseconds between two looks when there was nothing. */
  readonly idle: number;
  /** Looks once; true when there is more to do at once. */
  readonly pass: () => Promise<boolean>;
};

const LONGEST_PAUSE = 2000;
// Nudges that arrive together are one look.
const GATHER = 5;

/** Starts looking. A pass that fails is logged once, and tried again after a pause that grows to two seconds. */
export const startLoop = ({ name, log, idle, pass }: LoopOptions): Loop => {
  let stopped = false;
  let nudged = false;
  let failures = 0;
  let wake: () => void = () => undefined;

  const attempt = async (): Promise<number> => {
    try {
      const more = await pass();
      if (failures > 0) log.info({ loop: name, failures }, 'Works again');
      failures = 0;
      return more ? 0 : idle;
    } catch (error) {
      if (failures === 0 && !stopped) log.warn({ loop: name, err: error }, 'Cannot work at the moment');
      failures += 1;
      return Math.min(LONGEST_PAUSE, idle * 2 ** Math.min(failures, 5));
    }
  };

  const run = async (): Promise<void> => {
    while (!stopped) {
      nudged = false;
      const pause = await attempt();
      if (!stopped && pause > 0) await rest(nudged && failures === 0 ? GATHER : pause);
    }
  };

  const rest = (milliseconds: number): Promise<void> =>
    new Promise((resolve) => {
      const timer = setTimeout(done, milliseconds);
      function done(): void {
        clearTimeout(timer);
        wake = () => undefined;
        resolve();
      }
      wake = done;
    });

  const running = run();
  return {
    nudge: () => {
      if (nudged) return;
      nudged = true;
      if (failures === 0) setTimeout(() => wake(), GATHER).unref();
    },
    stop: () => {
      stopped = true;
      wake();
      return running;
    },
  };
};
