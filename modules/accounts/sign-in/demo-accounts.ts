import { isIP } from 'node:net';
import type { Config } from '#platform/config.ts';

/** Demo accounts share a password that stands on a terminal: they open this machine only, or what was meant to be open. */
export const isDemoOpen = (config: Pick<Config, 'host' | 'demoPassword'>): boolean =>
  config.demoPassword !== null || isLoopback(config.host);

const isLoopback = (host: string): boolean => {
  const name = host.replace(/^\[|\]$/g, '');
  if (isIP(name) === 4) return name.startsWith('127.');
  return name === '::1' || name === 'localhost';
};
