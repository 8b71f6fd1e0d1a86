import {
  actIn,
  assign,
  type House,
  makeApiKey,
  makeHouse,
  makeProviderAdministrator,
  makeUser,
  type SignedIn,
} from '#modules/accounts/factory.ts';
import { makeTenant } from '#modules/tenants/factory.ts';
import type { Principal } from '#platform/access/principal.ts';
import type { Route } from '#platform/http/route.ts';
import type { Module } from '#platform/module.ts';
import type { Contender, RouteAttack, Things } from '#platform/testing/attack/route-attack.ts';
import { startTestHouse, type TestHouse } from '#platform/testing/house.ts';

/** Two furnished tenants, a suspended one, staff of the provider, and texts planted everywhere in the victim's rooms. */
export type AttackWorld = {
  readonly house: TestHouse;
  readonly attackers: readonly Contender[];
  readonly victim: House;
  readonly victimThings: Things;
  readonly attacker: House;
  readonly ownThings: Things;
  readonly suspendedId: number;
  readonly canaries: readonly string[];
};

const CANARY = 'canaryzq7';
const canary = (what: string): string => `${CANARY}-${what}`;

export const openAttackWorld = async (modules: readonly Module[]): Promise<AttackWorld> => {
  const house = await startTestHouse(modules);
  const { database } = house;
  const administrator = await makeProviderAdministrator(database);
  const by = administrator.principal;
  const victim = await makeHouse(database, by, { code: 'VICTIM', modules });
  const attacker = await makeHouse(database, by, { code: 'ATTACKER', modules });
  const suspended = await makeTenant(database, by, { code: 'ASLEEP', modules });
  await database.asAdmin(`update madang.tenant set status = 'suspended' where id = $1`, [suspended.id]);
  const engineer = await makeUser(database, 1, { role: 'ENGINEER' });
  await assign(database, by, engineer, attacker.tenant.id, 'ENGINEER');
  const victimAssignment = await assign(database, by, engineer, victim.tenant.id, 'ENGINEER');
  const things = { house, assignment: victimAssignment };
  const victimThings = await furnish({ ...things, of: victim, mark: canary });
  const ownThings = await furnish({ ...things, of: attacker, mark: (what) => `own-${what}` });
  const superuser = await actIn(database, administrator, 'ATTACKER');
  const key = await makeApiKey(database, attacker.users.ADMIN, everyFunction(house));
  return {
    house,
    attackers: [
      ...(['ADMIN', 'PM', 'ENGINEER', 'CUSTOMER'] as const).map((role) => contender(role, attacker.users[role])),
      contender('the provider in the other tenant', superuser),
      contender('an API key', key),
    ],
    victim,
    victimThings,
    attacker,
    ownThings,
    suspendedId: suspended.id,
    canaries: ['ticket', 'body', 'comment', 'note', 'tag', 'user', 'key', 'category', 'view'].map(canary),
  };
};

/** Which of the things a property of a body names. */
const KINDS = {
  onBehalfOf: 'users',
  assigneeId: 'users',
  userId: 'users',
  tenantId: 'tenants',
  categoryId: 'ticket-categories',
  ticketId: 'tickets',
};

/** These routes, tried by everybody of the world against its victim. */
export const attackOf = (world: AttackWorld, routes: readonly Route[]): RouteAttack => {
  const { house, victim, attackers, victimThings, ownThings, canaries } = world;
  const { tenant, users } = victim;
  const { headers } = users.ADMIN;
  return {
    app: house.app,
    routes,
    attackers,
    victim: { name: 'the victim', headers, code: tenant.code, things: victimThings },
    own: ownThings,
    kinds: KINDS,
    canaries,
  };
};

const contender = (name: string, { headers }: Pick<SignedIn, 'headers'>): Contender => ({ name, headers });

const everyFunction = ({ kernel }: TestHouse): string[] =>
  [...kernel.matrix].filter(([, row]) => row.person !== true).map(([name]) => name);

type Furnishing = {
  readonly house: TestHouse;
  readonly of: House;
  readonly assignment: number;
  readonly mark: (what: string) => string;
};

/** One of each kind of thing that a path can name, written through the API by the tenant's own people. */
const furnish = async ({ house, of, assignment, mark }: Furnishing): Promise<Things> => {
  const { ADMIN, CUSTOMER } = of.users;
  const make = async (path: string, body: object, as: SignedIn): Promise<number> => {
    const answer = await house.call('POST', path, { as, body });
    if (answer.status >= 300) throw new Error(`${path}: ${answer.status} ${JSON.stringify(answer.body)}`);
    return Number(answer.body.id);
  };
  const ticket = { kind: 'incident', title: mark('ticket'), body: mark('body'), tags: [mark('tag')] };
  const tickets = await make('/api/tickets', ticket, CUSTOMER);
  await make('/api/tickets', { kind: 'incident', title: mark('ticket') }, CUSTOMER);
  await make(`/api/tickets/${tickets}/comments`, { body: mark('comment') }, CUSTOMER);
  await make(`/api/tickets/${tickets}/notes`, { body: mark('note') }, ADMIN);
  const login = `${mark('user')}@attack.example`;
  const users = await make('/api/users', { login, name: mark('user'), role: 'CUSTOMER' }, ADMIN);
  const expiresAt = new Date(Date.now() + 86_400_000).toISOString();
  const keys = await make('/api/api-keys', { name: mark('key'), scopes: ['ticket.read'], expiresAt }, ADMIN);
  const view = { name: mark('view'), search: { q: mark('view') } };
  const views = await make('/api/ticket-views', view, CUSTOMER);
  const rules = await house.call('GET', '/api/numbering-rules', { as: ADMIN });
  return {
    tickets,
    users,
    'ticket-categories': await category(house, of.tenant.id, mark('category')),
    'api-keys': keys,
    'ticket-views': views,
    'numbering-rules': Number(rules.body.items[0].id),
    sessions: sessionOf(CUSTOMER.principal),
    tenants: of.tenant.id,
    assignments: assignment,
    audit: await auditRow(house, of.tenant.id),
  };
};

const auditRow = async ({ database }: TestHouse, tenantId: number): Promise<number> => {
  const [row] = await database.asAdmin('select min(id) as id from madang.audit where tenant_id = $1', [tenantId]);
  return Number(row?.id);
};

const category = async ({ database }: TestHouse, tenantId: number, name: string): Promise<number> => {
  const [row] = await database.asAdmin(
    'insert into madang.ticket_category (tenant_id, name) values ($1, $2) returning id',
    [tenantId, name],
  );
  return Number(row?.id);
};

const sessionOf = ({ sessionId }: Principal): number => {
  if (sessionId === null) throw new Error('A person signed in has a session');
  return sessionId;
};
