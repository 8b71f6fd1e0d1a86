import { setImmediate } from 'node:timers/promises';
import { type Problem, problem } from '#platform/http/problem.ts';
import { isConnectionLost, toProblem } from './sql-error.ts';

/** All of a batch in one transaction; results in the order of the members. When it throws, nothing was kept. */
export type RunBatch<Member, Result> = (members: readonly Member[]) => Promise<readonly Result[]>;

export type Combining<Member, Result> = {
  /** What must be one after another: a tenant and a counter. Everything in a lane has the same `run`. */
  readonly lane: string;
  readonly member: Member;
  /** About how many bytes it sends: a batch of few large documents is a batch, too. */
  readonly weight?: number;
  readonly run: RunBatch<Member, Result>;
};

/** Group commit in the application: see `createCombiner`. */
export type Combiner = {
  /** Joins the lane's next batch; resolves or rejects with this member's own outcome. Problem 503 when the lane is full. */
  combine<Member, Result>(joining: Combining<Member, Result>): Promise<Result>;
  /** Takes nobody in any more and resolves when everybody inside has an answer. */
  drain(): Promise<void>;
  counts(): { readonly lanes: number; readonly waiting: number };
};

export type CombinerLimits = {
  readonly batch: number;
  readonly batchWeight: number;
  readonly laneLength: number;
  readonly total: number;
  /** Batches that run at once, over all lanes. */
  readonly atOnce: number;
  /** Of these so many have their turn: they are taken to keep a processor busy. */
  readonly turns: number;
  /** Milliseconds after which a batch has had its turn: what takes longer waits for a disk or a lock. */
  readonly turnTime: number;
};

type Entry = {
  readonly member: unknown;
  readonly weight: number;
  readonly run: RunBatch<unknown, unknown>;
  resolve(result: unknown): void;
  reject(error: unknown): void;
};
type Turn = { end(): void };
type State = {
  readonly limits: CombinerLimits;
  readonly lanes: Map<string, Entry[]>;
  waiting: number;
  running: number;
  /** Of those that run: who has the turn still. */
  busy: number;
  /** Lanes that wait for their turn, in their order. */
  readonly next: ((turn: Turn) => void)[];
  draining: boolean;
  drained: (() => void)[];
};

const defaults: CombinerLimits = {
  batch: 256,
  batchWeight: 2_000_000,
  laneLength: 1024,
  total: 8192,
  atOnce: Number.POSITIVE_INFINITY,
  turns: Number.POSITIVE_INFINITY,
  turnTime: 5,
};

/**
 * One batch at a time runs per lane; whoever arrives meanwhile forms the next one. So a hot counter costs one transaction per
 * batch and not per document. Lanes take turns: each runs one batch, and only `turns` of them at once. More would only slow
 * each other down, while those who wait for their turn gather more members. A batch that has run for `turnTime` lets the next
 * one begin, up to `atOnce`: no lane has to wait for another one's lock.
 * A batch that fails is run again member by member, so that a bad document fails alone; not so when the database is away,
 * because then it may have been committed.
 */
export const createCombiner = (limits: Partial<CombinerLimits> = {}): Combiner => {
  const state: State = {
    limits: { ...defaults, ...limits },
    lanes: new Map(),
    waiting: 0,
    running: 0,
    busy: 0,
    next: [],
    draining: false,
    drained: [],
  };
  return {
    combine: (joining) => join(state, joining),
    drain: () => drain(state),
    counts: () => ({ lanes: state.lanes.size, waiting: state.waiting }),
  };
};

const join = <Member, Result>(state: State, joining: Combining<Member, Result>): Promise<Result> => {
  const queue = state.lanes.get(joining.lane);
  if (state.draining) return Promise.reject(busy('http.shutting_down', 'The server is stopping', 5));
  if ((queue?.length ?? 0) >= state.limits.laneLength || state.waiting >= state.limits.total) {
    return Promise.reject(busy('http.busy', 'Too many are waiting for the same numbers', 1));
  }
  state.waiting += 1;
  return new Promise<Result>((resolve, reject) => {
    const entry = {
      member: joining.member,
      weight: joining.weight ?? 0,
      run: joining.run as RunBatch<unknown, unknown>,
      resolve: resolve as (result: unknown) => void,
      reject,
    };
    if (queue) {
      queue.push(entry);
      return;
    }
    const opened = [entry];
    state.lanes.set(joining.lane, opened);
    void work(state, joining.lane, opened);
  });
};

