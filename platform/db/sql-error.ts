import { Problem } from '#platform/http/problem.ts';

/** What may leave of a database's error: never its detail, where, query or parameters. */
export type SqlError = {
  readonly code: string;
  readonly constraint: string | null;
  readonly table: string | null;
  readonly column: string | null;
  readonly routine: string | null;
};

/** A connection that ended before the answer was whole. */
export class ConnectionLost extends Error {
  readonly code = '08006';
  constructor() {
    super('The connection to the database ended before its answer was whole');
    this.name = 'ConnectionLost';
  }
}

/** SQLSTATE raised (or stood for) when the principal that a transaction was begun for is no longer alive. */
const PROOF_FAILED = 'MD401';

/** The proof came back without its row: counts as a proof that raised. */
export class ProofFailed extends Error {
  readonly code = PROOF_FAILED;
  constructor() {
    super('The proof of the principal did not come back');
    this.name = 'ProofFailed';
  }
}

/** The error's fields by allow-list; null when it did not come from the database. */
export const sqlError = (error: unknown): SqlError | null => {
  if (!(error instanceof Error)) return null;
  const fields = error as Error & Partial<Record<'code' | 'constraint' | 'table' | 'column' | 'routine', unknown>>;
  if (typeof fields.code !== 'string' || !/^[0-9A-Z]{5}$/.test(fields.code)) return null;
  const text = (value: unknown): string | null => (typeof value === 'string' ? value : null);
  return {
    code: fields.code,
    constraint: text(fields.constraint),
    table: text(fields.table),
    column: text(fields.column),
    routine: text(fields.routine),
  };
};

export const sqlState = (error: unknown): string | null => sqlError(error)?.code ?? null;

const systemLoss = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ENOENT',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENOTFOUND',
  'EAI_AGAIN',
]);
const loss = /^(08...|57P01|57P02|57P03|57P05|25P03)$/;
const lossMessage =
  /^(Connection terminated|Client has encountered a connection error|Client was closed|timeout expired)/;

/** The connection is gone (or never came): nothing was answered. */
export const isConnectionLost = (error: unknown): boolean => {
  if (!(error instanceof Error)) return false;
  const { code } = error as NodeJS.ErrnoException;
  if (typeof code === 'string') return loss.test(code) || systemLoss.has(code);
  return lossMessage.test(error.message);
};

/** The database asks to try the whole transaction again. */
export const isSerializationFailure = (error: unknown): boolean => {
  const state = sqlState(error);
  return state === '40001' || state === '40P01';
};

/** A prepared statement no longer fits the schema (0A000), or the server does not know it (26000): a new connection helps. */
export const isStalePlan = (error: unknown): boolean => {
  const state = sqlState(error);
  return state === '0A000' || state === '26000' || state === '42P05';
};

export const isProofFailure = (error: unknown): boolean => sqlState(error) === PROOF_FAILED;

/** The 503 for a database that cannot answer now. */
export const databaseUnavailable = (seconds = 2): Problem =>
  new Problem(503, 'database.unavailable', 'The database cannot answer at the moment', {
    headers: { 'Retry-After': String(seconds) },
  });

const statuses: Readonly<Record<string, readonly [number, string, string]>> = {
  MD401: [401, 'access.session_ended', 'The session is no longer valid'],
  '23505': [409, 'database.duplicate', 'It exists already'],
  '23503': [409, 'database.reference', 'Something that is referred to is not there, or still needed'],
  '23514': [422, 'database.check', 'A value is not allowed'],
  '23502': [422, 'database.required', 'A value is missing'],
  '22001': [422, 'database.too_long', 'A value is too long'],
  '22003': [400, 'database.out_of_range', 'A number is out of range'],
  '22007': [400, 'database.malformed', 'A date is malformed'],
  '22008': [400, 'database.out_of_range', 'A date is out of range'],
  '22009': [400, 'database.out_of_range', 'A time zone is out of range'],
  '22P02': [400, 'database.malformed', 'A value is malformed'],
  '22021': [400, 'http.invalid_text', 'A text holds characters that cannot be kept'],
  '22P05': [400, 'http.invalid_text', 'A text holds characters that cannot be kept'],
};

/** Answers by constraint name, such as `{ tenant_code_key: { status: 409, code: 'tenants.code_taken' } }`. */
export type ConstraintAnswers = Readonly<
  Record<string, { readonly status: number; readonly code: string; readonly detail?: string }>
>;

/**
 * The Problem for a database's error; undefined when it is none that a caller could have caused or should wait for.
 * `constraints` gives words to the constraints of the caller's tables.
 */
export const toProblem = (error: unknown, constraints: ConstraintAnswers = {}): Problem | undefined => {
  if (error instanceof Problem) return error;
  if (isConnectionLost(error)) return databaseUnavailable();
  const fields = sqlError(error);
  if (fields === null) return undefined;
  const named = fields.constraint === null ? undefined : constraints[fields.constraint];
  if (named) return new Problem(named.status, named.code, named.detail);
  if (isOverloaded(fields.code)) return databaseUnavailable();
  const known = statuses[fields.code];
  return known && new Problem(known[0], known[1], known[2]);
};

// Too many connections, out of memory or disk, a time-out, a lock not got, a conflict that retries did not solve.
const isOverloaded = (code: string): boolean =>
  /^53...$/.test(code) || ['57014', '55P03', '40001', '40P01', '25P02', '57P04'].includes(code);
