import { describe, expect, it } from 'vitest';
import { isCommonPassword } from './common-passwords.ts';
import { isDemoOpen } from './demo-accounts.ts';
import { networkOf } from './limits.ts';
import { hashPassword, isOutdated, isPassword } from './password.ts';

describe('a password', () => {
  it('is kept as argon2id, each time with another salt', async () => {
    const [one, two] = await Promise.all([hashPassword('quiet-lantern-47'), hashPassword('quiet-lantern-47')]);
    expect(one).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    expect(one).not.toBe(two);
    expect([await isPassword('quiet-lantern-47', one), await isPassword('quiet-lantern-48', one)]).toEqual([
      true,
      false,
    ]);
    expect(await isPassword('quiet-lantern-47', null)).toBe(false);
    expect([isOutdated(one), isOutdated('$argon2id$v=19$m=8192,t=1,p=1$c2FsdHNhbHQ$aGFzaA')]).toEqual([false, true]);
  });

  it('is the same however its characters were put together', async () => {
    const hash = await hashPassword('비밀번호는안돼요'.normalize('NFD'));
    expect(await isPassword('비밀번호는안돼요'.normalize('NFC'), hash)).toBe(true);
  });

  it('is refused with 429 when the line of those being hashed is full', async () => {
    const outcomes = await Promise.allSettled(Array.from({ length: 80 }, () => isPassword('x', null)));
    const refused = outcomes.filter((outcome) => outcome.status === 'rejected');
    expect(refused.length).toBe(80 - 66);
    expect(refused[0]).toMatchObject({ reason: { status: 429, code: 'accounts.too_busy' } });
    expect(await isPassword('x', null)).toBe(false);
  });
});

describe('a common password', () => {
  it('is one that guessers try first, or made from the account’s own words', () => {
    for (const password of [
      'password',
      'Password123!',
      'p@ssw0rd2026',
      'qwertyuiop',
      '1q2w3e4r5t',
      'asdfghjkl',
      'zxcvbnm123',
      '87654321',
      'abcdefgh',
      'aaaaaaaa',
      'abababab',
      'iloveyou1!',
      'dkssudgktpdy',
      'seoul2024!',
      'samsung1234',
      'letmein!!!',
      '123admin',
      'qwerasdf',
    ]) {
      expect(isCommonPassword(password), password).toBe(true);
    }
    expect(isCommonPassword('mightyfalconer1', ['mightyfalconer@example.demo'])).toBe(true);
    expect(isCommonPassword('mightyfalconer1')).toBe(false);
  });

  it('is none that is long and strange', () => {
    for (const password of [
      'quiet-lantern-47-otter',
      '강아지랑 밥먹기 7번',
      'xK9#mQ2$vL',
      'tablecloth-umbrella',
      'Zx8!pW3@',
    ]) {
      expect(isCommonPassword(password), password).toBe(false);
    }
  });
});

describe('a network', () => {
  it('is one IPv4 address, or the /64 of an IPv6 one', () => {
    expect(networkOf('203.0.113.7')).toBe('203.0.113.7');
    expect(networkOf('::ffff:203.0.113.7')).toBe('203.0.113.7');
    expect(networkOf('2001:db8:1:2:3:4:5:6')).toBe('2001:db8:1:2');
    expect(networkOf('2001:DB8:1:2::1')).toBe(networkOf('2001:db8:1:2:ffff::9'));
    expect(networkOf('fe80::1%eth0')).toBe('fe80:0:0:0');
    expect(networkOf('::1')).toBe('0:0:0:0');
  });
});

describe('demo accounts', () => {
  it('are open on loopback, or when a password was given', () => {
    const demoPassword = null;
    for (const host of ['127.0.0.1', '127.8.8.8', '::1', '[::1]', 'localhost'])
      expect(isDemoOpen({ host, demoPassword })).toBe(true);
    for (const host of ['0.0.0.0', '::', '192.168.0.2', 'localhost.example', '127.0.0.1.example']) {
      expect(isDemoOpen({ host, demoPassword })).toBe(false);
      expect(isDemoOpen({ host, demoPassword: 'given' })).toBe(true);
    }
  });
});
