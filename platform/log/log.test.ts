import { expect, test } from 'vitest';
import { createLog } from './log.ts';
import { hideSecretShapes, loggablePath } from './redact.ts';

const written = (write: (log: ReturnType<typeof createLog>) => void): string => {
  const lines: string[] = [];
  write(createLog({ level: 'trace', to: { write: (line) => void lines.push(line) } }));
  for (const line of lines) JSON.parse(line);
  return lines.join('');
};

const token = 'q83vEjRWeJCrze8SNFZ4kKvN7xI0VniQq83vEjRWeJA';
const jwt = 'eyJhbGciOiJFZERTQSJ9.eyJzdWIiOiIxIn0.MEUCIQDx-abc_DEF';
const secrets = [token, jwt, `mdk_7_12_${token}`, 'Tr0ub4dor&3', '$argon2id$v=19$m=19456,t=2,p=1$c2FsdA$aGFzaA'];

const places: readonly [string, (log: ReturnType<typeof createLog>, secret: string) => void][] = [
  ['a field named password', (log, secret) => log.info({ password: secret }, 'x')],
  ['a nested field', (log, secret) => log.info({ a: { b: [{ refreshToken: secret }] } }, 'x')],
  ['a child binding', (log, secret) => log.child({ clientSecret: secret }).info('x')],
  ['headers', (log, secret) => log.info({ headers: { 'x-any': secret } }, 'x')],
  [
    'JSON within a text',
    (log, secret) => log.info({ body: `{"password": "${secret}"}`, text: `{"token":"${secret}"}` }, 'x'),
  ],
  ['a query', (log, secret) => log.info({ url: `/api/tickets?q=${encodeURIComponent(secret)}` }, 'x')],
  ['a fragment', (log, secret) => log.info(`link http://localhost:4000/accept#${encodeURIComponent(secret)} made`)],
  ['an assignment', (log, secret) => log.info(`password=${secret}`)],
  ['a cookie', (log, secret) => log.info({ line: `Cookie: madang_session=7.${secret}; theme=dark` }, 'x')],
  ['an authorization', (log, secret) => log.info({ authorization: `Bearer ${secret}` }, 'x')],
];

test.each(places)('a secret in %s never reaches the log', (_place, write) => {
  for (const secret of secrets) {
    const text = written((log) => write(log, secret));
    expect(text).not.toContain(secret);
    expect(text).not.toContain(encodeURIComponent(secret));
  }
});

test('secrets are known by their shape in messages, errors and causes', () => {
  for (const secret of secrets.filter((each) => each !== 'Tr0ub4dor&3')) {
    const error = new Error(`it failed with ${secret}`, { cause: new Error(secret) });
    const text = written((log) => {
      log.error({ err: error }, `seen ${secret} here`);
      log.error(error);
    });
    expect(text).not.toContain(secret);
    expect(text).toContain('it failed with');
  }
});

test('the password of a database URL is hidden, its host stays', () => {
  const text = written((log) => log.info('cannot reach postgres://admin:hunter2@db.example:5432/madang'));
  expect(text).not.toContain('hunter2');
  expect(text).toContain('db.example:5432/madang');
});

test('a private key is hidden whole', () => {
  const pem = '-----BEGIN PRIVATE KEY-----\nMC4CAQAwBQYDK2VwBCIEIABC\n-----END PRIVATE KEY-----';
  expect(written((log) => log.info({ key: pem }, `read ${pem}`))).not.toContain('MC4CAQ');
});

test('what PostgreSQL says of rows stays out: of an error only the allowed fields are written', () => {
  const error = Object.assign(new Error('duplicate key'), {
    code: '23505',
    constraint: 'tenant_code_key',
    detail: 'Key (code)=(SECRET_ROW) already exists.',
    where: 'SECRET_ROW',
  });
  const text = written((log) => log.error({ err: error }, 'x'));
  expect(text).toContain('tenant_code_key');
  expect(text).not.toContain('SECRET_ROW');
});

test('digests, ids and ordinary words stay readable', () => {
  const digest = 'aaaaaaaa0123456789abcdef0123456789abcdef0123456789abcdefffff0000';
  const text = written((log) =>
    log.info({ digest, request: '0198c1f0-7a0e-7d9b-a1f0-1f2e3d4c5b6a', n: 38269 }, 'Sealed 38,269 rows in 1.2 s'),
  );
  for (const part of [digest, '0198c1f0-7a0e-7d9b-a1f0-1f2e3d4c5b6a', '38269', 'Sealed 38,269 rows'])
    expect(text).toContain(part);
});

test('paths lose their query and their one-time tokens', () => {
  expect(loggablePath('/api/tickets/12?q=secret#x')).toBe('/api/tickets/12');
  expect(loggablePath(`/api/invitations/${token}`)).toBe('/api/invitations/:hidden');
});

test('texts of an audit keep everything but the shapes of secrets', () => {
  const text = 'See https://example.org/wiki?page=2#top, token=abc';
  expect(hideSecretShapes(text)).toBe(text);
  expect(hideSecretShapes(`key mdk_7_12_${token}!`)).toBe('key mdk_[redacted]!');
});
