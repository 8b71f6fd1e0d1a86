import { problem } from '#platform/http/problem.ts';

/** Work in flight per principal. There is no fixed rate: whoever waits for answers before asking more is never refused. */
export type InFlight = { enter(key: string): void; leave(key: string): void };

/** `enter` throws 429 when `most` are in flight already; each `enter` that did not throw owes a `leave`. */
export const countInFlight = (most: number): InFlight => {
  const counts = new Map<string, number>();
  return {
    enter: (key) => {
      const count = counts.get(key) ?? 0;
      if (count >= most) throw tooMany();
      counts.set(key, count + 1);
    },
    leave: (key) => {
      const count = counts.get(key) ?? 0;
      if (count > 1) counts.set(key, count - 1);
      else counts.delete(key);
    },
  };
};

const tooMany = () =>
  problem(429, 'http.too_many_requests', 'Too many requests of yours are being worked on at this moment.', {
    headers: { 'retry-after': '1' },
  });
