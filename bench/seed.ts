import type { House } from './house.ts';

/** Writes plain tickets past the API, spread over 90 days; answers their ids. For reading benchmarks only. */
export const seedTickets = async (
  house: House,
  { tenant, requester, count }: { readonly tenant: number; readonly requester: number; readonly count: number },
): Promise<number[]> => {
  const rows = await house.sql<{ id: string }>(
    `insert into madang.ticket (tenant_id, number, kind, title, body, requester_id, owner_id, channel, tags, created_at, updated_at)
     select $1, 'SEED-' || lpad(n::text, 7, '0'), 'service_request', '라벨 프린터에서 종이가 걸립니다 ' || n,
       '두세 장마다 종이가 걸립니다. 걸린 종이는 모두 뺐습니다.', $2, $2, 'portal', '{printer}', at, at
     from generate_series(1, $3) as n, lateral (select now() - n * interval '90 days' / $3 as at) moment
     returning id`,
    [tenant, requester, count],
  );
  await house.sql('analyze madang.ticket');
  return rows.map((row) => Number(row.id));
};
