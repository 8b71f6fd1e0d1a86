import pg from 'pg';
import { createReceiver, type Prepared, type Receiver } from './receive.ts';
import { ConnectionLost } from './sql-error.ts';

/** One connection, used by one batch or one transaction at a time. */
export type Connection = {
  readonly client: pg.Client;
  readonly receiver: Receiver;
  /** By text. */
  readonly prepared: Map<string, Prepared>;
  names: number;
  /** Set once the connection must not be used again. */
  dead: boolean;
  idleSince: number;
  /** When the sweep may destroy it although somebody waits for an answer; 0 while idle. */
  deadline: number;
};

export type ConnectionConfig = {
  readonly url: string;
  readonly user?: string;
  readonly password?: string;
  readonly applicationName: string;
  /** Milliseconds; 0 is none. The same for all connections of a pool. */
  readonly statementTimeout: number;
};

// The same for every connection, so that a plan prepared on one would be the same on any other.
const sessionSettings: Readonly<Record<string, string>> = {
  search_path: 'madang,pg_temp',
  TimeZone: 'UTC',
  DateStyle: 'ISO',
  IntervalStyle: 'iso_8601',
  bytea_output: 'hex',
  standard_conforming_strings: 'on',
  jit: 'off',
  // Searches look through what is not in an index yet: no more than half a megabyte of it.
  gin_pending_list_limit: '512',
  idle_in_transaction_session_timeout: '60000',
};

// What a URL's query may say; pg would let it override user, time-outs and more.
const urlSays = /^(host|port|ssl\w*|uselibpqcompat)$/;

/** What pg needs to connect: the URL's host, database and TLS, with the user and settings given here. */
export const clientConfig = (config: ConnectionConfig): pg.ClientConfig => {
  const url = parseUrl(config.url);
  const user = config.user ?? url.searchParams.get('user');
  const password = config.password ?? url.searchParams.get('password');
  const settings = { ...sessionSettings, statement_timeout: String(config.statementTimeout) };
  const ours = Object.entries(settings).map(([name, value]) => `-c ${name}=${value}`);
  const given = url.searchParams.get('options');
  if (user !== null) url.username = encodeURIComponent(user);
  if (password !== null) url.password = encodeURIComponent(password);
  for (const name of [...url.searchParams.keys()]) if (!urlSays.test(name)) url.searchParams.delete(name);
  return {
    connectionString: url.toString(),
    options: [...(given ? [given] : []), ...ours].join(' '),
    application_name: config.applicationName,
    connectionTimeoutMillis: 5000,
    keepAlive: true,
    keepAliveInitialDelayMillis: 30_000,
  };
};

/** A PostgreSQL URL; one without a host (`postgresql://user@/db?host=/socket/folder`) is allowed as libpq allows it. */
export const parseUrl = (url: string): URL => new URL(url.replace(/^(\w+:\/\/(?:[^/@]*@)?)\//, '$1localhost/'));

/** Opens one connection; `onEnd` hears of it when the server or the network ends it later. */
export const connect = async (
  config: ConnectionConfig,
  onEnd: (connection: Connection) => void,
): Promise<Connection> => {
  const client = new pg.Client(clientConfig(config));
  const receiver = createReceiver(
    (submittable) => client.query(submittable as never),
    () => new ConnectionLost(),
  );
  const connection: Connection = {
    client,
    receiver,
    prepared: new Map(),
    names: 0,
    dead: false,
    idleSince: 0,
    deadline: 0,
  };
  let connected = false;
  const ended = (): void => {
    if (connection.dead) return;
    connection.dead = true;
    if (connected) onEnd(connection);
  };
  client.on('error', ended);
  client.on('end', ended);
  await client.connect();
  if (connection.dead) throw new ConnectionLost();
  connected = true;
  return connection;
};

/** Says goodbye to the server; for connections that nobody waits on. */
export const closeConnection = async (connection: Connection): Promise<void> => {
  connection.dead = true;
  await connection.client.end().catch(() => undefined);
};

/** Ends a connection without waiting for anybody's answer. */
export const disconnect = (connection: Connection): void => {
  connection.dead = true;
  const { stream } = (connection.client as unknown as { connection: { stream: { destroy(): void } } }).connection;
  connection.client.end().catch(() => undefined);
  stream.destroy();
};
