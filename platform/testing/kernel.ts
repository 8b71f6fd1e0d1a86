import type { Config } from '#platform/config.ts';
import type { Database } from '#platform/db/pool.ts';
import type { Kernel } from '#platform/kernel.ts';
import { silentLog } from '#platform/log/log.ts';
import { makeKernel } from '#platform/make-kernel.ts';
import type { Module } from '#platform/module.ts';
import { testMasterKey } from './database.ts';

/** The configuration of tests: on http://localhost:4000, without a web app. */
const testConfig: Config = {
  host: '127.0.0.1',
  port: 4000,
  publicUrl: null,
  trustedProxies: [],
  databaseUrl: null,
  dataDir: '/nonexistent',
  demoPassword: null,
  metricsToken: null,
  production: false,
  webDir: '/nonexistent',
  version: '0.0.0',
};

/** A kernel over a test database, all of it real. */
export const makeTestKernel = (
  database: Database,
  modules: readonly Module[],
  changes: { readonly config?: Partial<Config>; readonly clock?: () => Date } = {},
): { readonly kernel: Kernel; readonly close: () => Promise<void> } =>
  makeKernel({
    config: { ...testConfig, ...changes.config },
    log: silentLog(),
    database,
    masterKey: Buffer.from(testMasterKey),
    modules,
    ...(changes.clock === undefined ? {} : { clock: changes.clock }),
  });
