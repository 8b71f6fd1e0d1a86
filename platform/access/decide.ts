import { type Cell, cellFor, type Matrix, type MatrixRow } from './matrix.ts';
import { isInProvider, isSuperAdministrator, type Principal } from './principal.ts';

/** The thing acted on, as its module's loader found it. `ownerIds` are the users for whom an `own` cell counts. */
export type Subject = {
  readonly type: string;
  readonly id: number | string;
  readonly tenantId: number;
  readonly ownerIds?: readonly number[];
};

export type Gate = 'principal' | 'tenant' | 'permission' | 'row';
export type Reason =
  | 'not_alive'
  | 'other_tenant'
  | 'unknown_function'
  | 'person_only'
  | 'outside_scopes'
  | 'provider_only'
  | 'provider_house'
  | 'role_lacks_function'
  | 'not_owner';
export type Decision =
  | { readonly allowed: true }
  | { readonly allowed: false; readonly gate: Gate; readonly reason: Reason };

const ALLOWED: Decision = Object.freeze({ allowed: true });
const REFUSED_TENANT: Decision = Object.freeze({ allowed: false, gate: 'tenant', reason: 'other_tenant' });
const REFUSED_ROW: Decision = Object.freeze({ allowed: false, gate: 'row', reason: 'not_owner' });
const refusedPermission = (reason: Reason): Decision => Object.freeze({ allowed: false, gate: 'permission', reason });
const REFUSED_PERMISSION = {
  unknown_function: refusedPermission('unknown_function'),
  person_only: refusedPermission('person_only'),
  outside_scopes: refusedPermission('outside_scopes'),
  provider_only: refusedPermission('provider_only'),
  provider_house: refusedPermission('provider_house'),
  role_lacks_function: refusedPermission('role_lacks_function'),
} as const;

/**
 * The only place where access is decided. Pure and without allocation. The first gate that refuses speaks: tenant,
 * permission, row; the first gate, principal, is the proof inside each batch. Without a subject it answers whether the
 * function may be used at all, on own rows at least.
 */
export const decide = (matrix: Matrix, principal: Principal, action: string, subject?: Subject): Decision => {
  if (subject !== undefined && subject.tenantId !== principal.tenant.id) return REFUSED_TENANT;
  const cell = cellOf(matrix, principal, action);
  if (cell !== 'yes' && cell !== 'own') return REFUSED_PERMISSION[cell];
  if (cell === 'own' && subject !== undefined && !isOwner(principal, subject)) return REFUSED_ROW;
  return ALLOWED;
};

export type Verdict = 'yes' | 'own' | keyof typeof REFUSED_PERMISSION;

/** Gate 3 in full: how far the principal may use a function, or the reason why not at all. */
export const cellOf = (matrix: Matrix, principal: Principal, action: string): Verdict => {
  const row = matrix.get(action);
  if (row === undefined) return 'unknown_function';
  if (principal.scopes !== null) {
    if (row.person) return 'person_only';
    if (!principal.scopes.includes(action)) return 'outside_scopes';
  }
  const cell = cellFor(row, principal.role);
  if (isInProvider(principal)) return cellInProvider(row, cell, principal);
  if (row.provider) return 'provider_only';
  return cell === 'no' ? 'role_lacks_function' : cell;
};

/** What belongs to `*` is for its ADMIN; other staff have there what a function says under `house`. */
const cellInProvider = (row: MatrixRow, cell: Cell, principal: Principal): Verdict => {
  const superAdministrator = isSuperAdministrator(principal);
  if (row.provider && !superAdministrator) return 'provider_only';
  if (cell === 'no') return 'role_lacks_function';
  return superAdministrator ? cell : narrower(cell, row.house);
};

const narrower = (cell: Exclude<Cell, 'no'>, house: Cell): Verdict => {
  if (house === 'no') return 'provider_house';
  return cell === 'own' ? 'own' : house;
};

/** Whether an `own` cell covers this subject. */
export const isOwner = (principal: Principal, subject: Subject): boolean =>
  subject.ownerIds?.includes(principal.userId) ?? false;

/** The functions a principal may use, in order of name: the `abilities` of the session's answer. */
export const abilities = (matrix: Matrix, principal: Principal): string[] =>
  [...matrix.keys()].filter((action) => decide(matrix, principal, action).allowed).sort();
