import { QueryClient } from '@tanstack/react-query';
import { afterEach, describe, expect, it, vi } from 'vitest';
import {
  type ActingTenant,
  actingTenantsQuery,
  findTenants,
  mayBeMore,
  mostAsked,
  sortByNeed,
  typedTenantsQuery,
  withFurther,
} from './acting-tenants.ts';

const tenant = (at: number): ActingTenant => ({ code: `T${at}`, name: `기관 ${at}` });
const first = Array.from({ length: mostAsked }, (_, at) => tenant(at + 1));

describe('the organizations that one may act in', () => {
  afterEach(() => vi.unstubAllGlobals());

  it('are all known when fewer came than were asked for', () => {
    expect(mayBeMore(first.slice(1))).toBe(false);
    expect(mayBeMore(first)).toBe(true);
  });

  it('are found by what was typed, number 201 too, which only the server knows', async () => {
    const asked: string[] = [];
    vi.stubGlobal('document', { documentElement: { lang: 'ko' }, querySelector: () => null });
    vi.stubGlobal('fetch', async (url: string) => {
      const { searchParams } = new URL(url, 'http://localhost');
      asked.push(searchParams.get('q') ?? '');
      const items = searchParams.get('q') === '201' ? [tenant(201)] : first;
      return new Response(JSON.stringify({ items }), { headers: { 'Content-Type': 'application/json' } });
    });
    const client = new QueryClient();
    const known = await client.fetchQuery(actingTenantsQuery);
    expect(findTenants(known, '201', 50)).toEqual([]);
    const further = await client.fetchQuery(typedTenantsQuery('201'));
    expect(asked).toEqual(['', '201']);
    expect(findTenants(withFurther(known, further), '201', 50)).toEqual([tenant(201)]);
  });

  it('stand once each and by name, whoever told of them', () => {
    const all = [tenant(1), tenant(3)];
    expect(withFurther(all, [tenant(3), tenant(2)])).toEqual([tenant(1), tenant(2), tenant(3)]);
    expect(withFurther(all, [tenant(3)])).toBe(all);
  });

  it('stand by what they need, and by name where that is the same or not known', () => {
    const all = [tenant(1), tenant(2), tenant(3), tenant(4)];
    const needs = new Map([
      ['T2', 1],
      ['T4', 10],
    ]);
    expect(sortByNeed(all, needs)).toEqual([tenant(4), tenant(2), tenant(1), tenant(3)]);
    expect(sortByNeed(all)).toEqual(all);
  });
});
