import { expect, test } from 'vitest';
import { asAccount, ensureAccount, findAccount, isRoot } from './account.ts';
import { quietLog } from './testing/quiet-log.ts';

test('root gets an unprivileged account, everybody else stays who they are', () => {
  const account = ensureAccount(quietLog());
  if (!isRoot()) {
    expect(account).toBeNull();
    return;
  }
  expect(account?.uid).toBeGreaterThan(0);
  expect(asAccount(account)).toEqual({ uid: account?.uid, gid: account?.gid });
  expect(findAccount(account?.uid ?? 0)).toEqual(account);
});

test('an account of somebody else is not ours', () => {
  expect(findAccount(0)).toBeUndefined();
  expect(findAccount(1)).toBeUndefined();
  expect(asAccount(null)).toEqual({});
});

test('where no account can be made it is nobody, and that is said', () => {
  const log = quietLog();
  // No system takes such a name.
  const account = ensureAccount(log, ['not a name']);
  expect(account?.name).toBe(isRoot() ? 'nobody' : undefined);
  expect(log.said).toHaveLength(isRoot() ? 1 : 0);
});
