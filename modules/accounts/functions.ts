import type { Cell, FunctionRow, Functions } from '#platform/access/matrix.ts';

const only = (...roles: ('ADMIN' | 'PM' | 'ENGINEER' | 'DEPLOY_ENGINEER')[]): FunctionRow => ({
  ADMIN: cell(roles.includes('ADMIN')),
  PM: cell(roles.includes('PM')),
  ENGINEER: cell(roles.includes('ENGINEER')),
  DEPLOY_ENGINEER: cell(roles.includes('DEPLOY_ENGINEER')),
  CUSTOMER: 'no',
});
const cell = (allowed: boolean): Cell => (allowed ? 'yes' : 'no');
const own: FunctionRow = { ADMIN: 'own', PM: 'own', ENGINEER: 'own', DEPLOY_ENGINEER: 'own', CUSTOMER: 'own' };

/** People, ways in and access; and the functions of rooms that are still to be built, so that the matrix is whole. */
export const functions: Functions = {
  'user.manage': { ...only('ADMIN'), person: true },
  'permission.manage': only('ADMIN'),
  'assignment.manage': { ...only('ADMIN'), provider: true, person: true },
  /** Own profile, password and sessions. */
  'account.manage': { ...own, house: 'own', person: true },
  'api_key.manage': { ...own, ADMIN: 'yes', house: 'own', person: true },
  'deployment.trigger': only('ADMIN', 'PM', 'DEPLOY_ENGINEER'),
  'deployment.rollback': only('ADMIN', 'PM', 'DEPLOY_ENGINEER'),
  'job.run_now': only('ADMIN', 'DEPLOY_ENGINEER'),
  'server_credential.read': only('ADMIN'),
  'agent.manage': only('ADMIN'),
};
