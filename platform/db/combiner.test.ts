import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createCombiner } from './combiner.ts';
import { ConnectionLost } from './sql-error.ts';

/** A store that takes whole batches or nothing, and remembers what it was asked. */
const makeStore = (isBad: (member: number) => boolean = () => false) => {
  const batches: number[][] = [];
  const kept: number[] = [];
  let running = 0;
  let most = 0;
  const run = async (members: readonly number[]): Promise<readonly string[]> => {
    running += 1;
    most = Math.max(most, running);
    batches.push([...members]);
    await new Promise((resolve) => setTimeout(resolve, 2));
    running -= 1;
    if (members.some(isBad)) throw new Error(`bad among ${members.length}`);
    kept.push(...members);
    return members.map((member) => `made ${member}`);
  };
  return { run, batches, kept, most: () => most };
};

describe('a lane', () => {
  test('runs one batch at a time, and whoever arrives meanwhile forms the next', async () => {
    const store = makeStore();
    const combiner = createCombiner();
    const early = combiner.combine({ lane: 'a', member: 0, run: store.run });
    await new Promise((resolve) => setTimeout(resolve, 1));
    const late = [1, 2, 3].map((member) => combiner.combine({ lane: 'a', member, run: store.run }));
    expect(await Promise.all([early, ...late])).toEqual(['made 0', 'made 1', 'made 2', 'made 3']);
    expect(store.batches).toEqual([[0], [1, 2, 3]]);
    expect(store.most()).toBe(1);
  });

  test('waits for its turn when enough others run, and gathers its members meanwhile', async () => {
    const store = makeStore();
    const combiner = createCombiner({ atOnce: 2 });
    const lanes = ['a', 'b', 'c'].map((lane) => combiner.combine({ lane, member: 1, run: store.run }));
    await new Promise((resolve) => setTimeout(resolve, 1));
    const late = combiner.combine({ lane: 'c', member: 2, run: store.run });
    await Promise.all([...lanes, late]);
    expect(store.batches).toEqual([[1], [1], [1, 2]]);
    expect(store.most()).toBe(2);
    await combiner.drain();
  });

  test('lets another one begin once it has had its turn, as many as may run at once', async () => {
    const combiner = createCombiner({ turns: 1, atOnce: 2, turnTime: 1 });
    const begun: string[] = [];
    const ends: (() => void)[] = [];
    const locked = (lane: string) =>
      combiner.combine({
        lane,
        member: lane,
        run: (members: readonly string[]) => {
          begun.push(lane);
          return new Promise<readonly string[]>((resolve) => ends.push(() => resolve(members)));
        },
      });
    const lanes = ['a', 'b', 'c'].map(locked);
    await expect.poll(() => begun).toEqual(['a', 'b']);
    ends[1]?.();
    expect(await lanes[1]).toBe('b');
    await expect.poll(() => begun).toEqual(['a', 'b', 'c']);
    ends[0]?.();
    ends[2]?.();
    expect(await Promise.all(lanes)).toEqual(['a', 'b', 'c']);
  });

  test('keeps its turn while it has one', async () => {
    const store = makeStore();
    const combiner = createCombiner({ turns: 1, turnTime: 10_000 });
    await Promise.all(['a', 'b', 'c'].map((lane) => combiner.combine({ lane, member: 1, run: store.run })));
    expect(store.most()).toBe(1);
  });

  test('passes its turn on when its batch fails', async () => {
    const store = makeStore((member) => member < 0);
    const combiner = createCombiner({ atOnce: 1 });
    const bad = combiner.combine({ lane: 'a', member: -1, run: store.run });
    await expect(bad).rejects.toThrow('bad among 1');
    expect(await combiner.combine({ lane: 'b', member: 1, run: store.run })).toBe('made 1');
  });

  test('does not wait for another lane', async () => {
    const combiner = createCombiner();
    const never = combiner.combine({ lane: 'slow', member: 1, run: () => new Promise<string[]>(() => undefined) });
    never.catch(() => undefined);
    const store = makeStore();
    expect(await combiner.combine({ lane: 'quick', member: 2, run: store.run })).toBe('made 2');
  });

  test('gives everybody their own outcome in order of arrival, whoever is bad', async () => {
    const members = fc.array(fc.boolean(), { minLength: 1, maxLength: 40 });
    await fc.assert(
      fc.asyncProperty(members, fc.integer({ min: 1, max: 9 }), async (isBad, batch) => {
        const store = makeStore((member) => isBad[member] === true);
        const combiner = createCombiner({ batch });
        const outcomes = await Promise.allSettled(
          isBad.map((_, member) => combiner.combine({ lane: 'a', member, run: store.run })),
        );
        expect(outcomes.map(({ status }) => status === 'rejected')).toEqual(isBad);
        const good = isBad.flatMap((bad, member) => (bad ? [] : [member]));
        expect(store.kept).toEqual(good);
        expect(Math.max(...store.batches.map(({ length }) => length))).toBeLessThanOrEqual(batch);
        await combiner.drain();
        expect(combiner.counts()).toEqual({ lanes: 0, waiting: 0 });
      }),
      { numRuns: 30 },
    );
  });

  test('keeps heavy members in batches of their own', async () => {
    const store = makeStore();
    const combiner = createCombiner({ batchWeight: 100 });
    await Promise.all(
      [30, 30, 60, 500, 1].map((weight, member) => combiner.combine({ lane: 'a', member, weight, run: store.run })),
    );
    expect(store.batches).toEqual([[0, 1], [2], [3], [4]]);
  });
});

