import type { Case } from '../case.ts';
import type { House } from '../house.ts';
import { percentile, sampled, timedGet } from '../sample.ts';
import { seedTickets } from '../seed.ts';

const SAMPLES = 2000;
const TENANTS = 10_000;

/** The same list in a small house and in one of 10,000 tenants and a million tickets. */
export const scale: Case = {
  name: 'scale',
  large: true,
  run: async (house) => {
    const tenant = await house.tenant('SCALE');
    const { userId, headers } = await house.person(tenant, 'ENGINEER');
    await seedTickets(house, { tenant, requester: userId, count: 100 });
    const measure = async (): Promise<number> => {
      const samples = await sampled(SAMPLES, async () => {
        const { body, ms } = await timedGet(`${house.url}/api/tickets?limit=20`, headers);
        if ((JSON.parse(body) as { items: unknown[] }).items.length !== 20) throw new Error('not 20 tickets');
        return ms;
      });
      return percentile(samples, 0.95);
    };
    const small = await measure();
    await grow(house);
    const large = await measure();
    return [
      {
        name: 'the same list at 10,000 tenants and 1 M tickets, p95',
        value: large,
        unit: 'ms',
        reference: { what: 'few tenants', value: small },
        budget: { ratioAtMost: 1.3 },
      },
    ];
  },
};

const grow = async (house: House): Promise<void> => {
  await house.sql(
    `insert into madang.tenant (code, name, kind) select 'MANY_' || n, 'MANY_' || n, 'pharmacy' from generate_series(1, $1) n`,
    [TENANTS],
  );
  await house.sql(
    `insert into madang.tenant_member (tenant_id, user_id, login, name, home_tenant_id, home_role, role)
     select id, 5000000 + id, 'many' || id, 'many' || id, id, 'CUSTOMER', 'CUSTOMER' from madang.tenant where code like 'MANY%'`,
  );
  await house.sql(
    `insert into madang.ticket (tenant_id, number, kind, title, body, requester_id, owner_id, channel, created_at, updated_at)
     select id, 'SEED-' || n, 'incident', '인터넷이 안 됩니다 ' || n, '방금부터 인터넷이 안 됩니다.', 5000000 + id, 5000000 + id, 'portal', now() - n * interval '1 hour', now()
     from madang.tenant, generate_series(1, 100) n where code like 'MANY%' order by n`,
  );
  await house.sql('vacuum analyze madang.ticket');
  await house.sql('vacuum analyze madang.tenant_member');
  await house.sql('analyze madang.tenant');
};
