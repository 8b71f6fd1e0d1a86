export type RepeatLimits = {
  /** Milliseconds that belong together. */
  readonly window: number;
  /** The same refusal is written so often on its own, then counted. */
  readonly single: number;
  /** The same refusal within a window before the answer is 429. */
  readonly same: number;
  /** Refusals of one principal within a window before the answer is 429. */
  readonly all: number;
  /** Milliseconds after which a count is written down at the latest. */
  readonly flushAfter: number;
};

const DEFAULTS: RepeatLimits = { window: 60_000, single: 5, same: 60, all: 2000, flushAfter: 5000 };
const MOST_KEYS = 10_000;

type Tally = { readonly from: number; count: number };
type Pending<Case> = { readonly last: Case; count: number; readonly timer: NodeJS.Timeout };
export type Repeats<Case> = {
  /** What to do with one more: write it down now, leave it to a count that will be written, or refuse to go on. */
  count(principal: string, key: string, last: Case): 'write' | 'counted' | 'too_many';
  /** Writes down all counts. */
  close(): Promise<void>;
};

/** Counts how often the same thing comes again, in this process. */
export const countRepeats = <Case>(options: {
  readonly clock: () => Date;
  readonly limits: Partial<RepeatLimits>;
  readonly flush: (last: Case, count: number) => Promise<void>;
  readonly failed: (error: unknown) => void;
}): Repeats<Case> => {
  const limits = { ...DEFAULTS, ...options.limits };
  const tallies = new Map<string, Tally>();
  const pending = new Map<string, Pending<Case>>();

  const tally = (key: string): number => {
    const now = options.clock().getTime();
    const known = tallies.get(key);
    const current = known !== undefined && now - known.from < limits.window ? known : { from: now, count: 0 };
    current.count += 1;
    tallies.delete(key);
    tallies.set(key, current);
    if (tallies.size > MOST_KEYS) tallies.delete(tallies.keys().next().value ?? '');
    return current.count;
  };
  const flush = async (key: string): Promise<void> => {
    const found = pending.get(key);
    if (found === undefined) return;
    clearTimeout(found.timer);
    pending.delete(key);
    await options.flush(found.last, found.count).catch(options.failed);
  };
  const add = (key: string, last: Case): void => {
    const known = pending.get(key);
    if (known !== undefined) {
      known.count += 1;
      return;
    }
    const timer = setTimeout(() => void flush(key), limits.flushAfter).unref();
    pending.set(key, { last, count: 1, timer });
  };

  return {
    count: (principal, key, last) => {
      const same = tally(`${principal}:${key}`);
      const all = tally(principal);
      if (same <= limits.single && all <= limits.all) return 'write';
      add(`${principal}:${key}`, last);
      return same > limits.same || all > limits.all ? 'too_many' : 'counted';
    },
    close: async () => {
      await Promise.all([...pending.keys()].map(flush));
    },
  };
};
