/** Why the database or the server does not start, in one sentence for whoever started it; exit code 1. */
export class StartRefused extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'StartRefused';
  }
}

/** The words of a log that are needed here; pino has them. */
export type Log = Record<'info' | 'warn' | 'error', (fields: object, message: string) => void>;
