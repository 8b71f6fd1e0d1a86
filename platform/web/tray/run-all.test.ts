import { describe, expect, it } from 'vitest';
import { type Refused, runAll } from './run-all.ts';

const rows = Array.from({ length: 23 }, (_, at) => at);
const soon = async (): Promise<void> => await new Promise((resolve) => setTimeout(resolve, 1));

describe('the same done to many rows', () => {
  it('is done to each once, at most four at a time, and a failure names its row', async () => {
    let flying = 0;
    let most = 0;
    const seen: number[] = [];
    const told: (Refused<number> | null)[] = [];
    const run = async (row: number): Promise<void> => {
      flying += 1;
      most = Math.max(most, flying);
      await soon();
      flying -= 1;
      seen.push(row);
      if (row % 7 === 3) {
        throw new Error(`no ${row}`);
      }
    };
    await runAll(rows, run, { tell: (refused) => told.push(refused), isStopped: () => false });
    expect(most).toBe(4);
    expect(seen.toSorted((a, b) => a - b)).toEqual(rows);
    expect(told).toHaveLength(23);
    expect(told.flatMap((one) => one?.row ?? []).toSorted((a, b) => a - b)).toEqual([3, 10, 17]);
  });

  it('begins no further row once it is stopped', async () => {
    let done = 0;
    await runAll(rows, soon, {
      atOnce: 2,
      tell: () => {
        done += 1;
      },
      isStopped: () => done >= 6,
    });
    expect(done).toBeLessThan(9);
  });
});
