import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { abilities, decide, type Subject } from './decide.ts';
import { explain } from './explain.ts';
import { buildMatrix, type Cell, type FunctionRow, type Matrix, type MatrixRow } from './matrix.ts';
import { PROVIDER_TENANT_ID, type Principal, ROLES, type Role } from './principal.ts';
import { allow, Refusal } from './refusal.ts';
import { NOBODY, rowOwner } from './row-predicate.ts';

const cell = fc.constantFrom<Cell>('yes', 'own', 'no');
const role = fc.constantFrom(...ROLES);
const tenantId = fc.integer({ min: 1, max: 3 });
const userId = fc.integer({ min: 1, max: 4 });
const flag = fc.constantFrom(true as const, undefined);

const row: fc.Arbitrary<FunctionRow> = fc
  .record({
    cells: fc.tuple(cell, cell, cell, cell, cell),
    provider: flag,
    person: flag,
    house: fc.option(cell, { nil: undefined }),
  })
  .map(({ cells, provider, person, house }) => ({
    ...(Object.fromEntries(ROLES.map((name, index) => [name, cells[index]])) as Record<Role, Cell>),
    ...(provider && { provider }),
    ...(person && { person }),
    ...(house && { house }),
  }));

const ref = (id: number) => ({ id, code: id === PROVIDER_TENANT_ID ? '*' : `T${id}`, name: `Tenant ${id}` });
const principal: fc.Arbitrary<Principal> = fc
  .record({
    home: tenantId,
    acting: tenantId,
    homeRole: role,
    role,
    userId,
    scopes: fc.option(fc.subarray(['thing.read', 'thing.work'])),
  })
  .map(({ home, acting, homeRole, role: actingRole, userId: user, scopes }) => ({
    kind: scopes === null ? 'session' : 'api_key',
    actingId: 1,
    version: 1,
    userId: user,
    login: 'kim',
    name: 'Kim',
    locale: 'ko',
    home: ref(home),
    homeRole,
    tenant: { ...ref(acting), timeZone: 'Asia/Seoul' },
    role: home === acting ? homeRole : actingRole,
    sessionId: null,
    scopes,
  }));
const subject: fc.Arbitrary<Subject> = fc.record({
  type: fc.constant('thing'),
  id: fc.integer({ min: 1, max: 99 }),
  tenantId,
  ownerIds: fc.array(userId, { maxLength: 2 }),
});
const action = fc.constantFrom('thing.read', 'thing.work', 'thing.unheard');
const matrix: fc.Arbitrary<Matrix> = fc
  .record({ read: row, work: row })
  .map(({ read, work }) => buildMatrix([{ name: 'things', functions: { 'thing.read': read, 'thing.work': work } }]));

/** The rules of access once more, in the words of the design and in no hurry: the oracle. */
const isAllowed = (m: Matrix, p: Principal, name: string, s: Subject | undefined): boolean => {
  const line = m.get(name);
  const isSuper = p.home.code === '*' && p.homeRole === 'ADMIN';
  const inHouse = p.tenant.code === '*';
  const rules = [
    line !== undefined,
    s === undefined || s.tenantId === p.tenant.id,
    p.scopes === null || (!line?.person && p.scopes.includes(name)),
    !line?.provider || (isSuper && inHouse),
  ];
  return line !== undefined && !rules.includes(false) && cellsAllow(line, p, s);
};

const cellsAllow = (line: MatrixRow, p: Principal, s: Subject | undefined): boolean => {
  const isGuest = p.tenant.code === '*' && !(p.home.code === '*' && p.homeRole === 'ADMIN');
  const cells = [line[p.role], ...(isGuest ? [line.house] : [])];
  const isOwn = s === undefined || (s.ownerIds ?? []).includes(p.userId);
  return !cells.includes('no') && (isOwn || !cells.includes('own'));
};

