import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { modules } from '#app/modules.ts';
import { attackTables } from '#platform/testing/attack/table-attack.ts';
import { type AttackWorld, openAttackWorld } from './world.ts';

describe('every table, attacked from another tenant', () => {
  let world: AttackWorld;
  beforeAll(async () => {
    world = await openAttackWorld(modules);
  }, 60_000);
  afterAll(() => world?.house.close());
  const attack = () =>
    attackTables({
      database: world.house.database,
      attackerId: world.attacker.tenant.id,
      victimId: world.victim.tenant.id,
      suspendedId: world.suspendedId,
    });

  it('shows, changes, removes and takes nothing', async () => {
    const report = await attack();
    expect(report.findings).toEqual([]);
    expect(report.tables).toBeGreaterThan(15);
    console.log(
      `tables ${report.tables}, cases ${report.cases}, refusals ${report.refusals}, leaks ${report.findings.length}`,
    );
  }, 60_000);

  it.each([
    [
      'a policy that shows all rows',
      'create policy leak on madang.ticket for select to madang_test_app using (true)',
      'select ticket',
    ],
    [
      'a policy for everybody',
      'create policy leak on madang.ticket_note for all to public using (true) with check (true)',
      'insert ticket_note',
    ],
    [
      'a table whose guard was taken away',
      'alter table madang.ticket_comment disable row level security',
      'select ticket_comment',
    ],
    [
      'a table that was granted and not guarded',
      `create table madang.loose (tenant_id int not null, id int); grant all on madang.loose to madang_test_app`,
      'insert loose',
    ],
  ])(
    'finds %s',
    async (_what, plant, expected) => {
      const { asAdmin } = world.house.database;
      await asAdmin(plant);
      try {
        const { findings } = await attack();
        expect(findings.some((finding) => finding.startsWith(expected))).toBe(true);
      } finally {
        await asAdmin('drop policy if exists leak on madang.ticket');
        await asAdmin('drop policy if exists leak on madang.ticket_note');
        await asAdmin('alter table madang.ticket_comment enable row level security');
        await asAdmin('drop table if exists madang.loose');
      }
    },
    60_000,
  );
});
