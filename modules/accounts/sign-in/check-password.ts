import { fieldProblem } from '#platform/http/problem.ts';
import { isCommonPassword } from './common-passwords.ts';

/** Throws 422 for a new password that guessers would try first. Its length is the schema's business. */
export const checkNewPassword = (password: string, path: string, personal: readonly string[]): void => {
  if (isCommonPassword(password, personal)) {
    throw fieldProblem(path, 'accounts.password_common', 'This password is too easy to guess.');
  }
};
