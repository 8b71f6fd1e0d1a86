import { describe, expect, it, vi } from 'vitest';
import { createQueryClient } from '../api/query-client.ts';
import { enter, enterList } from './enter.ts';

vi.stubGlobal('window', globalThis);

const never = { queryKey: ['page'], queryFn: () => new Promise<string>(() => undefined) };

describe('entering a page', () => {
  it('waits for a quick answer', async () => {
    const client = createQueryClient();
    await enter(client, { queryKey: ['page'], queryFn: async () => 'there' });
    expect(client.getQueryData(['page'])).toBe('there');
    await enterList(client, { queryKey: ['list'], queryFn: async () => 'first', initialPageParam: 0 });
    expect(client.getQueryData(['list'])).toEqual({ pages: ['first'], pageParams: [0] });
  });

  it('does not wait for a slow one', async () => {
    const client = createQueryClient();
    await enter(client, never);
    expect(client.isFetching({ queryKey: ['page'] })).toBe(1);
  });

  it('shows at once what was seen before, and asks behind it', () => {
    const client = createQueryClient();
    client.setQueryData(['page'], 'old', { updatedAt: 1 });
    expect(enter(client, never)).toBeUndefined();
    expect(client.isFetching({ queryKey: ['page'] })).toBe(1);
  });

  it('leaves it to the page to show what went wrong', async () => {
    const fail = { queryKey: ['page'], retry: false, queryFn: () => Promise.reject(new Error('no')) };
    await expect(enter(createQueryClient(), fail)).resolves.toBeUndefined();
  });
});
