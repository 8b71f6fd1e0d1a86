import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { modules } from '#app/modules.ts';
import { makeUser, signIn } from '#modules/accounts/factory.ts';
import { fingerprint, rowsHolding } from '#platform/testing/attack/fingerprint.ts';
import type { AttackReport } from '#platform/testing/attack/report.ts';
import {
  attackNeighbours,
  attackReplays,
  attackRoutes,
  type RouteAttack,
} from '#platform/testing/attack/route-attack.ts';
import { type AttackWorld, attackOf, openAttackWorld } from './world.ts';

describe('every route, attacked from another tenant', () => {
  let world: AttackWorld;
  let attack: RouteAttack;
  let report: AttackReport;
  let before: Record<string, string>;

  beforeAll(async () => {
    world = await openAttackWorld(modules);
    before = await fingerprint(world.house.database, world.victim.tenant.id);
    attack = attackOf(
      world,
      modules.flatMap((module) => module.routes ?? []),
    );
    report = await attackRoutes(attack);
  }, 300_000);
  afterAll(() => world?.house.close());

  it('lets nothing through', () => {
    expect(report.findings).toEqual([]);
    console.log(
      `routes ${report.routes}, cases ${report.cases}, refusals ${report.refusals}, leaks ${report.findings.length}`,
    );
  });

  it('tries all of them', () => {
    expect(report.routes).toBeGreaterThan(25);
    expect(report.refusals).toBeGreaterThan(500);
  });

  it('leaves the rows of the other tenant as they were', async () => {
    const after = await fingerprint(world.house.database, world.victim.tenant.id);
    expect(Object.keys(after).length).toBeGreaterThan(10);
    expect(changedBy(before, after)).toEqual([]);
  });

  it('leaves no word of it in the rows of those who tried, nor in a job', async () => {
    const { house, attacker, canaries } = world;
    expect(await rowsHolding(house.database, attacker.tenant.id, canaries)).toEqual([]);
    const own = await rowsHolding(house.database, world.victim.tenant.id, canaries);
    expect(own).toEqual(expect.arrayContaining(['account', 'ticket', 'ticket_comment', 'ticket_note']));
  });

  it('lets nothing through to another CUSTOMER of the same tenant either', async () => {
    const { house, victim, victimThings, canaries } = world;
    const neighbour = await makeUser(house.database, victim.tenant.id, { role: 'CUSTOMER' });
    const { headers } = await signIn(house.database, neighbour);
    const { body } = await house.call('POST', '/api/tickets', {
      as: { headers },
      body: { kind: 'incident', title: 'mine' },
    });
    const near = await attackNeighbours({
      ...attack,
      attackers: [{ name: 'a neighbour', headers }],
      victim: { ...attack.victim, headers: victim.users.CUSTOMER.headers },
      own: { ...victimThings, tickets: body.id },
      // The categories of the tenant are for everybody in it.
      canaries: canaries.filter((canary) => !canary.includes('category')),
    });
    expect(near.findings).toEqual([]);
    expect(near.cases).toBeGreaterThan(100);
  });

  it('answers nobody with what another was answered', async () => {
    const replays = await attackReplays(attack);
    expect(replays.findings).toEqual([]);
    expect(replays.cases).toBeGreaterThan(20);
  });

  it('writes a row in the audit for a foreign ticket, before the answer', async () => {
    const { house, attacker, victimThings } = world;
    const refused = await house.database.asAdmin(
      `select gate, reason from madang.audit
       where tenant_id = $1 and outcome = 'refused' and subject_type = 'ticket' and subject_id = $2`,
      [attacker.tenant.id, String(victimThings.tickets)],
    );
    const gates = new Set(refused.map(({ gate }) => gate));
    // Gate 3 refuses notes before anybody looks the ticket up; what came further was refused by gate 2, never by a later one.
    expect(gates.has('tenant')).toBe(true);
    expect([...gates].filter((gate) => gate !== 'tenant' && gate !== 'permission')).toEqual([]);
  });
});

const changedBy = (before: Record<string, string>, after: Record<string, string>): string[] =>
  Object.keys(after).filter((table) => before[table] !== after[table]);
