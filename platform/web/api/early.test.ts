import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type Early, earlyAnswer } from './early.ts';

const asked = (address: string, answer: Early | null): void => {
  vi.stubGlobal('madangEarly', new Map([[address, Promise.resolve(answer)]]));
};

const answered = (status: number): Early => ({ response: new Response('{}', { status }), at: 0 });

beforeEach(() => {
  vi.spyOn(performance, 'now').mockReturnValue(900);
});
afterEach(() => {
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

describe('what was asked for before the app was there', () => {
  it('is given once', async () => {
    const answer = answered(200);
    asked('/session', answer);
    expect(await earlyAnswer('/tickets')).toBeNull();
    expect(await earlyAnswer('/session')).toBe(answer);
    expect(await earlyAnswer('/session')).toBeNull();
  });

  it('is not asked for again when it was refused: that is on record', async () => {
    const refused = answered(404);
    asked('/tickets/7', refused);
    expect(await earlyAnswer('/tickets/7')).toBe(refused);
  });

  it('is asked for again when no answer came', async () => {
    asked('/session', null);
    expect(await earlyAnswer('/session')).toBeNull();
  });

  it('is not shown to whoever comes to its page later', async () => {
    asked('/tickets?limit=50', answered(200));
    vi.spyOn(performance, 'now').mockReturnValue(10_001);
    expect(await earlyAnswer('/tickets?limit=50')).toBeNull();
  });

  it('is nothing where no build asked for anything', async () => {
    expect(await earlyAnswer('/session')).toBeNull();
  });
});
