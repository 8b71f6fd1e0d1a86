import type { Actor, AuditEntry } from '#platform/audit/entry.ts';
import { auditStatement } from '#platform/audit/write.ts';
import { type DomainEvent, outboxStatement } from '#platform/events/outbox.ts';
import type { JobRequest } from '#platform/jobs/enqueue.ts';
import { jobStatement } from '#platform/jobs/enqueue.ts';
import { BEGIN, COMMIT, withConnection } from './batch.ts';
import type { Connection } from './connection.ts';
import { exchange } from './exchange.ts';
import type { Pool } from './pool.ts';
import type { Query, Rows, Statement } from './query.ts';
import { isConnectionLost, isStalePlan } from './sql-error.ts';
import { checkProof, setStatementTimeout, setTenant, type TenantContext, WRITE_TIMEOUT } from './tenant-scope.ts';

/** What an action gets: one transaction in one tenant. */
export type Tx = {
  readonly tenantId: number;
  readonly actor: Actor;
  /** The transaction's moment, from the database. */
  readonly now: Date;
  /** Asks or changes; one round trip. */
  run<T>(query: Query<T>): Promise<T>;
  /** The last statement: travels with what was recorded, emitted and enqueued and with the commit. Nothing may follow. */
  last<T>(query: Query<T>): Promise<T>;
  /** An audit row, written in the commit's round trip; if it cannot be written, nothing is. */
  record(entry: AuditEntry): void;
  /** An outbox row, likewise. */
  emit(event: DomainEvent): void;
  /** A job, likewise. */
  enqueue(job: JobRequest): void;
};

export type WriteContext = TenantContext & { readonly actor: Actor };

export type TxOptions = {
  /** Milliseconds for one statement; 10 s unless said otherwise. */
  readonly statementTimeout?: number;
  /**
   * One of many commits of the same work, of which the last is not `bulk`. It does not wait for the disk: a crash right
   * afterwards may lose it whole, with whatever was committed later, so the work must know how far it came, and nobody may
   * be told before the last commit. Words go into their indexes in larger lots, for which searches wait a little.
   */
  readonly bulk?: boolean;
};

export type OpenTransaction = {
  readonly connection: Connection;
  readonly tx: Tx;
  /** Commits unless `last` has done so. Throws when a statement had failed, even if the work swallowed its error. */
  commit(): Promise<void>;
  /** What was at the bottom of an error of the work: the database's own, if there was one. */
  cause(error: unknown): unknown;
  /** Whether the transaction certainly did nothing and another connection would help. */
  isHarmless(cause: unknown): boolean;
};

const THINKING_TIME = 60_000;
const BULK: readonly Statement[] = [
  { text: 'set local synchronous_commit = off', values: [] },
  { text: "set local gin_pending_list_limit = '4MB'", values: [] },
];
const NOW: Statement = { text: 'select transaction_timestamp() as now', values: [] };

/** Begin, tenant, time-out and proof in one round trip; on a new connection when the first one turns out to be lost. */
export const openTransaction = async (
  pool: Pool,
  context: WriteContext,
  options: TxOptions,
  onNew: boolean,
): Promise<OpenTransaction> => {
  const timeout = options.statementTimeout ?? WRITE_TIMEOUT;
  const statements = [BEGIN, setTenant(context.tenantId), setStatementTimeout(timeout), NOW];
  if (context.proof) statements.push(context.proof);
  if (options.bulk) statements.push(...BULK);
  const begin = async (connection: Connection): Promise<OpenTransaction> => {
    const [, , , now, proof] = await exchange(connection, statements);
    if (context.proof) checkProof(proof);
    const turns = takeTurns(pool, connection, timeout);
    return makeTransaction(context, connection, new Date(now?.[0]?.now as string), turns);
  };
  return withConnection(pool, begin, helpsToReconnect, onNew);
};

const helpsToReconnect = (error: unknown): boolean => isConnectionLost(error) || isStalePlan(error);

type Turns = {
  ask(statements: readonly Statement[]): Promise<Rows[]>;
  /** Waits for what was asked so far. */
  rest(): Promise<unknown>;
  /** The first error that the server or the connection gave. */
  failure(): { readonly error: unknown } | undefined;
};

/** One exchange after another, even when the work asks for several at once; none after one has failed. */
const takeTurns = (pool: Pool, connection: Connection, timeout: number): Turns => {
  let turn: Promise<unknown> = Promise.resolve();
  let failure: { readonly error: unknown } | undefined;
  return {
    ask: (statements) => {
      const answered = turn.then(() => {
        if (failure) throw failure.error;
        pool.touch(connection, timeout * Math.max(1, statements.length) + THINKING_TIME);
        return exchange(connection, statements);
      });
      turn = answered.catch((error) => {
        failure ??= { error };
      });
      return answered;
    },
    rest: () => turn,
    failure: () => failure,
  };
};

type Tail = { readonly entries: AuditEntry[]; readonly events: DomainEvent[]; readonly jobs: JobRequest[] };

const tailStatements = ({ tenantId, actor }: WriteContext, { entries, events, jobs }: Tail): Statement[] => [
  ...(entries.length > 0 ? [auditStatement(tenantId, actor, entries)] : []),
  ...(events.length > 0 ? [outboxStatement(tenantId, events)] : []),
  ...(jobs.length > 0 ? [jobStatement(tenantId, jobs)] : []),
  COMMIT,
];

const makeTransaction = (context: WriteContext, connection: Connection, now: Date, turns: Turns): OpenTransaction => {
  const tail: Tail = { entries: [], events: [], jobs: [] };
  let committing = false;
  const mustBeOpen = (): void => {
    if (committing) throw new Error('Nothing may follow the last statement of a transaction');
  };
  const addTo =
    <T>(list: T[]) =>
    (item: T): void => {
      mustBeOpen();
      list.push(item);
    };
  const finish = async (statements: readonly Statement[]): Promise<Rows[]> => {
    mustBeOpen();
    committing = true;
    return turns.ask([...statements, ...tailStatements(context, tail)]);
  };
  const tx: Tx = {
    tenantId: context.tenantId,
    actor: context.actor,
    now,
    run: async (query) => {
      mustBeOpen();
      return query.answer(await turns.ask(query.statements));
    },
    last: async (query) => query.answer(await finish(query.statements)),
    record: addTo(tail.entries),
    emit: addTo(tail.events),
    enqueue: addTo(tail.jobs),
  };
  return {
    connection,
    tx,
    commit: async () => {
      if (committing) await turns.rest();
      else await finish([]);
      const failure = turns.failure();
      if (failure) throw failure.error;
    },
    cause: (error) => turns.failure()?.error ?? error,
    isHarmless: (cause) => isStalePlan(cause) || (isConnectionLost(cause) && !committing),
  };
};
