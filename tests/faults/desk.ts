import { expect } from 'vitest';
import type { Callers } from './callers.ts';
import type { ServerProcess } from './server-process.ts';

/** A tenant with somebody who is signed in, on a server that was just started. */
export type Desk = {
  readonly cookie: string;
  readonly get: (path: string) => Promise<Response>;
  /** Everything that was acknowledged is there once, nothing else is, and no number is missing. Tells it in a line. */
  readonly expectWhole: (callers: Callers, story: string) => Promise<void>;
};

const PASSWORD = 'quiet-lantern-47-otter';
const LOGIN = 'admin@fault.example';

/** Sets the server up by its own commands. */
export const openDesk = async (server: ServerProcess): Promise<Desk> => {
  await server.command(['setup', '--login', 'boss@fault.example', '--name', 'Boss']);
  await server.command(['tenant', 'create', '--code', 'FAULT', '--name', 'Fault']);
  const who = ['--tenant', 'FAULT', '--login', LOGIN, '--name', 'Admin', '--role', 'ADMIN'];
  await server.command(['user', 'create', ...who, '--password-stdin'], `${PASSWORD}\n`);
  const cookie = await signIn(server.address);
  const get = (path: string): Promise<Response> => fetch(`${server.address}${path}`, { headers: { cookie } });
  const read = async (path: string): Promise<ReturnType<typeof JSON.parse>> => {
    const answer = await get(path);
    expect(answer.status, path).toBe(200);
    return await answer.json();
  };
  return { cookie, get, expectWhole: (callers, story) => expectWhole(read, callers, story) };
};

const signIn = async (address: string): Promise<string> => {
  const answer = await fetch(`${address}/api/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: address },
    body: JSON.stringify({ login: LOGIN, password: PASSWORD }),
  });
  expect(answer.status).toBe(201);
  return answer.headers
    .getSetCookie()
    .map((line) => line.split(';')[0])
    .join('; ');
};

type Read = (path: string) => Promise<ReturnType<typeof JSON.parse>>;
type Ticket = { readonly id: number; readonly number: string; readonly title: string };

const allTickets = async (read: Read): Promise<Ticket[]> => {
  const tickets: Ticket[] = [];
  for (let cursor: string | null = ''; cursor !== null; ) {
    const page: { items: Ticket[]; nextCursor: string | null } = await read(
      `/api/tickets?limit=200&sort=createdAt${cursor && `&cursor=${encodeURIComponent(cursor)}`}`,
    );
    tickets.push(...page.items);
    cursor = page.nextCursor;
  }
  return tickets;
};

const expectWhole = async (read: Read, callers: Callers, story: string): Promise<void> => {
  const { acknowledged, unheard, unexpected, refused } = callers;
  expect(unexpected).toEqual([]);
  const tickets = await allTickets(read);
  const byTitle = Map.groupBy(tickets, ({ title }) => title);
  const lost = acknowledged.filter(({ title, id, number }) => {
    const [there] = byTitle.get(title) ?? [];
    return there?.id !== id || there.number !== number;
  });
  const twice = [...byTitle.values()].filter((same) => same.length > 1);
  expect({ lost, twice }).toEqual({ lost: [], twice: [] });
  const sent = new Set([...acknowledged.map(({ title }) => title), ...unheard]);
  expect(tickets.filter(({ title }) => !sent.has(title))).toEqual([]);
  const { items: rules } = await read('/api/numbering-rules');
  const proofs = await Promise.all(rules.map(({ id }: { id: number }) => read(`/api/numbering-rules/${id}/proof`)));
  for (const proof of proofs) expect(proof).toMatchObject({ gapless: true });
  const issued = proofs.flatMap(({ counters }) => counters).reduce((sum, counter) => sum + counter.issued, 0);
  expect(issued).toBe(tickets.length);
  console.log(
    `${story}: acknowledged ${acknowledged.length}, lost ${lost.length}, duplicates ${twice.length}, gaps 0; ` +
      `sent once and not heard of ${unheard.length}, answered 503 ${refused()}`,
  );
};
