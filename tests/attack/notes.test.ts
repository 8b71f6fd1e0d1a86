import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { modules } from '#app/modules.ts';
import { type House, makeHouse, makeProviderAdministrator, type SignedIn, signIn } from '#modules/accounts/factory.ts';
import { propertiesOf } from '#platform/testing/attack/schema-sample.ts';
import { startTestHouse, type TestHouse } from '#platform/testing/house.ts';

const NOTE = '내부 메모 zephyrq 담당자만 볼 것';
const WORDS = ['zephyrq', '메모', '내부 메모', '담당자만', 'printer'];

const reads = modules
  .flatMap((module) => module.routes ?? [])
  .filter((route) => route.method === 'GET' && !('stream' in route && route.stream !== undefined));

/** Everything that a CUSTOMER can get, by its address: status, headers and body, byte by byte. */
type Sight = Readonly<Record<string, string>>;

describe('an internal note', () => {
  let house: TestHouse;
  let one: House;
  let customer: SignedIn;
  let stream: AsyncIterator<Buffer>;
  let close: () => Promise<void>;
  const ids: Record<string, number> = {};

  beforeAll(async () => {
    house = await startTestHouse(modules);
    const administrator = await makeProviderAdministrator(house.database);
    one = await makeHouse(house.database, administrator.principal, { modules });
    customer = one.users.CUSTOMER;
    ids.tickets = await post('/api/tickets', { kind: 'incident', title: 'A printer', body: 'It hums.' }, customer);
    await post('/api/tickets', { kind: 'incident', title: 'Another printer' }, customer);
    await post(`/api/tickets/${ids.tickets}/comments`, { body: 'Still humming.' }, customer);
    await post(`/api/tickets/${ids.tickets}/notes`, { body: 'The first note.' }, one.users.ENGINEER);
    ids.sessions = Number((await signIn(house.database, one.users.CUSTOMER)).principal.sessionId);
    ids.users = one.users.CUSTOMER.id;
    ids.tenants = one.tenant.id;
    ({ stream, close } = await openStream());
  });
  afterAll(async () => {
    await close?.();
    await house?.kernel.events.close();
    await house?.close();
  });

  const post = async (path: string, body: object, as: SignedIn): Promise<number> => {
    const answer = await house.call('POST', path, { as, body });
    expect(answer.status, path).toBe(201);
    return Number(answer.body.id);
  };

  /** Has the ticket open, and writes at this moment. */
  const look = async (as: SignedIn) =>
    house.call('PUT', `/api/tickets/${ids.tickets}/presence`, { as, body: { writing: true } });

  const openStream = async () => {
    const address = await house.app.listen({ port: 0, host: '127.0.0.1' });
    const stop = new AbortController();
    const { cookie = '' } = customer.headers;
    const answer = await fetch(`${address}/api/events`, { headers: { cookie }, signal: stop.signal });
    expect(answer.status).toBe(200);
    const chunks = (answer.body as unknown as AsyncIterable<Buffer>)[Symbol.asyncIterator]();
    return { stream: chunks, close: async () => stop.abort() };
  };

  /** What has come on the stream until it tells of a change to `mark`. */
  const streamUntil = async (mark: string): Promise<string> => {
    let text = '';
    const decoder = new TextDecoder();
    while (!text.includes(mark)) {
      const { value, done } = await stream.next();
      if (done) throw new Error(`The stream ended: ${text}`);
      text += decoder.decode(value, { stream: true });
    }
    return text;
  };

  /** Every GET of the route table with own ids; and where it answers, each filter set to what could find a note. */
  const sightOf = async (): Promise<Sight> => {
    const sight: Record<string, string> = {};
    for (const { path, query } of reads) {
      const word = /^\/api\/([a-z-]+)\/:/.exec(path)?.[1] ?? '';
      const url = path.replace(/:[A-Za-z]+/, String(ids[word] ?? 1));
      sight[url] = await glance(url);
      if (sight[url].startsWith('200'))
        for (const filter of filtersOf(url, query)) sight[filter] = await glance(filter);
    }
    return sight;
  };

  const glance = async (url: string): Promise<string> => {
    const answer = await house.app.inject({ url, headers: { host: 'localhost:4000', ...customer.headers } });
    // The request's own name, which is longer the later it comes.
    const { date: _date, 'request-id': _id, 'content-length': _length, ...headers } = answer.headers;
    return `${answer.statusCode} ${JSON.stringify(headers)} ${answer.body.replace(/,?"requestId":"[^"]*"/, '')}`;
  };

  const filtersOf = (url: string, query: unknown): string[] =>
    propertiesOf(query).flatMap((name) => valuesFor(name).map((value) => `${url}?${name}=${value}`));

  const valuesFor = (name: string): (string | number)[] => [
    ...WORDS.map(encodeURIComponent),
    ...Object.values(ids),
    ...(name === 'sort' ? ['-createdAt', 'createdAt', '-updatedAt', 'priority', 'due'] : []),
    ...(['status', 'statusCategory', 'kind'].includes(name) ? ['received', 'open', 'incident'] : []),
    ...(['assignee', 'requester'].includes(name) ? ['me', 'none'] : []),
  ];

  it('changes not one byte of what a CUSTOMER can get', async () => {
    const before = await sightOf();
    const answered = Object.values(before).filter((answer) => answer.startsWith('200'));
    expect(answered.length).toBeGreaterThan(30);
    const { tickets } = ids;
    await post(`/api/tickets/${tickets}/notes`, { body: NOTE }, one.users.ENGINEER);
    await post(`/api/tickets/${tickets}/notes`, { body: `${NOTE} 2` }, one.users.ADMIN);
    await look(one.users.ENGINEER);
    expect(changedSince(before, await sightOf())).toEqual([]);
    // The positive control: what they may see does change it.
    await post(`/api/tickets/${tickets}/comments`, { body: 'zephyrq' }, one.users.ENGINEER);
    const changed = changedSince(before, await sightOf());
    expect(changed).toContain(`/api/tickets/${tickets}`);
    expect(changed).toContain(`/api/tickets/${tickets}/comments`);
    expect(changed).toContain('/api/tickets?q=zephyrq');
  });

  it('shows nobody who looks at the ticket or writes it', async () => {
    expect((await look(one.users.ENGINEER)).status).toBe(200);
    expect((await look(one.users.ADMIN)).body.items).toHaveLength(1);
    expect((await look(customer)).body).toEqual({ items: [] });
  });

  it('is found by those who work on the ticket, by its words', async () => {
    const found = await house.call('GET', `/api/tickets?q=${encodeURIComponent('담당자만')}`, {
      as: one.users.ENGINEER,
    });
    expect(found.body.items.map(({ id }: { id: number }) => id)).toEqual([ids.tickets]);
  });

  it('says nothing on a CUSTOMER’s live stream', async () => {
    await streamUntil('"change":"commented"');
    await post(`/api/tickets/${ids.tickets}/notes`, { body: NOTE }, one.users.ENGINEER);
    await look(one.users.ADMIN);
    const last = await post('/api/tickets', { kind: 'incident', title: 'A third printer' }, customer);
    const text = await streamUntil(`"id":${last}`);
    expect(text).not.toContain('note');
    expect(text.match(/^event: .*$/gm)).toEqual([expect.stringContaining('ticket.')]);
  });

  it('and even its size or its moment cannot be asked for', async () => {
    for (const method of ['GET', 'POST'] as const) {
      const there = await refusalOf(method, `/api/tickets/${ids.tickets}/notes`);
      const nowhere = await refusalOf(method, '/api/tickets/8999999999999/notes');
      expect(there).toEqual(nowhere);
      expect(there.status).toBe(404);
    }
  });

  const refusalOf = async (method: 'GET' | 'POST', path: string) => {
    const sent = method === 'POST' ? { body: { body: 'x' } } : {};
    const { status, body } = await house.call(method, path, { as: customer, ...sent });
    return { status, body: { ...body, requestId: null } };
  };
});

const changedSince = (before: Sight, after: Sight): string[] =>
  Object.keys(after).filter((url) => after[url] !== before[url]);
