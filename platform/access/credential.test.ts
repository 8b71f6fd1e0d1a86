import { describe, expect, it } from 'vitest';
import { apiKeyText, hashSecret, newSecret, parseCredential, sessionCookieValue } from './credential.ts';

describe('the credential of a request', () => {
  const secret = newSecret();

  it('is the session cookie, wherever it stands among others', () => {
    const cookie = `a=1; xmadang_session=9.x; madang_session=${sessionCookieValue(7, secret)}; b=2`;
    expect(parseCredential({ cookie })).toMatchObject({ kind: 'session', tenantId: 7, secretHash: hashSecret(secret) });
  });

  it('is the bearer, which wins over a cookie even when it is malformed', () => {
    const cookie = `madang_session=${sessionCookieValue(7, secret)}`;
    const key = parseCredential({ cookie, authorization: `Bearer ${apiKeyText(7, 12, secret)}` });
    expect(key).toMatchObject({ kind: 'api_key', tenantId: 7, actingId: 12, secretHash: hashSecret(secret) });
    expect(parseCredential({ cookie, authorization: 'Bearer a.b.c' })).toMatchObject({ kind: 'token', jwt: 'a.b.c' });
    for (const authorization of ['', 'Bearer', 'Basic eDp5', 'Bearer a b', 'Bearer a.b', `Bearer mdk_7_${secret}`]) {
      expect(parseCredential({ cookie, authorization }), authorization).toBe('malformed');
    }
  });

  it('is none without either, and malformed with a tenant that cannot be', () => {
    expect(parseCredential({})).toBe('none');
    expect(parseCredential({ cookie: 'theme=dark' })).toBe('none');
    for (const tenant of ['0', '-1', '1e3', '2147483648', '99999999999', ' 1', '1 ']) {
      expect(parseCredential({ cookie: `madang_session="${tenant}.${secret}"` }), tenant).toBe('malformed');
      expect(parseCredential({ authorization: `Bearer mdk_${tenant}_1_${secret}` }), tenant).toBe('malformed');
    }
  });

  it('is named in memory by hashes, never by the secret', () => {
    for (const headers of [
      { cookie: `madang_session=${sessionCookieValue(7, secret)}` },
      { authorization: `Bearer ${apiKeyText(7, 12, secret)}` },
    ]) {
      const found = parseCredential(headers);
      expect(typeof found === 'string' ? secret : found.key).not.toContain(secret);
    }
  });

  it('has 256 random bits', () => {
    const secrets = new Set(Array.from({ length: 1000 }, newSecret));
    expect(secrets.size).toBe(1000);
    expect(Buffer.from(secret, 'base64url').length).toBe(32);
  });
});
