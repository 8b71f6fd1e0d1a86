import { randomBytes } from 'node:crypto';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Case } from '../case.ts';
import { type Child, freePort, startChild, untilOk } from '../children.ts';
import type { House } from '../house.ts';
import { median } from '../sample.ts';

const STARTS = 3;

type Environment = Readonly<Record<string, string>>;

/** From the command to a healthy server, on an installed tree and a database that is there; and what it holds when idle. */
export const start: Case = {
  name: 'start',
  run: async (house) => {
    const dataDir = await mkdtemp(join(tmpdir(), 'madang-bench-start-'));
    try {
      const embedded = await startedOften({ MADANG_DATA: dataDir });
      const given = await startedOften({ MADANG_DATA: dataDir, ...(await givenDatabase(house)) });
      return [
        { name: 'start until healthy, embedded', value: embedded.seconds, unit: 's', budget: { atMost: 4 } },
        { name: 'start until healthy, DATABASE_URL', value: given.seconds, unit: 's', budget: { atMost: 1.5 } },
        { name: 'idle memory of the server', value: embedded.memory, unit: 'MB', budget: { atMost: 200 } },
      ];
    } finally {
      await rm(dataDir, { recursive: true, force: true });
    }
  },
};

/** A database of its own on the server of the house. */
const givenDatabase = async (house: House): Promise<Environment> => {
  await house.sql('create database bench_start');
  const url = new URL(house.adminUrl);
  url.pathname = '/bench_start';
  return { DATABASE_URL: url.href, MADANG_MASTER_KEY: randomBytes(32).toString('base64') };
};

/** The first start makes the database; then the median of three, and the memory of the last. */
const startedOften = async (environment: Environment): Promise<{ seconds: number; memory: number }> => {
  await started(environment, async () => 0);
  const times: number[] = [];
  let memory = 0;
  for (let turn = 1; turn <= STARTS; turn += 1) {
    const look = turn === STARTS ? memoryOf : async () => 0;
    times.push(
      await started(environment, async (child) => {
        memory = await look(child);
      }),
    );
  }
  return { seconds: median(times) / 1000, memory };
};

/** Milliseconds until it was ready. */
const started = async (environment: Environment, look: (child: Child) => Promise<unknown>): Promise<number> => {
  const port = await freePort();
  const child = startChild('app/main.ts', ['serve', '--no-demo'], { ...environment, PORT: String(port) });
  try {
    const ms = await untilOk(`http://127.0.0.1:${port}/readyz`, child);
    await look(child);
    return ms;
  } finally {
    await child.stop();
  }
};

/** Resident memory in MB, ten seconds after the start. */
const memoryOf = async (child: Child): Promise<number> => {
  await new Promise((resolve) => setTimeout(resolve, 10_000));
  const status = await readFile(`/proc/${child.process.pid}/status`, 'utf8');
  return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? Number.NaN) / 1024;
};
