import { afterEach, describe, expect, it, vi } from 'vitest';
import { earlyAnswer } from './early.ts';

const asked = (address: string, answer: Promise<Response | null>): void => {
  vi.stubGlobal('madangEarly', new Map([[address, answer]]));
};

afterEach(() => {
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

describe('what was asked for before the app was there', () => {
  it('is given once', async () => {
    const answer = new Response('{}');
    asked('/session', Promise.resolve(answer));
    expect(await earlyAnswer('/tickets')).toBeNull();
    expect(await earlyAnswer('/session')).toBe(answer);
    expect(await earlyAnswer('/session')).toBeNull();
  });

  it.each([
    ['was refused', new Response('{}', { status: 401 })],
    ['never came', null],
  ])('is asked for again when it %s', async (_why, answer) => {
    asked('/session', Promise.resolve(answer));
    expect(await earlyAnswer('/session')).toBeNull();
  });

  it('is not shown to whoever comes to its page later', async () => {
    asked('/tickets?limit=50', Promise.resolve(new Response('{}')));
    vi.spyOn(performance, 'now').mockReturnValue(10_001);
    expect(await earlyAnswer('/tickets?limit=50')).toBeNull();
  });

  it('is nothing where no build asked for anything', async () => {
    expect(await earlyAnswer('/session')).toBeNull();
  });
});
