import type { ApiProblem } from './problem.ts';

type Watcher = (problem: ApiProblem) => void;

let tenant: string | null = null;
let skew = 0;
const watchers = new Set<Watcher>();

/** The tenant this tab works in. Every call says so, and the server refuses when the session acts elsewhere by now. */
export const tabTenant = (): string | null => tenant;
export const setTabTenant = (code: string | null): void => {
  tenant = code;
};

/** Tells what the whole tab must know of: the session ended, or it acts in another tenant. Returns the way to stop. */
export const watchProblems = (watcher: Watcher): (() => void) => {
  watchers.add(watcher);
  return () => watchers.delete(watcher);
};
export const tellProblem = (problem: ApiProblem): void => {
  for (const watcher of watchers) {
    watcher(problem);
  }
};

/**
 * The server's clock, for "3 minutes ago" on computers whose own clock is wrong. Off by less than two seconds. `at`: when
 * the answer that told it came, by this computer's clock.
 */
export const serverNow = (): number => Date.now() + skew;
export const learnServerClock = (date: string | null, at: number): void => {
  const told = date === null ? Number.NaN : Date.parse(date);
  if (Number.isFinite(told) && Math.abs(told - at - skew) > 2000) {
    skew = told - at;
  }
};
