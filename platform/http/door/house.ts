import type { IncomingHttpHeaders } from 'node:http';
import type { Config } from '#platform/config.ts';
import { type Problem, problem } from '#platform/http/problem.ts';

const LOOPBACK_NAMES = ['localhost', '127.0.0.1', '[::1]'] as const;

/** The names under which this server answers, and the Origins it takes for its own. */
export type House = {
  /** Learns the port that the system chose, where none was asked for. */
  opened(port: number): void;
  isOurs(host: string | undefined): boolean;
  isForeignOrigin(headers: IncomingHttpHeaders): boolean;
  /** True only when the browser said that the request comes from a page of this house. */
  isOwnPage(headers: IncomingHttpHeaders): boolean;
};

/** MADANG_URL alone decides; without it these are the loopback names on the port. */
export const houseOf = (config: Config): House => {
  const origins = new Set<string>();
  const hosts = new Set<string>();
  const add = (url: URL): void => {
    origins.add(url.origin);
    hosts.add(url.host);
  };
  const addPort = (port: number): void => {
    for (const name of LOOPBACK_NAMES) add(new URL(`http://${name}:${port}`));
  };
  if (config.publicUrl === null) addPort(config.port);
  else add(new URL(config.publicUrl));
  return {
    opened: (port) => {
      if (config.publicUrl === null) addPort(port);
    },
    isOurs: (host) => host !== undefined && (hosts.has(host) || hosts.has(host.toLowerCase())),
    isForeignOrigin: ({ origin, 'sec-fetch-site': site }) =>
      origin === undefined ? site === 'cross-site' || site === 'same-site' : !origins.has(origin),
    isOwnPage: ({ origin, 'sec-fetch-site': site }) =>
      origin === undefined ? site === 'same-origin' : origins.has(origin),
  };
};

export const wrongHost = (): Problem =>
  problem(421, 'http.wrong_host', 'This server does not answer under that name. MADANG_URL says its public address.');

export const foreignOrigin = (): Problem =>
  problem(403, 'http.foreign_origin', 'A change must come from a page of this server (Origin or Sec-Fetch-Site).');
