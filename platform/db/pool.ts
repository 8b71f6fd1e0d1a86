import { type Connection, type ConnectionConfig, closeConnection, connect, disconnect } from './connection.ts';
import { databaseUnavailable, sqlState } from './sql-error.ts';

/** The words of a log that the database needs; pino has them. */
export type Log = Record<'debug' | 'info' | 'warn' | 'error', (fields: object, message: string) => void>;

export type PoolConfig = {
  readonly name: string;
  readonly connection: ConnectionConfig;
  readonly min: number;
  readonly max: number;
  /** Milliseconds that a caller waits for a connection before it gets the 503. */
  readonly patience: number;
  /** Callers that may wait; the next one gets the 503 at once. */
  readonly queue: number;
  /** Milliseconds after which a server that does not answer at all is given up. */
  readonly silence: number;
  readonly log: Log;
};

/** Connections of one role; each is lent to one batch or one transaction at a time. */
export type Pool = {
  readonly name: string;
  /** Connections at most. */
  readonly max: number;
  /** An idle connection at once, or undefined. */
  take(): Connection | undefined;
  /** Waits for a connection; Problem 503 when it takes too long. `fresh`: one that was not idle before. */
  wait(fresh?: boolean): Promise<Connection>;
  /** Gives a healthy connection back. */
  release(connection: Connection): void;
  /** Ends a connection that must not be used again. */
  destroy(connection: Connection): void;
  /** Postpones the moment at which a silent server is given up to so many milliseconds from now. */
  touch(connection: Connection, patience: number): void;
  counts(): { readonly open: number; readonly idle: number; readonly waiting: number };
  close(): Promise<void>;
};

export type Database = {
  readonly app: Pool;
  readonly exports: Pool;
  readonly staff: Pool;
  readonly system: Pool;
  /** The administrator's URL; only migrations and tests use it. */
  readonly url: string;
  /** Prefix of this installation's database roles. */
  readonly prefix: string;
  close(): Promise<void>;
};

type Waiter = {
  readonly fresh: boolean;
  resolve(connection: Connection): void;
  reject(error: Error): void;
  timer: NodeJS.Timeout;
};

type State = {
  readonly config: PoolConfig;
  readonly idle: Connection[];
  readonly lent: Set<Connection>;
  readonly waiters: Set<Waiter>;
  opening: number;
  pause: number;
  retry: NodeJS.Timeout | undefined;
  closed: boolean;
  emptied: (() => void) | undefined;
};

const IDLE_KEPT = 60_000;
const LONGEST_PAUSE = 1000;
const CLOSING_TIME = 30_000;

/** A pool; connections are opened when first needed. */
export const openPool = (config: PoolConfig): Pool => {
  const state: State = {
    config,
    idle: [],
    lent: new Set(),
    waiters: new Set(),
    opening: 0,
    pause: 0,
    retry: undefined,
    closed: false,
    emptied: undefined,
  };
  const sweeper = setInterval(() => sweep(state), 1000).unref();
  return {
    name: config.name,
    max: config.max,
    take: () => take(state),
    wait: (fresh = false) => wait(state, fresh),
    release: (connection) => release(state, connection),
    destroy: (connection) => destroy(state, connection),
    touch: (connection, patience) => {
      connection.deadline = Date.now() + patience;
    },
    counts: () => ({
      open: state.idle.length + state.lent.size,
      idle: state.idle.length,
      waiting: state.waiters.size,
    }),
    close: () => {
      clearInterval(sweeper);
      return close(state);
    },
  };
};

const take = (state: State): Connection | undefined => {
  if (state.closed || state.waiters.size > 0) return undefined;
  const connection = state.idle.pop();
  return connection && lend(state, connection);
};

const lend = (state: State, connection: Connection): Connection => {
  connection.deadline = Date.now() + state.config.silence;
  state.lent.add(connection);
  return connection;
};

const wait = (state: State, fresh: boolean): Promise<Connection> => {
  const { queue, patience } = state.config;
  if (state.closed || state.waiters.size >= queue) return Promise.reject(databaseUnavailable());
  // Whoever lost a connection must not get the next one that died unnoticed: an idle one makes room for a new one.
  if (fresh) disposeIdle(state, state.idle.pop());
  const connection = fresh ? undefined : take(state);
  if (connection) return Promise.resolve(connection);
  return new Promise((resolve, reject) => {
    const waiter: Waiter = { fresh, resolve, reject, timer: setTimeout(giveUp, patience) };
    function giveUp(): void {
      state.waiters.delete(waiter);
      reject(databaseUnavailable());
    }
    state.waiters.add(waiter);
    open(state);
  });
};

