import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { modules } from '#app/modules.ts';
import {
  type House,
  makeHouse,
  makeProviderAdministrator,
  makeUser,
  type SignedIn,
} from '#modules/accounts/factory.ts';
import { startTestHouse, type TestHouse } from '#platform/testing/house.ts';

// How long a refusal takes must not tell whether another tenant has a thing of that id.

const SAMPLES = 120;
const body = { body: 'x' };
const FACTOR = 1.5;

let house: TestHouse;
let own: House;
let foreign: { readonly tickets: number[]; readonly users: number[] };
beforeAll(async () => {
  house = await startTestHouse(modules);
  const { principal } = await makeProviderAdministrator(house.database);
  own = await makeHouse(house.database, principal, { modules });
  const other = await makeHouse(house.database, principal, { modules });
  foreign = { tickets: [], users: [] };
  for (let count = 0; count < SAMPLES; count += 1) {
    foreign.tickets.push(await openTicket(other.users.CUSTOMER));
    foreign.users.push((await makeUser(house.database, other.tenant.id)).id);
  }
}, 120_000);
afterAll(() => house?.close());

const openTicket = async (as: SignedIn): Promise<number> => {
  const { status, body } = await house.call('POST', '/api/tickets', { as, body: { kind: 'incident', title: 'There' } });
  expect(status).toBe(201);
  return Number(body.id);
};

type Ask = (id: number) => Promise<{ readonly status: number }>;

const timeOf = async (ask: Ask, id: number): Promise<number> => {
  const began = performance.now();
  expect((await ask(id)).status).toBe(404);
  return performance.now() - began;
};

const median = (times: readonly number[]): number => [...times].sort((a, b) => a - b)[times.length >> 1] ?? 0;

/** Medians of calls that take turns, so that whatever else the machine does meets both. Each id is asked for once. */
const ratioOf = async (ask: Ask, ids: readonly number[]): Promise<number> => {
  const times: { foreign: number[]; unknown: number[] } = { foreign: [], unknown: [] };
  for (const [at, id] of ids.entries()) {
    const unknown = 8_000_000_000_000 + id;
    if (at % 2 === 0) times.unknown.push(await timeOf(ask, unknown));
    times.foreign.push(await timeOf(ask, id));
    if (at % 2 === 1) times.unknown.push(await timeOf(ask, unknown));
  }
  return median(times.foreign) / median(times.unknown);
};

const isEven = (ratio: number): boolean => ratio < FACTOR && ratio > 1 / FACTOR;

it.each<[string, 'tickets' | 'users', Ask]>([
  ['to read a ticket', 'tickets', (id) => house.call('GET', `/api/tickets/${id}`, { as: own.users.PM })],
  ['to answer', 'tickets', (id) => house.call('POST', `/api/tickets/${id}/comments`, { as: own.users.CUSTOMER, body })],
  ['to read a user', 'users', (id) => house.call('GET', `/api/users/${id}`, { as: own.users.ADMIN })],
])('a foreign id takes as long as an unknown one: %s', async (_what, kind, ask) => {
  // A machine that is busy with other things may mislead one third; a difference that is there shows in each.
  const third = SAMPLES / 3;
  const ratios: number[] = [];
  for (const from of [0, third, 2 * third]) ratios.push(await ratioOf(ask, foreign[kind].slice(from, from + third)));
  expect(ratios.some(isEven), `ratios ${ratios.map((ratio) => ratio.toFixed(2))}`).toBe(true);
});

it('and a difference that is there is seen', async () => {
  const slow = new Set(foreign.tickets);
  const ask: Ask = async (id) => {
    const answer = await house.call('GET', `/api/tickets/${id}`, { as: own.users.ENGINEER });
    if (slow.has(id)) await sleep(30);
    return answer;
  };
  expect(isEven(await ratioOf(ask, foreign.tickets.slice(0, 20)))).toBe(false);
});
