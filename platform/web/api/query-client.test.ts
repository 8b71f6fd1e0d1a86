import { QueryObserver } from '@tanstack/react-query';
import { describe, expect, it } from 'vitest';
import { ApiProblem } from './problem.ts';
import { createQueryClient, shouldRetry } from './query-client.ts';

const problem = (status: number): ApiProblem => new ApiProblem({ status, code: 'x' });

describe('trying again', () => {
  it('is for what may pass by itself, twice', () => {
    for (const status of [0, 502, 503]) {
      expect(shouldRetry(0, problem(status))).toBe(true);
      expect(shouldRetry(2, problem(status))).toBe(false);
    }
  });

  it('is not for refusals, mistakes and bugs', () => {
    for (const status of [400, 401, 403, 404, 409, 412, 422, 429, 500]) {
      expect(shouldRetry(0, problem(status))).toBe(false);
    }
    expect(shouldRetry(0, new Error('a bug'))).toBe(false);
  });
});

describe('a part of a page whose question has failed already', () => {
  const asksAgain = async (status: number): Promise<boolean> => {
    const client = createQueryClient();
    let asked = 0;
    const options = {
      queryKey: ['part'],
      queryFn: async (): Promise<never> => {
        asked += 1;
        throw problem(status);
      },
    };
    await client.fetchQuery({ ...options, retry: false }).catch(() => undefined);
    const leave = new QueryObserver(client, options).subscribe(() => undefined);
    leave();
    client.clear();
    return asked > 1;
  };

  it('asks again after a fault, and not after a refusal, which is on record', async () => {
    expect(await asksAgain(500)).toBe(true);
    for (const status of [403, 404]) {
      expect(await asksAgain(status)).toBe(false);
    }
  });
});
