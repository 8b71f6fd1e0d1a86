import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { openPools } from '#platform/db/open.ts';
import type { Statement } from '#platform/db/query.ts';
import { sqlQuery } from '#platform/db/query.ts';
import { readOnce } from '#platform/db/tenant-tx.ts';
import { silentLog } from '#platform/log/log.ts';
import type { Case } from '../case.ts';
import type { House } from '../house.ts';
import { seedTickets } from '../seed.ts';

const CALLERS = 16;
const ROWS = 20;
const SQL = `select id, number, title, status, priority, created_at from ticket
  where tenant_id = $1::int order by created_at desc, id desc limit ${ROWS}`;

/** What context, proof and row security cost the reading statement itself: without HTTP, beside an ordinary pool. */
export const readPath: Case = {
  name: 'read-path',
  run: async (house, { quick }) => {
    const tenant = await house.tenant('PATH');
    const { userId } = await house.person(tenant, 'ENGINEER');
    await seedTickets(house, { tenant, requester: userId, count: 1000 });
    const proof = await proofFor(house, tenant);
    const masterKey = Buffer.from(readFileSync(join(house.dataDir, 'master.key'), 'utf8').trim(), 'base64');
    const pools = openPools(house.adminUrl, 'madang', { masterKey, log: silentLog(), connections: CALLERS });
    const plain = new pg.Pool({ connectionString: house.adminUrl, max: CALLERS, options: '-c search_path=madang' });
    const ours = async (): Promise<number> =>
      (await readOnce(pools.app, { tenantId: tenant, proof }, sqlQuery(SQL, [tenant]))).length;
    const theirs = async (): Promise<number> =>
      (await plain.query({ name: 'rows', text: SQL, values: [tenant] })).rows.length;
    const seconds = quick ? 2 : 4;
    try {
      const rates: { ours: number[]; theirs: number[] } = { ours: [], theirs: [] };
      for (let round = 0; round < 3; round += 1) {
        rates.theirs.push(await rate(theirs, seconds));
        rates.ours.push(await rate(ours, seconds));
      }
      return [
        {
          name: 'read path',
          value: median(rates.ours),
          unit: 'queries/s',
          reference: { what: 'ordinary pool', value: median(rates.theirs) },
          budget: { ratioAtLeast: 0.85 },
        },
      ];
    } finally {
      await plain.end();
      await Promise.all(Object.values(pools).map((pool) => pool.close()));
    }
  },
};

/** The proof of the person that `house.person` made last in the tenant. */
const proofFor = async (house: House, tenant: number): Promise<Statement> => {
  const [row] = await house.sql<{ id: string; version: number }>(
    'select id, version from madang.acting where tenant_id = $1 order by id desc limit 1',
    [tenant],
  );
  const { proofOf } = await import('#platform/access/proof.ts');
  const proof = proofOf({
    kind: 'session',
    tenant: { id: tenant },
    actingId: Number(row?.id),
    version: row?.version,
  } as never);
  if (proof === null) throw new Error('no proof');
  return proof;
};

const rate = async (call: () => Promise<number>, seconds: number): Promise<number> => {
  let done = 0;
  const until = performance.now() + seconds * 1000;
  const caller = async (): Promise<void> => {
    while (performance.now() < until) {
      if ((await call()) !== ROWS) throw new Error(`not ${ROWS} rows`);
      done += 1;
    }
  };
  await Promise.all(Array.from({ length: CALLERS }, caller));
  return done / seconds;
};

const median = (values: readonly number[]): number =>
  [...values].sort((one, other) => one - other)[Math.floor(values.length / 2)] ?? Number.NaN;
