import { afterAll, beforeAll, expect, it } from 'vitest';
import { modules } from '#app/modules.ts';
import { type House, makeHouse, makeProviderAdministrator, type SignedIn } from '#modules/accounts/factory.ts';
import { startTestHouse, type TestHouse } from '#platform/testing/house.ts';

// How long a refusal takes must not tell whether another tenant has a thing of that id.

const SAMPLES = 120;
const FACTOR = 1.5;

let house: TestHouse;
let own: House;
let foreign: number[];
beforeAll(async () => {
  house = await startTestHouse(modules);
  const { principal } = await makeProviderAdministrator(house.database);
  own = await makeHouse(house.database, principal, { modules });
  const other = await makeHouse(house.database, principal, { modules });
  foreign = await Promise.all(Array.from({ length: SAMPLES }, () => openTicket(other.users.CUSTOMER)));
}, 120_000);
afterAll(() => house?.close());

const openTicket = async (as: SignedIn): Promise<number> => {
  const { body } = await house.call('POST', '/api/tickets', { as, body: { kind: 'incident', title: 'There' } });
  return Number(body.id);
};

type Ask = (id: number) => Promise<{ readonly status: number }>;

const timeOf = async (ask: Ask, id: number): Promise<number> => {
  const began = performance.now();
  expect((await ask(id)).status).toBe(404);
  return performance.now() - began;
};

const median = (times: readonly number[]): number => [...times].sort((a, b) => a - b)[times.length >> 1] ?? 0;

/** Medians of calls that take turns, so that whatever else the machine does meets both. */
const ratioOf = async (ask: Ask, round: number): Promise<number> => {
  const times: { foreign: number[]; unknown: number[] } = { foreign: [], unknown: [] };
  for (const [at, id] of foreign.entries()) {
    const unknown = 8_000_000_000_000 + round * SAMPLES + at;
    if (at % 2 === 0) times.unknown.push(await timeOf(ask, unknown));
    times.foreign.push(await timeOf(ask, id));
    if (at % 2 === 1) times.unknown.push(await timeOf(ask, unknown));
  }
  return median(times.foreign) / median(times.unknown);
};

it.each<[string, (as: SignedIn) => Ask]>([
  ['to read', (as) => (id) => house.call('GET', `/api/tickets/${id}`, { as })],
  ['to write', (as) => (id) => house.call('POST', `/api/tickets/${id}/comments`, { as, body: { body: 'x' } })],
  ['of a user', (as) => (id) => house.call('GET', `/api/users/${id}`, { as })],
])('a foreign id takes as long as an unknown one %s', async (_what, asking) => {
  // A machine that is busy with other things may be wrong once; a difference that is there shows each time.
  const ratios: number[] = [];
  for (const [round, as] of [own.users.ADMIN, own.users.PM, own.users.ADMIN].entries()) {
    const ratio = await ratioOf(asking(round === 1 && _what !== 'of a user' ? as : own.users.ADMIN), round);
    ratios.push(ratio);
    if (ratio < FACTOR && ratio > 1 / FACTOR) break;
  }
  const last = ratios.at(-1) ?? 0;
  expect(last, `ratios ${ratios.map((ratio) => ratio.toFixed(2))}`).toBeLessThan(FACTOR);
  expect(last, `ratios ${ratios.map((ratio) => ratio.toFixed(2))}`).toBeGreaterThan(1 / FACTOR);
});
