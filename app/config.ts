import { readFileSync } from 'node:fs';
import { BlockList, isIP } from 'node:net';
import { resolve } from 'node:path';
import process from 'node:process';
import type { Config } from '#platform/config.ts';
import { type MasterKeySource, parseMasterKey } from '#platform/secrets/master-key.ts';

/** What is wrong with the environment, a sentence per variable. Values are never repeated: they may be secrets. */
export class ConfigError extends Error {
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    super(problems.join('\n'));
    this.name = 'ConfigError';
    this.problems = problems;
  }
}

type Environment = Readonly<Record<string, string | undefined>>;
type Reading = { readonly environment: Environment; readonly problems: string[] };

/** The folder that holds package.json. */
const root = resolve(import.meta.dirname, '..');

/** Reads the environment; an empty variable is like an absent one. Throws a ConfigError that says all that is wrong. */
export const readConfig = (environment: Environment = process.env): Config => {
  const reading: Reading = { environment, problems: [] };
  const databaseUrl = read(reading, 'DATABASE_URL', parseDatabaseUrl, 'must be postgres://USER:PASSWORD@HOST/DATABASE');
  const mode = read(reading, 'NODE_ENV', parseMode, 'must be production, development or test');
  const config: Config = {
    host: read(reading, 'HOST', parseHost, 'must be an address or a name, without a port') ?? '127.0.0.1',
    port: read(reading, 'PORT', parsePort, 'must be a number from 0 to 65535') ?? 4000,
    publicUrl: read(reading, 'MADANG_URL', parsePublicUrl, 'must be like https://desk.example, without a path'),
    trustedProxies: read(reading, 'MADANG_TRUSTED_PROXIES', parseProxies, 'must list addresses or networks') ?? [],
    databaseUrl,
    dataDir: resolve(read(reading, 'MADANG_DATA', (text) => text, '') ?? resolve(root, 'data')),
    demoPassword: read(reading, 'MADANG_DEMO_PASSWORD', parseDemoPassword, 'must have at least 8 characters'),
    metricsToken: read(reading, 'MADANG_METRICS_TOKEN', parseToken, 'must be visible ASCII characters'),
    production: mode === 'production' || databaseUrl !== null,
    webDir: resolve(root, 'dist', 'web'),
    version: readVersion(),
  };
  read(reading, 'MADANG_MASTER_KEY', parseMasterKey, 'must be 32 bytes in base64');
  if (given(environment, 'MADANG_MASTER_KEY') !== null && given(environment, 'MADANG_MASTER_KEY_FILE') !== null) {
    reading.problems.push('MADANG_MASTER_KEY and MADANG_MASTER_KEY_FILE are both given: one of them is enough.');
  }
  if (reading.problems.length > 0) throw new ConfigError(reading.problems);
  return config;
};

/** Where the master key comes from. It is no part of the configuration, which may be shown and logged. */
export const masterKeySource = (environment: Environment, config: Config): MasterKeySource => ({
  masterKey: given(environment, 'MADANG_MASTER_KEY'),
  masterKeyFile: given(environment, 'MADANG_MASTER_KEY_FILE'),
  databaseUrl: config.databaseUrl,
  dataDir: config.dataDir,
});

const given = (environment: Environment, name: string): string | null => {
  const text = environment[name]?.trim() ?? '';
  return text === '' ? null : text;
};

const read = <T>(
  { environment, problems }: Reading,
  name: string,
  parse: (text: string) => T | undefined,
  rule: string,
) => {
  const text = given(environment, name);
  if (text === null) return null;
  const value = parse(text);
  if (value === undefined) problems.push(`${name} ${rule}.`);
  return value ?? null;
};

const readVersion = (): string =>
  (JSON.parse(readFileSync(resolve(root, 'package.json'), 'utf8')) as { version: string }).version;

const parsePort = (text: string): number | undefined =>
  /^\d{1,5}$/.test(text) && Number(text) <= 65_535 ? Number(text) : undefined;

const parseHost = (text: string): string | undefined =>
  isIP(text) !== 0 || /^[A-Za-z0-9]([A-Za-z0-9.-]{0,251}[A-Za-z0-9])?$/.test(text) ? text : undefined;

const parsePublicUrl = (text: string): string | undefined => {
  const url = URL.parse(text);
  return url !== null && /^https?:$/.test(url.protocol) && `${url.origin}/` === url.href ? url.origin : undefined;
};

const PROXY_WORDS: readonly string[] = ['loopback', 'linklocal', 'uniquelocal'];

const parseProxies = (text: string): string[] | undefined => {
  const proxies = text.split(',').map((one) => one.trim());
  return proxies.every((one) => PROXY_WORDS.includes(one) || isNetwork(one)) ? proxies : undefined;
};

const isNetwork = (text: string): boolean => {
  const [address = '', bits, ...rest] = text.split('/');
  const family = isIP(address);
  if (family === 0 || rest.length > 0) return false;
  if (bits === undefined) return true;
  try {
    new BlockList().addSubnet(address, Number(bits), family === 4 ? 'ipv4' : 'ipv6');
    return /^\d{1,3}$/.test(bits);
  } catch {
    return false;
  }
};

/** Without a host in the authority the socket's folder stands in `?host=`. */
const parseDatabaseUrl = (text: string): string | undefined => {
  const [, scheme, authority = '', rest = ''] = /^(postgres(?:ql)?:\/\/)([^/?#]*)(.*)$/.exec(text) ?? [];
  const url = URL.parse(`${scheme}${authority.endsWith('@') ? `${authority}socket` : authority || 'socket'}${rest}`);
  return scheme !== undefined && url !== null && url.pathname.length > 1 ? text : undefined;
};

const parseDemoPassword = (text: string): string | undefined => (text.length >= 8 ? text : undefined);
const parseToken = (text: string): string | undefined => (/^[\x21-\x7e]+$/.test(text) ? text : undefined);
const parseMode = (text: string): string | undefined =>
  ['production', 'development', 'test'].includes(text) ? text : undefined;
