import autocannon from 'autocannon';
import { median } from './sample.ts';

export type LoadRequest = {
  readonly method?: 'GET' | 'POST';
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
};
/** A server and what it is asked, sent in turn by each connection. */
export type Side = {
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly requests: readonly LoadRequest[];
};
export type Comparison = {
  readonly ours: Side;
  readonly bare: Side;
  readonly connections: number;
  /** How long one round of one side takes. */
  readonly seconds: number;
  readonly rounds: number;
  /** Refuses a wrong answer: a fast error is no result. */
  readonly isRight: (body: string) => boolean;
};
/** Rates per second; the ratio is the median of the rounds' own ratios. */
export type Compared = { readonly ours: number; readonly bare: number; readonly ratio: number };

/**
 * Loads both sides in short rounds that take turns, so that whatever else the machine does meets both alike; medians of
 * the rounds. Throws on any wrong answer.
 */
export const compare = async (comparison: Comparison): Promise<Compared> => {
  const { ours, bare, rounds } = comparison;
  await rateOf(bare, comparison);
  await rateOf(ours, comparison);
  const rates: { readonly ours: number; readonly bare: number }[] = [];
  for (let round = 0; round < rounds; round += 1) {
    rates.push({ bare: await rateOf(bare, comparison), ours: await rateOf(ours, comparison) });
  }
  return {
    ours: median(rates.map((rate) => rate.ours)),
    bare: median(rates.map((rate) => rate.bare)),
    ratio: median(rates.map((rate) => rate.ours / rate.bare)),
  };
};

const rateOf = async (side: Side, { connections, seconds, isRight }: Comparison): Promise<number> => {
  const { url, headers = {}, requests } = side;
  const isFine = remembering(isRight);
  const result = await autocannon({
    url,
    connections,
    duration: seconds,
    requests: requests.map((request) => ({
      method: request.method ?? 'GET',
      path: request.path,
      headers: { ...headers, ...request.headers },
      ...(request.body === undefined ? {} : { body: request.body }),
    })),
    verifyBody: (body) => isFine(String(body)),
  });
  const { non2xx, errors, timeouts, mismatches } = result;
  if (non2xx + errors + timeouts + mismatches > 0) {
    const what = `${non2xx} refused, ${errors} failed, ${timeouts} timed out, ${mismatches} wrong`;
    throw new Error(`${url}${requests[0]?.path}: ${what}`);
  }
  return result.requests.total / result.duration;
};

const MOST_REMEMBERED = 100;

/** Looks at each different answer once: taking the same text apart again would only cost the servers their processor. */
const remembering = (isRight: (body: string) => boolean): ((body: string) => boolean) => {
  const right = new Set<string>();
  return (body) => {
    if (right.has(body)) return true;
    if (!isRight(body)) return false;
    if (right.size < MOST_REMEMBERED) right.add(body);
    return true;
  };
};
