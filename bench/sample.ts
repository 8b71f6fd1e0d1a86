import { Agent, request } from 'node:http';

const agent = new Agent({ keepAlive: true, maxSockets: 16 });

/** One GET; the body and how long it took in milliseconds. Throws unless the answer is 200. */
export const timedGet = (
  url: string,
  headers: Readonly<Record<string, string>>,
): Promise<{ body: string; ms: number }> =>
  new Promise((resolve, reject) => {
    const began = performance.now();
    const sent = request(url, { agent, headers }, (answer) => {
      const chunks: Buffer[] = [];
      answer.on('data', (chunk: Buffer) => chunks.push(chunk));
      answer.on('end', () => {
        const body = Buffer.concat(chunks).toString();
        if (answer.statusCode === 200) resolve({ body, ms: performance.now() - began });
        else reject(new Error(`${url}: ${answer.statusCode} ${body.slice(0, 300)}`));
      });
    });
    sent.on('error', reject);
    sent.end();
  });

/** The value that `share` of the samples do not exceed. */
export const percentile = (samples: readonly number[], share: number): number => {
  const sorted = [...samples].sort((one, other) => one - other);
  const at = Math.min(sorted.length - 1, Math.ceil(sorted.length * share) - 1);
  return sorted[Math.max(0, at)] ?? Number.NaN;
};

export const median = (samples: readonly number[]): number => percentile(samples, 0.5);

/** Milliseconds of `count` calls one after another, the first tenth left out as warming up. */
export const sampled = async (count: number, call: (turn: number) => Promise<number>): Promise<number[]> => {
  const samples: number[] = [];
  const warming = Math.ceil(count / 10);
  for (let turn = 0; turn < count + warming; turn += 1) {
    const ms = await call(turn);
    if (turn >= warming) samples.push(ms);
  }
  return samples;
};
