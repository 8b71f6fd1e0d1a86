import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Desk, openDesk } from '#modules/tickets/factory.ts';
import { tickets } from '#modules/tickets/module.ts';
import type { Ledger, NumberingRuleList } from './contract.ts';
import { numbering } from './module.ts';

let desk: Desk;
let ruleId: number;
beforeAll(async () => {
  desk = await openDesk([numbering, tickets]);
  const { items } = (await desk.ask(desk.admin, 'GET', '/api/numbering-rules')).json<NumberingRuleList>();
  ruleId = items.find(({ code }) => code === 'ticket.incident')?.id ?? 0;
});
afterAll(() => desk.close());

const year = (): number => Number(new Intl.DateTimeFormat('en', { timeZone: 'Asia/Seoul', year: 'numeric' }).format());

describe('rules', () => {
  test('are those of the tenant, newest first, with the pattern people write', async () => {
    const { items, nextCursor } = (await desk.ask(desk.pm, 'GET', '/api/numbering-rules')).json<NumberingRuleList>();
    expect(items.map(({ code, pattern, resetPeriod }) => [code, pattern, resetPeriod])).toEqual([
      ['ticket.incident', 'INC-{yyyy}-{000000}', 'yearly'],
      ['ticket.service_request', 'SR-{yyyy}-{000000}', 'yearly'],
    ]);
    expect(nextCursor).toBeNull();
  });

  test('come in pages', async () => {
    const first = (await desk.ask(desk.admin, 'GET', '/api/numbering-rules?limit=1')).json<NumberingRuleList>();
    const second = (
      await desk.ask(desk.admin, 'GET', `/api/numbering-rules?limit=1&cursor=${first.nextCursor}`)
    ).json<NumberingRuleList>();
    expect([...first.items, ...second.items].map(({ code }) => code)).toEqual([
      'ticket.incident',
      'ticket.service_request',
    ]);
    expect(second.nextCursor).toBeNull();
  });
});

describe('a preview', () => {
  test('shows the next number and takes none', async () => {
    const ask = () => desk.ask(desk.admin, 'GET', `/api/numbering-rules/${ruleId}/preview`);
    const [once, again] = [(await ask()).json(), (await ask()).json()];
    expect(once).toMatchObject({ number: `INC-${year()}-000001`, sequence: 1, reserved: false, left: 999_998 });
    expect(again).toEqual(once);
    await desk.open(desk.customer, { kind: 'incident' });
    expect((await ask()).json().sequence).toBe(2);
  });

  test('of a date counts in its period', async () => {
    const answer = await desk.ask(desk.admin, 'GET', `/api/numbering-rules/${ruleId}/preview?date=2019-02-28`);
    expect(answer.json()).toMatchObject({ number: 'INC-2019-000001', date: '2019-02-28', period: '2019' });
  });

  test.each(['2026-02-30', '2026-2-3', 'tomorrow'])('of %s is a 400 that names the date', async (date) => {
    const answer = await desk.ask(desk.admin, 'GET', `/api/numbering-rules/${ruleId}/preview?date=${date}`);
    expect([answer.statusCode, answer.json().errors[0].path]).toEqual([400, '/date']);
  });
});

test('a proof says that nothing is missing', async () => {
  await Promise.all(Array.from({ length: 12 }, () => desk.open(desk.customer, { kind: 'incident' })));
  const proof = (await desk.ask(desk.pm, 'GET', `/api/numbering-rules/${ruleId}/proof`)).json();
  expect(proof.gapless).toBe(true);
  expect(proof.counters).toHaveLength(1);
  const [counter] = proof.counters;
  expect(counter).toMatchObject({ scope: '', period: String(year()), first: 1, voids: 0, missing: [], duplicates: [] });
  expect(counter.issued).toBe(counter.last);
});

