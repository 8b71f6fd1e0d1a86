import type { Case } from '../case.ts';
import type { House } from '../house.ts';
import { compare, type LoadRequest } from '../load.ts';

const TENANTS = 10;
const ticket = JSON.stringify({
  kind: 'service_request',
  title: '라벨 프린터에서 종이가 계속 걸립니다',
  body: '두세 장마다 종이가 걸립니다. 걸린 종이는 모두 뺐습니다.',
});
const isMade = (body: string): boolean => typeof (JSON.parse(body) as { number?: unknown }).number === 'string';

/** A ticket with a gapless number, audit and outbox over HTTP; beside one plain insert of the same row. */
export const create: Case = {
  name: 'create',
  run: async (house, { quick }) => {
    await house.sql('create sequence if not exists bench.number');
    await house.sql('create table bench.ticket (like madang.ticket including all)');
    await house.sql('create table bench.counter (tenant_id int primary key, last bigint not null)');
    const requests = await requestsOf(house);
    const [tenant] = await house.sql<{ id: number }>(`select id from madang.tenant where code = 'CREATE_0'`);
    await house.sql('insert into bench.counter values ($1, 0)', [tenant?.id]);
    const plain = (path: string): LoadRequest => ({
      method: 'POST',
      path: `/${path}?tenant=${tenant?.id}&requester=1`,
      headers: { 'content-type': 'application/json' },
      body: ticket,
    });
    const beside = (connections: number, all: readonly LoadRequest[], path = 'insert') =>
      compare({
        bare: { url: house.bareUrl, requests: [plain(path)] },
        ours: { url: house.url, requests: all },
        connections,
        seconds: quick ? 1 : 2,
        rounds: quick ? 4 : 8,
        isRight: isMade,
      });
    const ten = await beside(16, requests);
    const hot = await beside(64, requests.slice(0, 1));
    const locked = await beside(64, requests.slice(0, 1), 'locked');
    const notes = await proofs(house);
    return [
      {
        name: 'create, ten tenants, 16 connections',
        value: ten.ours,
        unit: 'req/s',
        reference: { what: 'bare insert', value: ten.bare },
        ratio: ten.ratio,
        budget: { ratioAtLeast: 0.5 },
        notes,
      },
      {
        name: 'create, one tenant, 64 connections',
        value: hot.ours,
        unit: 'req/s',
        reference: { what: 'bare insert', value: hot.bare },
        ratio: hot.ratio,
        budget: { ratioAtLeast: 1 },
        notes,
      },
      {
        name: 'create, one tenant, 64 connections, beside a held lock',
        value: locked.ours,
        unit: 'req/s',
        reference: { what: 'row lock held to commit', value: locked.bare },
        ratio: locked.ratio,
        budget: { ratioAtLeast: 1 },
        notes,
      },
    ];
  },
};

const requestsOf = async (house: House): Promise<LoadRequest[]> => {
  const requests: LoadRequest[] = [];
  for (let index = 0; index < TENANTS; index += 1) {
    const { headers } = await house.person(await house.tenant(`CREATE_${index}`), 'CUSTOMER');
    requests.push({ method: 'POST', path: '/api/tickets', headers, body: ticket });
  }
  return requests;
};

/** Numbers must be without gap and without double: counted from the tickets themselves, per tenant. */
const proofs = async (house: House): Promise<string> => {
  const [row] = await house.sql<{ wrong: string; tickets: string }>(
    `select coalesce(sum(gaps + doubles), 0) as wrong, coalesce(sum(n), 0) as tickets from (
       select count(*) as n, max(right(number, 6)::bigint) - count(distinct number) as gaps,
         count(*) - count(distinct number) as doubles
       from madang.ticket t join madang.tenant x on x.id = t.tenant_id where x.code like 'CREATE%' group by tenant_id) c`,
  );
  if (Number(row?.wrong) !== 0) throw new Error(`${row?.wrong} gaps or doubles among the numbers`);
  return `${row?.tickets} tickets, gaps 0, doubles 0`;
};
