import { describe, expect, it } from 'vitest';
import { countRepeats } from './repeats.ts';

const make = (limits: Parameters<typeof countRepeats>[0]['limits']) => {
  let now = 0;
  const flushed: [string, number][] = [];
  const repeats = countRepeats<string>({
    clock: () => new Date(now),
    limits: { window: 1000, single: 2, same: 4, all: 10, flushAfter: 5, ...limits },
    flush: async (last, count) => void flushed.push([last, count]),
    failed: (error) => {
      throw error;
    },
  });
  return { ...repeats, flushed, pass: (milliseconds: number) => (now += milliseconds) };
};

describe('counting repeats', () => {
  it('writes the first ones singly, counts the next, and then has enough', async () => {
    const { count, close, flushed } = make({ flushAfter: 60_000 });
    const verdicts = Array.from({ length: 6 }, () => count('kim', 'read 7', 'case'));
    expect(verdicts).toEqual(['write', 'write', 'counted', 'counted', 'too_many', 'too_many']);
    expect(count('kim', 'read 8', 'other')).toBe('write');
    expect(count('lee', 'read 7', 'other')).toBe('write');
    await close();
    expect(flushed).toEqual([['case', 4]]);
  });

  it('has enough of many different ones, too', () => {
    const { count } = make({});
    const verdicts = Array.from({ length: 12 }, (_, i) => count('kim', `read ${i}`, 'case'));
    expect(verdicts.slice(0, 10).every((verdict) => verdict === 'write')).toBe(true);
    expect(verdicts.slice(10)).toEqual(['too_many', 'too_many']);
  });

  it('begins anew when the window is over, and writes its counts by itself', async () => {
    const { count, flushed, pass } = make({});
    for (let i = 0; i < 5; i++) count('kim', 'read 7', 'case');
    await expect.poll(() => flushed).toEqual([['case', 3]]);
    pass(1000);
    expect(count('kim', 'read 7', 'case')).toBe('write');
  });
});
