import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { modules } from '#app/modules.ts';
import { fingerprint } from '#platform/testing/attack/fingerprint.ts';
import type { AttackReport } from '#platform/testing/attack/report.ts';
import { attackReplays, attackRoutes, type RouteAttack } from '#platform/testing/attack/route-attack.ts';
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
    expect(refused.length).toBeGreaterThan(0);
    expect(refused.every(({ gate }) => gate === 'tenant')).toBe(true);
  });
});

const changedBy = (before: Record<string, string>, after: Record<string, string>): string[] =>
  Object.keys(after).filter((table) => before[table] !== after[table]);
