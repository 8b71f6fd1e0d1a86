export { changeOwnTenant, changeTenant, createTenant } from './actions.ts';
export { findOwnTenant, findTenant, findTenantForChange, listTenants } from './queries.ts';