test('a proof of many numbers is quick, also while the planner has no statistics of them', async () => {
  const { asAdmin } = desk.database;
  const tenantId = desk.tenant.id;
  const [rule] = await asAdmin(
    "select id from madang.numbering_rule where tenant_id = $1 and code = 'ticket.service_request'",
    [tenantId],
  );
  await asAdmin('alter table madang.numbering_ledger set (autovacuum_enabled = false)');
  await asAdmin(
    `insert into madang.numbering_ledger (tenant_id, rule_id, scope_value, period, sequence, number, subject_id)
     select $1, $2, '', '2019', n, 'SR-2019-' || n, n from generate_series(1, 20000) n where n <> 777`,
    [tenantId, rule?.id],
  );
  await asAdmin(
    `insert into madang.numbering_counter (tenant_id, rule_id, scope_value, period, last) values ($1, $2, '', '2019', 20000)`,
    [tenantId, rule?.id],
  );
  const { gapless, counters } = (await desk.ask(desk.pm, 'GET', `/api/numbering-rules/${rule?.id}/proof`)).json();
  expect(gapless).toBe(false);
  expect(counters).toMatchObject([{ issued: 19_999, missing: [777], duplicates: [] }]);
});

describe('the ledger', () => {
  const ledger = async (query = '', who = desk.pm): Promise<Ledger> =>
    (await desk.ask(who, 'GET', `/api/numbering-rules/${ruleId}/ledger${query}`)).json();

  test('names every number, newest first, with what got it', async () => {
    const { id, number } = await desk.open(desk.customer, { kind: 'incident' });
    const { items } = await ledger();
    expect(items[0]).toMatchObject({ number, state: 'used', subject: { type: 'ticket', id }, reason: null });
    expect(items.map(({ sequence }) => sequence)).toEqual(items.map((_, at) => items.length - at));
  });

  test('comes in pages, period by period', async () => {
    await desk.database.asAdmin(
      `insert into madang.numbering_ledger (tenant_id, rule_id, scope_value, period, sequence, number, subject_type, subject_id)
       select $1, $2, '', '2019', n, 'INC-2019-' || n, 'ticket', n from generate_series(1, 7) n`,
      [desk.tenant.id, ruleId],
    );
    const seen: string[] = [];
    let cursor = '';
    do {
      const page = await ledger(`?limit=3${cursor && `&cursor=${encodeURIComponent(cursor)}`}`);
      seen.push(...page.items.map(({ number }) => number));
      cursor = page.nextCursor ?? '';
    } while (cursor !== '');
    expect(seen).toEqual((await ledger('?limit=200')).items.map(({ number }) => number));
    expect(seen.slice(-7)).toEqual([7, 6, 5, 4, 3, 2, 1].map((n) => `INC-2019-${n}`));
    expect((await ledger('?period=2019')).items).toHaveLength(7);
    expect((await ledger('?period=1999')).items).toEqual([]);
  });

  test('a wrong filter is a 400 that names it', async () => {
    const answer = await desk.ask(desk.pm, 'GET', `/api/numbering-rules/${ruleId}/ledger?year=2019`);
    expect([answer.statusCode, answer.json().errors[0].path]).toEqual([400, '/year']);
  });
});

describe.each(['', '/preview', '/proof', '/ledger'])('GET /api/numbering-rules/:id%s', (tail) => {
  const path = (id: number | string): string =>
    tail === '' ? '/api/numbering-rules' : `/api/numbering-rules/${id}${tail}`;

  test('is refused to those who neither rule nor manage', async () => {
    for (const who of [desk.engineer, desk.customer]) {
      expect((await desk.ask(who, 'GET', path(ruleId))).statusCode).toBe(403);
    }
  });

  test('does not show another tenant’s rules', async () => {
    const answer = await desk.ask(desk.stranger, 'GET', path(ruleId));
    if (tail === '') expect(answer.json().items.some(({ id }: { id: number }) => id === ruleId)).toBe(false);
    else expect(answer.statusCode).toBe(404);
  });
});
