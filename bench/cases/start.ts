import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Case } from '../case.ts';
import { type Child, freePort, startChild, untilOk } from '../children.ts';

const STARTS = 3;

/** From the command to a healthy server, on an installed tree and a database that is there; and what it holds when idle. */
export const start: Case = {
  name: 'start',
  run: async () => {
    const dataDir = await mkdtemp(join(tmpdir(), 'madang-bench-start-'));
    try {
      await started(dataDir, async () => 0);
      const times: number[] = [];
      let memory = 0;
      for (let turn = 0; turn < STARTS; turn += 1) {
        times.push(
          await started(dataDir, async (child) => {
            memory = await memoryOf(child);
            return memory;
          }),
        );
      }
      times.sort((one, other) => one - other);
      return [
        {
          name: 'start until healthy, embedded',
          value: (times[Math.floor(STARTS / 2)] ?? Number.NaN) / 1000,
          unit: 's',
          budget: { atMost: 4 },
        },
        { name: 'idle memory of the server', value: memory, unit: 'MB', budget: { atMost: 200 } },
      ];
    } finally {
      await rm(dataDir, { recursive: true, force: true });
    }
  },
};

const started = async (dataDir: string, look: (child: Child) => Promise<number>): Promise<number> => {
  const port = await freePort();
  const child = startChild('app/main.ts', ['serve', '--no-demo'], { MADANG_DATA: dataDir, PORT: String(port) });
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