describe('when the database goes away', () => {
  test('nobody is tried again: the batch may have been committed', async () => {
    const combiner = createCombiner();
    let runs = 0;
    const run = async (): Promise<string[]> => {
      runs += 1;
      throw new ConnectionLost();
    };
    const outcomes = await Promise.allSettled([1, 2, 3].map((member) => combiner.combine({ lane: 'a', member, run })));
    expect(outcomes.every(({ status }) => status === 'rejected')).toBe(true);
    expect(runs).toBe(1);
  });

  test('in the middle of trying one by one, the rest is not tried', async () => {
    const combiner = createCombiner();
    const runs: number[] = [];
    const run = async (members: readonly number[]): Promise<string[]> => {
      runs.push(members.length);
      if (runs.length === 3) throw new ConnectionLost();
      if (members.length > 1) throw new Error('one of them is bad');
      return members.map(String);
    };
    const outcomes = await Promise.allSettled(
      [1, 2, 3, 4].map((member) => combiner.combine({ lane: 'a', member, run })),
    );
    expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'rejected', 'rejected']);
    expect(runs).toEqual([4, 1, 1]);
  });
});

describe('limits', () => {
  test('a full lane is 503 with Retry-After, and others go on', async () => {
    const store = makeStore();
    const combiner = createCombiner({ laneLength: 2 });
    const outcomes = await Promise.allSettled(
      [0, 1, 2, 3].map((member) => combiner.combine({ lane: 'a', member, run: store.run })),
    );
    const refused = outcomes.filter((outcome) => outcome.status === 'rejected').map(({ reason }) => reason);
    expect(refused).toHaveLength(2);
    expect(refused[0]).toMatchObject({ status: 503, code: 'http.busy', headers: { 'Retry-After': '1' } });
    expect(await combiner.combine({ lane: 'b', member: 9, run: store.run })).toBe('made 9');
  });

  test('a drain lets those inside finish and nobody else in', async () => {
    const store = makeStore();
    const combiner = createCombiner();
    const inside = [1, 2, 3].map((member) => combiner.combine({ lane: 'a', member, run: store.run }));
    const drained = combiner.drain();
    await expect(combiner.combine({ lane: 'a', member: 4, run: store.run })).rejects.toMatchObject({ status: 503 });
    await drained;
    expect(await Promise.all(inside)).toHaveLength(3);
    expect(combiner.counts()).toEqual({ lanes: 0, waiting: 0 });
  });
});

test('an answer of the wrong length is everybody’s error, and nothing is run twice', async () => {
  const combiner = createCombiner();
  let runs = 0;
  const run = async (): Promise<string[]> => {
    runs += 1;
    return ['only one'];
  };
  const outcomes = await Promise.allSettled([1, 2].map((member) => combiner.combine({ lane: 'a', member, run })));
  expect(outcomes.every(({ status }) => status === 'rejected')).toBe(true);
  expect(runs).toBe(1);
});
