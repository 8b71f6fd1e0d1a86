import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';

/** A ticket as the server has promised it. */
export type Acknowledged = { readonly title: string; readonly id: number; readonly number: string };

/** People who open one ticket after another, whatever happens to the server. */
export type Callers = {
  readonly acknowledged: readonly Acknowledged[];
  /** Titles that were sent once, without a key, and of which nobody heard again: each is there once or not at all. */
  readonly unheard: readonly string[];
  /** Answers that nobody should get. */
  readonly unexpected: readonly string[];
  /** How many 503 there were. */
  readonly refused: () => number;
  /** No new tickets; those that have a key are asked for until they are acknowledged. */
  readonly finish: () => Promise<void>;
};

type Options = {
  readonly address: string;
  readonly cookie: string;
  readonly callers: number;
  /** Of so many tickets one is sent without a key, and not again. 0: none. */
  readonly careless: number;
};

/** Begins to call. */
export const startCalling = ({ address, cookie, callers, careless }: Options): Callers => {
  const acknowledged: Acknowledged[] = [];
  const unheard: string[] = [];
  const unexpected: string[] = [];
  let refused = 0;
  let running = true;

  const send = async (title: string, key: string | null): Promise<Response | null> => {
    const headers = { cookie, origin: address, 'content-type': 'application/json' };
    return await fetch(`${address}/api/tickets`, {
      method: 'POST',
      headers: key === null ? headers : { ...headers, 'idempotency-key': key },
      body: JSON.stringify({ kind: 'incident', title }),
      signal: AbortSignal.timeout(60_000),
    }).catch(() => null);
  };

  /** Whether the answer came whole and said that the ticket is there. */
  const isHeard = async (title: string, answer: Response | null): Promise<boolean> => {
    const text = await answer?.text().catch(() => null);
    if (answer === null || text === undefined || text === null) return false;
    if (answer.status === 201) {
      const { id, number } = JSON.parse(text) as Acknowledged;
      acknowledged.push({ title, id, number });
      return true;
    }
    if (answer.status === 503 && answer.headers.has('retry-after')) refused += 1;
    else if (!(answer.status === 409 && text.includes('http.idempotency_running')))
      unexpected.push(`${answer.status} ${text}`);
    return false;
  };

  const openOne = async (title: string, isCareless: boolean): Promise<void> => {
    const key = isCareless ? null : randomUUID();
    for (let tries = 0; tries < 600; tries += 1) {
      if (await isHeard(title, await send(title, key))) return;
      if (isCareless) {
        unheard.push(title);
        return;
      }
      await sleep(150);
    }
    throw new Error(`${title} was never acknowledged`);
  };

  const call = async (caller: number): Promise<void> => {
    for (let count = 1; running; count += 1) {
      await openOne(`caller ${caller}, ticket ${count}`, careless > 0 && count % careless === 0);
      await sleep(5);
    }
  };

  const all = Promise.all(Array.from({ length: callers }, (_, caller) => call(caller)));
  all.catch(() => undefined);
  return {
    acknowledged,
    unheard,
    unexpected,
    refused: () => refused,
    finish: async () => {
      running = false;
      await all;
    },
  };
};