describe('decide', () => {
  it('agrees with the rules written out, for every role, tenant, scope and row', () => {
    fc.assert(
      fc.property(matrix, principal, action, fc.option(subject, { nil: undefined }), (m, p, name, s) => {
        expect(decide(m, p, name, s).allowed).toBe(isAllowed(m, p, name, s));
      }),
      { numRuns: 3000 },
    );
  });

  it('lets a list see exactly the rows that it would allow one by one', () => {
    fc.assert(
      fc.property(matrix, principal, action, subject, (m, p, name, s) => {
        const owner = rowOwner(m, p, name);
        const listed = s.tenantId === p.tenant.id && (owner === null || (s.ownerIds ?? []).includes(owner));
        expect(listed).toBe(decide(m, p, name, s).allowed);
      }),
      { numRuns: 3000 },
    );
  });

  it('is explained gate by gate with the same outcome, and the first refusal is the decision’s gate', () => {
    fc.assert(
      fc.property(matrix, principal, action, subject, (m, p, name, s) => {
        const decision = decide(m, p, name, s);
        const explanation = explain({
          matrix: m,
          principal: p,
          action: name,
          asked: { type: s.type, id: s.id, found: s },
          standing: { alive: true, facts: {} },
        });
        expect(explanation.allowed).toBe(decision.allowed);
        const refused = explanation.gates.find((gate) => gate.outcome === 'refused')?.gate;
        expect(refused).toBe(decision.allowed ? undefined : decision.gate);
        expect(explanation.gates.map((gate) => gate.gate)).toEqual(['principal', 'tenant', 'permission', 'row']);
      }),
      { numRuns: 2000 },
    );
  });

  it('lists as abilities what may be done without a particular row', () => {
    fc.assert(
      fc.property(matrix, principal, (m, p) => {
        const expected = [...m.keys()].filter((name) => isAllowed(m, p, name, undefined)).sort();
        expect(abilities(m, p)).toEqual(expected);
      }),
    );
  });

  it('never lets a scope widen what the owner’s role allows', () => {
    fc.assert(
      fc.property(matrix, principal, action, subject, (m, p, name, s) => {
        if (decide(m, p, name, s).allowed) expect(decide(m, { ...p, scopes: null }, name, s).allowed).toBe(true);
      }),
    );
  });
});

describe('allow', () => {
  it('hides what may not be read, and says 403 for what may be seen', () => {
    fc.assert(
      fc.property(matrix, principal, action, subject, (m, p, name, s) => {
        const refusal = refusalOf(() => allow({ matrix: m, principal: p }, name, s));
        if (refusal === null) return;
        expect(refusal.status).toBe(isAllowed(m, p, 'thing.read', s) ? 403 : 404);
      }),
    );
  });

  it('finds nobody’s rows where nothing is allowed', () => {
    const m = buildMatrix([]);
    const [p] = fc.sample(principal, 1);
    expect(p && rowOwner(m, p, 'thing.read')).toBe(NOBODY);
  });
});

const refusalOf = (work: () => void): Refusal | null => {
  try {
    work();
    return null;
  } catch (error) {
    if (error instanceof Refusal) return error;
    throw error;
  }
};

describe('the matrix', () => {
  const whole: FunctionRow = { ADMIN: 'yes', PM: 'yes', ENGINEER: 'yes', DEPLOY_ENGINEER: 'yes', CUSTOMER: 'own' };

  it('refuses a function that is declared twice, malformed, or silent about a role', () => {
    const one = { name: 'a', functions: { 'thing.read': whole } };
    expect(() => buildMatrix([one, { ...one, name: 'b' }])).toThrow('declared twice');
    expect(() => buildMatrix([{ name: 'a', functions: { Thing: whole } }])).toThrow('not named');
    const { PM: _, ...holed } = whole;
    expect(() => buildMatrix([{ name: 'a', functions: { 'thing.read': holed as FunctionRow } }])).toThrow('PM');
  });
});
