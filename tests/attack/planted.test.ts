import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { modules } from '#app/modules.ts';
import { makeUser, signIn } from '#modules/accounts/factory.ts';
import type { Route } from '#platform/http/route.ts';
import { defineModule } from '#platform/module.ts';
import { fingerprint } from '#platform/testing/attack/fingerprint.ts';
import { attackNeighbours, attackReplays, attackRoutes } from '#platform/testing/attack/route-attack.ts';
import { neighbourly, PLANTED_FUNCTIONS, plants, replaying, touching } from './plants.ts';
import { type AttackWorld, attackOf, openAttackWorld } from './world.ts';

const planted = defineModule({
  name: 'plants',
  purpose: 'Routes that leak, one in each way.',
  routes: [...plants.map(({ route }) => route), replaying, touching, neighbourly],
});

describe('the attack kit finds a planted route that', () => {
  let world: AttackWorld;
  beforeAll(async () => {
    world = await openAttackWorld([...modules, planted]);
    await world.house.database.asAdmin(PLANTED_FUNCTIONS);
  }, 60_000);
  afterAll(() => world?.house.close());

  it.each(plants)('$leak', async ({ route, believed, findings }) => {
    const report = await attackRoutes(attackOf(world, [{ ...route, ...believed } as Route]));
    for (const finding of findings) expect(report.findings).toContainEqual(expect.stringMatching(finding));
  });

  it('answers one with what it answered another under the same Idempotency-Key', async () => {
    const { findings } = await attackReplays(attackOf(world, [replaying]));
    expect(findings).toContainEqual(expect.stringMatching(/by ADMIN: replayed the answer to another/));
  });

  it('changes a row of the other tenant', async () => {
    const { database } = world.house;
    const before = await fingerprint(database, world.victim.tenant.id);
    const { findings } = await attackRoutes(attackOf(world, [touching]));
    expect(findings).toContainEqual(expect.stringMatching(/foreign id: 201/));
    const after = await fingerprint(database, world.victim.tenant.id);
    expect(Object.keys(after).filter((table) => after[table] !== before[table])).toEqual(['ticket_category']);
  });

  it('shows the ticket of one CUSTOMER to another of the same tenant', async () => {
    const { house, victim } = world;
    const { headers } = await signIn(house.database, await makeUser(house.database, victim.tenant.id));
    const attack = { ...attackOf(world, [neighbourly]), attackers: [{ name: 'a neighbour', headers }] };
    const { findings } = await attackNeighbours(attack);
    expect(findings).toContainEqual(expect.stringMatching(/by a neighbour: showed canaryzq7-ticket/));
  });

  it('and finds nothing in the route beside them that does not leak', async () => {
    const honest = modules.flatMap((module) => module.routes ?? []).filter(({ path }) => path === '/api/tickets/:id');
    const report = await attackRoutes(attackOf(world, honest));
    expect(report.findings).toEqual([]);
    expect(report.cases).toBeGreaterThan(20);
  });
});
