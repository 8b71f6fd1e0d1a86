export { createAssignment } from './assignments/actions.ts';
export { endActing } from './sessions/queries.ts';
export { hashPassword, isPassword } from './sign-in/password.ts';
export { findSignInAccount, insertActing, switchActing } from './sign-in/queries.ts';
export { createUser } from './users/actions.ts';
export {
  addUser,
  asAdministrator,
  consoleActor,
  giveRole,
  resetUser,
  setUpAdministrator,
  switchUser,
  tenantByCode,
} from './users/console-actions.ts';
export { findUserByLogin, listPeople, replaceDemoHashes } from './users/queries.ts';
