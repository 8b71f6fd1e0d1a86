import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { numbering } from '#modules/numbering/module.ts';
import type { TestActor } from '#platform/testing/actors.ts';
import { type Desk, openDesk } from '../factory.ts';
import { tickets } from '../module.ts';
import { searchWords, tenantWords } from '../search-words.ts';
import type { SimilarTicket } from './contract.ts';

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk([numbering, tickets]);
  for (const title of ['2층 프린터 용지 걸림', '3층 프린터에서 소리가 납니다', '회의실 모니터가 안 켜집니다'])
    await desk.open(desk.customer, { title });
  await desk.open(desk.neighbour, { title: '1층 프린터 용지 걸림' });
  const { id } = await desk.open(desk.customer, { title: '프린터 용지 걸림, 끝난 것' });
  await desk.ask(desk.engineer, 'POST', `/api/tickets/${id}/transitions`, { action: 'cancel' });
  const solved = await desk.open(desk.customer, { title: '스캐너 용지 걸림, 해결된 것' });
  for (const move of [
    { action: 'assign', assigneeId: desk.engineer.userId },
    { action: 'resolve', resolution: '용지를 빼냈습니다.' },
  ])
    await desk.ask(desk.engineer, 'POST', `/api/tickets/${solved.id}/transitions`, move);
});
afterAll(() => desk.close());

const similar = async (who: TestActor, title: string, more = ''): Promise<string[]> => {
  const answer = await desk.ask(who, 'GET', `/api/tickets/similar?title=${encodeURIComponent(title)}${more}`);
  expect(answer.statusCode, answer.body).toBe(200);
  return answer.json().items.map((ticket: SimilarTicket) => ticket.title);
};

