import { describe, expect, it } from 'vitest';
import { ApiProblem } from './problem.ts';
import { shouldRetry } from './query-client.ts';

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
