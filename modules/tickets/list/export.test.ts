import { afterAll, beforeAll, expect, test } from 'vitest';
import type { TestActor } from '#platform/testing/actors.ts';
import { type Desk, openDesk } from '../factory.ts';
import { tickets } from '../module.ts';

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk([tickets]);
  await desk.open(desk.customer, { title: '=HYPERLINK("http://evil.example")', tags: ['급함', 'a,b'] });
  await desk.open(desk.neighbour, { title: '두 번째', kind: 'incident', impact: 1, urgency: 1 });
  await desk.open(desk.strangeCustomer, { title: '다른 기관의 것' });
});
afterAll(() => desk.close());

const file = (who: TestActor, query = '') => desk.ask(who, 'GET', `/api/tickets/export${query}`);
const lines = async (who: TestActor, query = ''): Promise<string[]> =>
  (await file(who, query)).body.slice(1).trimEnd().split('\r\n');

test('a file says what the list says: words of the screen, times of the tenant, formulas disarmed', async () => {
  const [heading, second, first] = await lines(desk.engineer);
  expect(heading).toBe(
    '번호,종류,제목,상태,우선순위,분류,요청자,요청 대상자,담당자,태그,기한,등록,최근 변경,해결,종료,등록 (UTC),변경 (UTC)',
  );
  expect(second).toMatch(/^INC-\d{4}-000001,장애,두 번째,접수,긴급,,/);
  expect(first).toContain(`"'=HYPERLINK(""http://evil.example"")",접수`);
  expect(first).toContain('"급함, a,b"');
  expect(first).toMatch(/,\d{4}-\d\d-\d\d \d\d:\d\d:\d\d,.*,\d{4}-\d\d-\d\dT[\d:.]+Z,/);
});

test('filters and order are those of the list', async () => {
  expect(await lines(desk.engineer, '?kind=incident')).toHaveLength(2);
  expect((await lines(desk.engineer, '?sort=createdAt'))[1]).toMatch(/^SR-/);
  expect(await lines(desk.engineer, '?q=evil')).toHaveLength(2);
  expect(await lines(desk.engineer, '?assignee=me')).toHaveLength(1);
});

test('a customer exports own tickets only, and nobody those of another tenant', async () => {
  const own = await lines(desk.customer);
  expect(own).toHaveLength(2);
  expect(own[1]).toContain('HYPERLINK');
  expect((await file(desk.engineer)).body).not.toContain('다른 기관의 것');
  expect((await lines(desk.stranger))[1]).toContain('다른 기관의 것');
});

test.each([
  ['status=lost', '/status/0'],
  ['limit=5', '/limit'],
])('%s is a 400 that names the field', async (query, path) => {
  const answer = await file(desk.engineer, `?${query}`);
  expect([answer.statusCode, answer.json().errors[0].path]).toEqual([400, path]);
});

test('every order goes on from page to page', async () => {
  await desk.database.asAdmin(
    `insert into madang.ticket (tenant_id, number, kind, title, body, channel, status, impact, urgency, priority,
       requester_id, owner_id, tags, created_at, updated_at, due)
     select $1, 'X-' || n, 'incident', 'many ' || n, '', 'import', 'closed', 3, 3, 4, $2, $2, '{}',
       now() - n * interval '1 minute', now() - n * interval '1 second', case when n % 2 = 0 then now() + n * interval '1 hour' end
     from generate_series(1, 2300) n`,
    [desk.tenant.id, desk.customer.userId],
  );
  for (const sort of ['-createdAt', 'createdAt', '-updatedAt', 'priority', 'due']) {
    const rows = (await lines(desk.engineer, `?sort=${sort}`)).slice(1);
    expect([sort, new Set(rows).size]).toEqual([sort, 2302]);
  }
});
