import { randomUUID } from 'node:crypto';
import { type Server, signIn } from '../peers/server.ts';

/** What stands in the place of `{ticket}` and the like in the path of a page. */
export type Things = Readonly<Record<string, string>>;
type Caller = (method: string, path: string, body?: object) => Promise<{ data: Found; etag: string | null }>;
type Found = { readonly id: number; readonly items: readonly { readonly id: number }[] };

/** Finds things of the demo world that have something to show, and brings a few into states that it does not have. */
export const findThings = async (server: Server): Promise<Things> => {
  const admin = await callerOf(server, 'admin@ilshin.demo');
  const provider = await callerOf(server, 'admin@hanbit.demo');
  const kim = await callerOf(server, 'kim@ilshin.demo');
  const first = async (call: Caller, path: string): Promise<number> => (await call('GET', path)).data.items[0]?.id ?? 1;
  const user = await first(admin, '/users?q=kim');
  await change(admin, `/users/${user}`, { name: '김나영 대리' });
  await change(admin, `/users/${user}`, { name: '김나영' });
  const disabled = await first(admin, '/users?q=sales3');
  await admin('POST', `/users/${disabled}/disablement`);
  const suspended = await first(provider, '/tenants?q=PHARM_100');
  await change(provider, `/tenants/${suspended}`, { status: 'suspended' });
  await kim('GET', '/audit');
  return mapToText({
    // One that the customer asked and that has a story.
    ticket: await first(kim, '/tickets?status=resolved&limit=1'),
    tenant: await first(provider, '/tenants?q=ILSHIN'),
    suspended,
    user,
    disabled,
    invited: (await admin('POST', '/users', newcomer)).data.id,
    rule: await first(admin, '/numbering-rules'),
    entry: await first(admin, '/audit?action=user.change&limit=1'),
    refusal: await first(admin, '/audit?outcome=refused&limit=1'),
  });
};

const newcomer = { login: 'newcomer@ilshin.demo', name: '새로온', role: 'CUSTOMER', locale: 'ko' };

const mapToText = (ids: Readonly<Record<string, number>>): Things =>
  Object.fromEntries(Object.entries(ids).map(([name, id]) => [name, String(id)]));

/** With the version that is there. */
const change = async (call: Caller, path: string, patch: object): Promise<void> => {
  const { etag } = await call('GET', path);
  await call('PATCH', path, { ...patch, etag });
};

const callerOf = async ({ address }: Server, login: string): Promise<Caller> => {
  const cookie = await signIn(address, login);
  return async (method, path, { etag, ...body }: { etag?: string | null } = {}) => {
    const answer = await fetch(`${address}/api${path}`, {
      method,
      headers: {
        cookie,
        origin: address,
        ...(method === 'POST' ? { 'idempotency-key': randomUUID() } : {}),
        ...(etag ? { 'if-match': etag } : {}),
        ...(Object.keys(body).length === 0 ? {} : { 'content-type': 'application/json' }),
      },
      body: Object.keys(body).length === 0 ? null : JSON.stringify(body),
    });
    return { data: (await answer.json()) as Found, etag: answer.headers.get('etag') };
  };
};