const busy = (code: string, detail: string, seconds: number): Problem =>
  problem(503, code, detail, { headers: { 'Retry-After': String(seconds) } });

/**
 * Runs batches until nobody waits in the lane any more. Requests that are being read this very moment come along with the
 * first. The next batch is on its way before the answers of the last one are written: no pause for the database.
 */
const work = async (state: State, lane: string, queue: Entry[]): Promise<void> => {
  await setImmediate();
  while (queue.length > 0) {
    const turn = hasRoom(state) ? takeTurn(state) : await new Promise<Turn>((resolve) => state.next.push(resolve));
    const entries = queue.splice(0, batchLength(state.limits, queue));
    await runBatch(entries);
    turn.end();
    state.waiting -= entries.length;
  }
  state.lanes.delete(lane);
  if (state.lanes.size === 0) for (const tell of state.drained.splice(0)) tell();
};

const hasRoom = ({ running, busy, limits }: State): boolean => running < limits.atOnce && busy < limits.turns;

const takeTurn = (state: State): Turn => {
  state.running += 1;
  state.busy += 1;
  let isBusy = true;
  const pass = (): void => {
    if (isBusy) state.busy -= 1;
    isBusy = false;
    while (state.next.length > 0 && hasRoom(state)) state.next.shift()?.(takeTurn(state));
  };
  const timer = setTimeout(pass, state.limits.turnTime);
  return {
    end: () => {
      clearTimeout(timer);
      state.running -= 1;
      pass();
    },
  };
};

const batchLength = (limits: CombinerLimits, queue: readonly Entry[]): number => {
  let weight = 0;
  const most = Math.min(queue.length, limits.batch);
  for (let length = 0; length < most; length++) {
    weight += queue[length]?.weight ?? 0;
    if (weight > limits.batchWeight) return Math.max(1, length);
  }
  return most;
};

const runBatch = async (entries: readonly Entry[]): Promise<void> => {
  const error = await attempt(entries);
  if (error === undefined) return;
  if (entries.length === 1 || isAway(error)) rejectAll(entries, error);
  else await runOneByOne(entries);
};

const runOneByOne = async (entries: readonly Entry[]): Promise<void> => {
  for (const [at, entry] of entries.entries()) {
    const error = await attempt([entry]);
    if (error === undefined) continue;
    entry.reject(error);
    if (isAway(error)) return rejectAll(entries.slice(at + 1), error);
  }
};

/** The error of a batch that was not kept; undefined when its members have their answers. */
const attempt = async (entries: readonly Entry[]): Promise<unknown> => {
  const [first] = entries;
  if (!first) return undefined;
  let results: readonly unknown[];
  try {
    results = await first.run(entries.map((entry) => entry.member));
  } catch (error) {
    return error ?? new Error('A batch failed without an error');
  }
  const whole = results.length === entries.length;
  const wrong = new Error(`A batch of ${entries.length} answered ${results.length} results`);
  if (whole) for (const [at, entry] of entries.entries()) entry.resolve(results[at]);
  else rejectAll(entries, wrong);
  return undefined;
};

const rejectAll = (entries: readonly Entry[], error: unknown): void => {
  for (const entry of entries) entry.reject(error);
};

/** The database is away or overloaded: trying again one by one would only add to it, and it may have been committed. */
const isAway = (error: unknown): boolean => isConnectionLost(error) || toProblem(error)?.status === 503;

const drain = (state: State): Promise<void> => {
  state.draining = true;
  if (state.lanes.size === 0) return Promise.resolve();
  return new Promise((resolve) => state.drained.push(resolve));
};
