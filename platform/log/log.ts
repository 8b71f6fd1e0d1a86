import { type DestinationStream, destination, type Logger as PinoLogger, pino } from 'pino';
import { loggablePath, redactLine } from './redact.ts';

/** A structured log. `child({ part })` adds fields to every line; levels are pino's. */
export type Logger = PinoLogger;

export type LogOptions = {
  readonly level?: string;
  /** 1 is stdout (a server), 2 is stderr (a command whose stdout is its result); a stream in tests. */
  readonly to?: 1 | 2 | DestinationStream;
};

const hiddenPaths = ['headers', 'body', 'query', 'cookies', 'password', 'token', 'secret'];

/**
 * One JSON object a line. Secrets are hidden twice: by path before a line is written, and by shape in the finished
 * line, so that a secret inside a message, an error or a nested object is caught as well.
 */
export const createLog = (options: LogOptions = {}): Logger => {
  const to = options.to ?? 1;
  return pino(
    {
      level: options.level ?? 'info',
      base: { pid: process.pid },
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      redact: { paths: hiddenPaths.flatMap((path) => [path, `*.${path}`]), censor: '[redacted]' },
      serializers: { err: describeError, error: describeError, req: describeRequest, res: describeReply },
      hooks: { streamWrite: redactLine },
    },
    typeof to === 'number' ? destination({ dest: to, sync: true }) : to,
  );
};

/** A log that writes nothing, for tests and for commands that only print. */
export const silentLog = (): Logger => pino({ level: 'silent' });

const kept = ['code', 'severity', 'constraint', 'table', 'routine', 'status', 'gate', 'action'] as const;

/** An allow-list: PostgreSQL puts values of rows into `detail`, `where` and `internalQuery`, so these never leave. */
const describeError = (error: unknown): unknown => {
  if (!(error instanceof Error)) return typeof error === 'object' ? '[object]' : error;
  const fields = error as Error & Record<string, unknown>;
  const plain = kept.flatMap((key) => (['string', 'number'].includes(typeof fields[key]) ? [[key, fields[key]]] : []));
  const cause = error.cause === undefined ? {} : { cause: describeError(error.cause) };
  return {
    type: error.name,
    message: error.message.slice(0, 1000),
    stack: error.stack,
    ...Object.fromEntries(plain),
    ...cause,
  };
};

type LoggedRequest = {
  readonly id?: unknown;
  readonly method?: unknown;
  readonly url?: unknown;
  readonly ip?: unknown;
};

const describeRequest = (request: LoggedRequest): object => ({
  id: request.id,
  method: request.method,
  path: typeof request.url === 'string' ? loggablePath(request.url) : undefined,
  address: request.ip,
});

const describeReply = (reply: { readonly statusCode?: unknown }): object => ({ status: reply.statusCode });
