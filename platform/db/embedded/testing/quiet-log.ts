import type { Log } from '../start-refused.ts';

/** Keeps what was said, for tests that look at it. */
export const quietLog = (): Log & { readonly said: string[] } => {
  const said: string[] = [];
  const keep = (_: object, message: string): void => {
    said.push(message);
  };
  return { said, info: keep, warn: keep, error: keep };
};
