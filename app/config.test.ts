import { randomBytes } from 'node:crypto';
import { basename, isAbsolute } from 'node:path';
import { expect, test } from 'vitest';
import { ConfigError, masterKeySource, readConfig } from './config.ts';

const problemsOf = (environment: Record<string, string>): readonly string[] => {
  try {
    readConfig(environment);
    return [];
  } catch (error) {
    return (error as ConfigError).problems;
  }
};

test('without an environment the server is for this machine only, with a database of its own', () => {
  const config = readConfig({});
  expect(config).toMatchObject({
    host: '127.0.0.1',
    port: 4000,
    publicUrl: null,
    databaseUrl: null,
    production: false,
  });
  expect(config).toMatchObject({ demoPassword: null, metricsToken: null, trustedProxies: [] });
  expect([isAbsolute(config.dataDir), basename(config.dataDir)]).toEqual([true, 'data']);
  expect(config.version).toMatch(/^\d+\.\d+\.\d+/);
});

test('an empty variable is like an absent one', () => {
  expect(readConfig({ PORT: '', HOST: ' ', MADANG_DATA: '', DATABASE_URL: '' })).toEqual(readConfig({}));
});

test('every variable is read', () => {
  const environment = {
    PORT: '8080',
    HOST: '::',
    MADANG_URL: 'https://desk.example:8443/',
    MADANG_TRUSTED_PROXIES: 'loopback, 10.0.0.0/8,fd00::1',
    DATABASE_URL: 'postgresql://app:pw@db.example:5432/madang?sslmode=require',
    MADANG_DATA: 'somewhere',
    MADANG_DEMO_PASSWORD: 'a demo password',
    MADANG_METRICS_TOKEN: 'token',
    NODE_ENV: 'production',
  };
  expect(readConfig(environment)).toMatchObject({
    port: 8080,
    host: '::',
    publicUrl: 'https://desk.example:8443',
    trustedProxies: ['loopback', '10.0.0.0/8', 'fd00::1'],
    databaseUrl: environment.DATABASE_URL,
    demoPassword: 'a demo password',
    metricsToken: 'token',
    production: true,
  });
  expect(isAbsolute(readConfig(environment).dataDir)).toBe(true);
});

test('a database may be reached by a socket', () => {
  const DATABASE_URL = 'postgres://app@/madang?host=/run/postgresql';
  expect(readConfig({ DATABASE_URL }).databaseUrl).toBe(DATABASE_URL);
});

test.each([
  ['PORT', ['http', '-1', '65536', '4000.5', '0x50', '1e3']],
  ['HOST', ['http://localhost', 'a b', '127.0.0.1:4000', '-x']],
  [
    'MADANG_URL',
    ['desk.example', 'ftp://desk.example', 'https://desk.example/path', 'https://u:p@desk.example', 'https://'],
  ],
  ['MADANG_TRUSTED_PROXIES', ['everything', '10.0.0.0/33', '10.0.0.0/8/8', 'true', '10.0.0.1,,10.0.0.2']],
  ['DATABASE_URL', ['mysql://u:secret@h/d', 'not a url', 'postgres://u:secret@h', 'postgres://u:secret@h:99999/d']],
  ['MADANG_DEMO_PASSWORD', ['short']],
  ['MADANG_METRICS_TOKEN', ['two words', '토큰']],
  ['MADANG_MASTER_KEY', ['secret', randomBytes(16).toString('base64')]],
  ['NODE_ENV', ['prod']],
])('a bad %s is named and never repeated', (name, values) => {
  for (const value of values) {
    const problems = problemsOf({ [name]: value });
    expect(problems, value).toHaveLength(1);
    expect(problems[0]).toContain(name);
    expect(problems[0]).not.toContain(`"${value}"`);
    expect(problems[0]).not.toContain('secret');
  }
});

test('everything that is wrong is said at once', () => {
  expect(problemsOf({ PORT: 'x', NODE_ENV: 'x', MADANG_URL: 'x' })).toHaveLength(3);
  expect(() => readConfig({ PORT: 'x' })).toThrow(ConfigError);
});

test('the master key is given one way, and stays out of the configuration', () => {
  const MADANG_MASTER_KEY = randomBytes(32).toString('base64');
  expect(problemsOf({ MADANG_MASTER_KEY, MADANG_MASTER_KEY_FILE: '/run/secrets/key' })).toHaveLength(1);
  const config = readConfig({ MADANG_MASTER_KEY });
  expect(JSON.stringify(config)).not.toContain(MADANG_MASTER_KEY);
  expect(masterKeySource({ MADANG_MASTER_KEY }, config)).toMatchObject({
    masterKey: MADANG_MASTER_KEY,
    masterKeyFile: null,
  });
});
