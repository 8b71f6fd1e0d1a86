import { once } from 'node:events';
import process from 'node:process';
import { defineCommand, WrongUsage } from '#app/command.ts';
import { giveBackMemory } from '#app/memory.ts';
import { type Role, type Server, startServer } from '#app/server.ts';
import { ensureDemoWorld } from '#modules/demo/api.ts';
import type { Config } from '#platform/config.ts';
import type { Kernel } from '#platform/kernel.ts';
import { createLog, type Logger } from '#platform/log/log.ts';

type Say = (text: string) => void;

const ROLES: readonly string[] = ['web', 'worker', 'all'];
const DEMO_ACCOUNTS = ['admin@hanbit.demo', 'engineer@hanbit.demo', 'admin@ilshin.demo', 'kim@ilshin.demo'] as const;

export const command = defineCommand({
  help: `Usage: main.ts serve [--role web|worker|all] [--no-demo]

Starts the server and stays until Ctrl-C or SIGTERM.

  --role web      only answers requests
  --role worker   only does background work
  --role all      both (the default)
  --no-demo       does not make the demo world in an empty database

Environment: PORT, HOST, MADANG_URL, MADANG_TRUSTED_PROXIES, MADANG_DATA, DATABASE_URL, MADANG_MASTER_KEY,
MADANG_MASTER_KEY_FILE, MADANG_DEMO_PASSWORD, MADANG_METRICS_TOKEN.`,
  options: {
    role: { type: 'string', default: 'all' },
    'no-demo': { type: 'boolean', default: false },
  },
  endsBySignal: true,
  run: async ({ values }, { config, say, signal }) => {
    if (!ROLES.includes(values.role)) throw new WrongUsage(`--role is one of ${ROLES.join(', ')}, not ${values.role}.`);
    const log = createLog({ to: 1 });
    process.on('uncaughtExceptionMonitor', (error) => log.fatal({ err: error }, 'The server failed'));
    const server = await startServer(config, log, values.role as Role);
    const isAborted = signal.aborted ? Promise.resolve() : once(signal, 'abort').then(() => undefined);
    const wantsDemo = !values['no-demo'] && !config.production && values.role !== 'worker';
    const demo = wantsDemo ? welcome(server.kernel, say) : Promise.resolve();
    try {
      await Promise.race([isAborted, demo.then(() => tellReady(server, say))]);
      tellHowToOpen(config, log);
      giveBackMemory();
      await isAborted;
      say('Madang is stopping: requests and jobs are finished first. Once more Ctrl-C ends it at once.');
    } finally {
      await server.stop();
    }
    return undefined;
  },
});

const tellReady = (server: Server, say: Say): void => {
  server.ready();
  say(server.address === null ? 'Madang works in the background.' : `Madang is at ${server.address}`);
};

/** Makes the demo world where the database is empty, and says who may look at it. A password is for a terminal only. */
const welcome = async (kernel: Kernel, say: Say): Promise<void> => {
  const given = kernel.config.demoPassword;
  const world = await ensureDemoWorld(kernel, given, (done, total) => {
    if (done % 250 === 0 || done === total) say(`The demo world is being made: ${done} of ${total} tickets`);
  });
  if (world.state === 'absent' || world.state === 'over') return;
  say(`Demo accounts: ${DEMO_ACCOUNTS.join(', ')}`);
  const isNew = given === null && world.password !== null && process.stdout.isTTY;
  if (given !== null) say('Their password is what MADANG_DEMO_PASSWORD says.');
  else say(isNew ? `Their password: ${world.password}` : 'main.ts demo --password gives them a new password.');
};

const tellHowToOpen = ({ host, publicUrl }: Config, log: Logger): void => {
  if (publicUrl !== null) return;
  const isLoopback = host === 'localhost' || host === '::1' || host.startsWith('127.');
  const how = 'HOST=0.0.0.0 and MADANG_URL=https://its.name open the server to a network';
  if (isLoopback) log.info({ host }, `Only this machine can reach it: ${how}`);
  else log.warn({ host }, `It listens to a network but answers only to loopback names: ${how}`);
};