describe('tickets that resemble a title', () => {
  test('are the unfinished ones with most of its words, best first', async () => {
    const found = await similar(desk.engineer, '2층 프린터 용지가 걸림');
    expect(found.slice(0, 2)).toEqual(['2층 프린터 용지 걸림', '1층 프린터 용지 걸림']);
    expect(found).not.toContain('프린터 용지 걸림, 끝난 것');
    expect(found).not.toContain('회의실 모니터가 안 켜집니다');
  });

  test('are found while the last word is still being typed, and not for a word alone that everybody uses', async () => {
    expect(await similar(desk.engineer, '회의실 모니')).toEqual(['회의실 모니터가 안 켜집니다']);
    expect(await similar(desk.engineer, '마우스가 없습니다')).toEqual([]);
    for (const nothing of ['!', '"', '   .']) expect(await similar(desk.engineer, nothing)).toEqual([]);
  });

  test('are those with an answer too, where one looks for an answer; never those that were called off', async () => {
    expect(await similar(desk.engineer, '스캐너 용지 걸림')).not.toContain('스캐너 용지 걸림, 해결된 것');
    for (const who of [desk.engineer, desk.customer]) {
      const found = await similar(who, '스캐너 용지 걸림', '&answered=true');
      expect(found[0]).toBe('스캐너 용지 걸림, 해결된 것');
      expect(found).not.toContain('프린터 용지 걸림, 끝난 것');
    }
    expect(await similar(desk.neighbour, '스캐너 용지 걸림', '&answered=true')).not.toContain(
      '스캐너 용지 걸림, 해결된 것',
    );
    expect(await similar(desk.stranger, '스캐너 용지 걸림', '&answered=true')).toEqual([]);
  });

  test('are a CUSTOMER’s own only, and another tenant’s never', async () => {
    expect(await similar(desk.customer, '프린터 용지 걸림')).toEqual(['2층 프린터 용지 걸림']);
    expect(await similar(desk.neighbour, '프린터 용지 걸림')).toEqual(['1층 프린터 용지 걸림']);
    expect(await similar(desk.stranger, '프린터 용지 걸림')).toEqual([]);
  });

  test('are asked for with a title', async () => {
    for (const [query, path] of [
      ['', '/title'],
      ['?title=', '/title'],
      [`?title=${'a'.repeat(201)}`, '/title'],
      ['?title=a&limit=9', '/limit'],
      ['?title=a&answered=perhaps', '/answered'],
    ]) {
      const answer = await desk.ask(desk.engineer, 'GET', `/api/tickets/similar${query}`);
      expect(answer.statusCode).toBe(400);
      expect(answer.json().errors[0].path).toBe(path);
    }
  });

  test('cost no more than a search does, with 20,000 unfinished ones', async () => {
    const words = ['프린터', '모니터', '용지', '계정', 'vpn', '비밀번호', '느림', '안됨'];
    const pick = (at: number): string => `${words[at % 8]} ${words[(at * 3 + 1) % 8]} ${at}`;
    const titles = Array.from({ length: 20_000 }, (_, at) => pick(at));
    await desk.database.asAdmin(
      `insert into madang.ticket (tenant_id, number, kind, title, channel, requester_id, owner_id, created_at, updated_at)
       select $1, 'M-' || n, 'incident', title, 'api', $2, $2, now() - n * interval '1 minute', now()
       from unnest($3::text[]) with ordinality as w (title, n)`,
      [desk.tenant.id, desk.engineer.userId, titles],
    );
    await desk.database.asAdmin(
      `insert into madang.ticket_search (tenant_id, ticket_id, created_at, words)
       select t.tenant_id, t.id, t.created_at, array_to_tsvector(array(select jsonb_array_elements_text(w.words)))
       from unnest($2::text[], $3::text[]) with ordinality as u (number, words, n)
       cross join lateral (select u.words::jsonb as words) w
       join madang.ticket t on t.tenant_id = $1 and t.number = u.number`,
      [
        desk.tenant.id,
        titles.map((_, at) => `M-${at + 1}`),
        titles.map((title) => JSON.stringify([...new Set(tenantWords(desk.tenant.id, title))])),
      ],
    );
    await desk.database.asAdmin('analyze madang.ticket, madang.ticket_search');
    const title = encodeURIComponent('프린터 용지가 자꾸 걸리고 소리가 크게 나서 일을 할 수 없습니다');
    expect(searchWords(decodeURIComponent(title)).length).toBeGreaterThan(12);
    const times: number[] = [];
    for (let turn = 0; turn < 20; turn++) {
      const from = performance.now();
      await desk.ask(desk.engineer, 'GET', `/api/tickets/similar?title=${title}`);
      times.push(performance.now() - from);
    }
    const [median = 0] = times.sort((a, b) => a - b).slice(10);
    console.log(`similar: median ${median.toFixed(1)} ms`);
    expect(median).toBeLessThan(100);
  });
});

describe('people on whose behalf a ticket can be opened', () => {
  const people = async (who: TestActor, q: string) =>
    desk.ask(who, 'GET', `/api/ticket-people${q === '' ? '' : `?q=${encodeURIComponent(q)}`}`);

  test('are the tenant’s, by name or login, for those who work on tickets', async () => {
    const all = (await people(desk.engineer, '')).json().items;
    expect(all.map(({ id }: { id: number }) => id)).toContain(desk.customer.userId);
    expect(all.map(({ id }: { id: number }) => id)).not.toContain(desk.stranger.userId);
    const [{ login }] = all.filter(({ id }: { id: number }) => id === desk.customer.userId);
    expect((await people(desk.engineer, login.toUpperCase())).json().items).toHaveLength(1);
    expect((await people(desk.engineer, '%')).json().items).toEqual([]);
    expect((await people(desk.customer, '')).statusCode).toBe(403);
    expect((await people(desk.stranger, login)).json().items).toEqual([]);
  });

  test('bad input is a 400 that names the field', async () => {
    const answer = await people(desk.engineer, 'a'.repeat(101));
    expect(answer.statusCode).toBe(400);
    expect(answer.json().errors[0].path).toBe('/q');
  });
});
