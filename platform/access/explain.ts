import { cellOf, type Gate, isOwner, type Subject } from './decide.ts';
import type { Matrix } from './matrix.ts';
import type { Principal } from './principal.ts';

/** Whether account, tenant and way in are alive, as gate 1 saw them. */
export type Standing = { readonly alive: boolean; readonly facts: Facts };
export type Facts = Readonly<Record<string, string | number | boolean | null | readonly (string | number)[]>>;
export type GateReport = {
  readonly gate: Gate;
  readonly outcome: 'passed' | 'refused' | 'not_reached';
  readonly why: string;
  readonly facts: Facts;
};
export type Explanation = { readonly allowed: boolean; readonly gates: readonly GateReport[] };

/** What was asked about: nothing, an id that this tenant does not have, or a thing that was found. */
export type Asked = { readonly type: string; readonly id: number | string; readonly found: Subject | undefined } | null;

type Question = {
  readonly matrix: Matrix;
  readonly principal: Principal;
  readonly action: string;
  readonly asked: Asked;
  readonly standing: Standing;
};
type Finding = { readonly passed: boolean; readonly why: string; readonly facts: Facts };

const GATES: readonly (readonly [Gate, (question: Question) => Finding])[] = [
  ['principal', (question) => principalGate(question)],
  ['tenant', (question) => tenantGate(question)],
  ['permission', (question) => permissionGate(question)],
  ['row', (question) => rowGate(question)],
];

/**
 * The four gates one by one with the facts that each saw. Agrees with `decide` (property-tested); a gate behind the one
 * that refused was not reached and shows nothing.
 */
export const explain = (question: Question): Explanation => {
  const gates: GateReport[] = [];
  let allowed = true;
  for (const [gate, judge] of GATES) {
    if (!allowed) {
      gates.push({ gate, outcome: 'not_reached', why: 'An earlier gate refused.', facts: {} });
      continue;
    }
    const { passed, why, facts } = judge(question);
    gates.push({ gate, outcome: passed ? 'passed' : 'refused', why, facts });
    allowed = passed;
  }
  return { allowed, gates };
};

const principalGate = ({ principal, standing }: Question): Finding => ({
  passed: standing.alive,
  why: standing.alive ? 'Account and tenant are active.' : 'The account or its tenant is not active.',
  facts: { kind: principal.kind, login: principal.login, home: principal.home.code, ...standing.facts },
});

const tenantGate = ({ principal, asked }: Question): Finding => {
  const facts = { actingTenant: principal.tenant.code, ...(asked && { subject: `${asked.type}:${asked.id}` }) };
  if (asked === null) return { passed: true, why: 'No particular thing was asked about.', facts };
  const passed = asked.found !== undefined && asked.found.tenantId === principal.tenant.id;
  return { passed, why: passed ? 'It belongs to this tenant.' : 'This tenant has no such thing.', facts };
};

const permissionGate = ({ matrix, principal, action }: Question): Finding => {
  const cell = cellOf(matrix, principal, action);
  const row = matrix.get(action);
  const facts = {
    action,
    role: principal.role,
    homeRole: principal.homeRole,
    cell: row?.[principal.role] ?? null,
    providerOnly: row?.provider === true,
    scopes: principal.scopes,
  };
  return { passed: cell === 'yes' || cell === 'own', why: PERMISSION_WHY[cell], facts };
};

const PERMISSION_WHY = {
  yes: 'The role may do this with every row.',
  own: 'The role may do this with its own rows.',
  unknown_function: 'There is no such function.',
  person_only: 'Only people may do this, never an API key.',
  outside_scopes: 'The API key was not given this scope.',
  provider_only: 'Only an administrator of the provider who acts in * may do this.',
  provider_house: 'What belongs to * is for its administrators.',
  role_lacks_function: 'The role may not do this.',
} as const;

const rowGate = ({ matrix, principal, action, asked }: Question): Finding => {
  const cell = cellOf(matrix, principal, action);
  const owners = asked?.found?.ownerIds ?? [];
  const facts = { user: principal.userId, rows: cell === 'own' ? 'own' : 'all', owners };
  if (cell === 'yes') return { passed: true, why: 'Every row of the tenant is within reach.', facts };
  if (asked?.found === undefined) return { passed: true, why: 'Only own rows would be shown.', facts };
  const passed = isOwner(principal, asked.found);
  return { passed, why: passed ? 'The row is the user’s own.' : 'The row is somebody else’s.', facts };
};