/** Lends a connection to whoever waits longest; a used one only to those who take one. */
const serve = (state: State, connection: Connection, used: boolean): boolean => {
  let waiter: Waiter | undefined;
  for (const candidate of state.waiters) {
    if (used && candidate.fresh) continue;
    waiter = candidate;
    break;
  }
  if (!waiter) return false;
  state.waiters.delete(waiter);
  clearTimeout(waiter.timer);
  waiter.resolve(lend(state, connection));
  return true;
};

const release = (state: State, connection: Connection): void => {
  if (!state.lent.delete(connection)) return;
  connection.deadline = 0;
  if (connection.dead || state.closed) {
    disposeIdle(state, connection);
    return;
  }
  if (serve(state, connection, true)) return;
  if (state.waiters.size > 0) {
    // Only callers that need a new connection wait: this one makes room.
    disposeIdle(state, connection);
    return;
  }
  connection.idleSince = Date.now();
  state.idle.push(connection);
};

const destroy = (state: State, connection: Connection): void => {
  disconnect(connection);
  forget(state, connection);
};

const disposeIdle = (state: State, connection: Connection | undefined): void => {
  if (connection) void closeConnection(connection);
  settle(state);
};

const forget = (state: State, connection: Connection): void => {
  state.lent.delete(connection);
  const at = state.idle.indexOf(connection);
  if (at >= 0) state.idle.splice(at, 1);
  settle(state);
};

/** After a connection is gone: opens another for those who wait, or ends the pool that is closing. */
const settle = (state: State): void => {
  if (!state.closed) open(state);
  else if (state.lent.size + state.opening === 0) state.emptied?.();
};

/** Opens connections while more callers wait than are being opened for. */
const open = (state: State): void => {
  const { max } = state.config;
  while (
    !state.closed &&
    state.retry === undefined &&
    state.waiters.size > state.opening &&
    state.idle.length + state.lent.size + state.opening < max
  ) {
    state.opening += 1;
    void openOne(state);
  }
};

const openOne = async (state: State): Promise<void> => {
  try {
    const connection = await connect(state.config.connection, (ended) => forget(state, ended));
    state.opening -= 1;
    state.pause = 0;
    if (state.closed) disposeIdle(state, connection);
    else if (!serve(state, connection, false)) {
      connection.idleSince = Date.now();
      state.idle.push(connection);
    }
  } catch (error) {
    state.opening -= 1;
    pauseOpening(state, error);
    if (state.closed) settle(state);
  }
};

/** The database is away: waiters keep waiting, the next try comes after a pause that grows to a second. */
const pauseOpening = (state: State, error: unknown): void => {
  if (state.pause === 0) {
    const why = sqlState(error) ?? (error as NodeJS.ErrnoException).code ?? 'unknown';
    state.config.log.warn({ pool: state.config.name, why }, 'The database cannot be reached');
  }
  if (state.retry !== undefined || state.closed) return;
  state.pause = Math.min(LONGEST_PAUSE, Math.max(50, state.pause * 2));
  state.retry = setTimeout(() => {
    state.retry = undefined;
    open(state);
  }, state.pause);
  state.retry.unref();
};

const sweep = (state: State): void => {
  const now = Date.now();
  for (const connection of state.lent) if (connection.deadline < now) destroy(state, connection);
  const spare = state.idle.length + state.lent.size - state.config.min;
  const old = state.idle.filter((connection) => now - connection.idleSince > IDLE_KEPT).slice(0, Math.max(0, spare));
  for (const connection of old) {
    state.idle.splice(state.idle.indexOf(connection), 1);
    disposeIdle(state, connection);
  }
};

const close = async (state: State): Promise<void> => {
  state.closed = true;
  clearTimeout(state.retry);
  for (const waiter of state.waiters) {
    clearTimeout(waiter.timer);
    waiter.reject(databaseUnavailable());
  }
  state.waiters.clear();
  await Promise.all(state.idle.splice(0).map(closeConnection));
  if (state.lent.size + state.opening === 0) return;
  // Whoever still has a connection may finish, within bounds.
  const impatient = setTimeout(() => {
    for (const connection of state.lent) destroy(state, connection);
  }, CLOSING_TIME);
  await new Promise<void>((resolve) => {
    state.emptied = resolve;
  });
  clearTimeout(impatient);
};
