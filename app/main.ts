import process from 'node:process';
import { StartRefused } from '#platform/db/embedded/start-refused.ts';
import { Problem } from '#platform/http/problem.ts';
import { type Command, CommandFailed, WrongUsage } from './command.ts';
import { keepCompiled } from './compiled.ts';
import { ConfigError, readConfig } from './config.ts';

type Entry = { readonly summary: string; readonly load: () => Promise<{ readonly command: Command }> };

/** Every command. Only the one that runs is loaded. */
const commands: Readonly<Record<string, Entry>> = {
  serve: { summary: 'Starts the server.', load: () => import('./commands/serve.ts') },
  setup: { summary: 'Creates the first administrator.', load: () => import('./commands/setup.ts') },
  migrate: { summary: 'Brings the database up to date.', load: () => import('./commands/migrate.ts') },
  demo: { summary: 'Makes the demo world in an empty database.', load: () => import('./commands/demo.ts') },
  tenant: { summary: 'Creates, lists and suspends tenants.', load: () => import('./commands/tenant.ts') },
  user: {
    summary: 'Creates, resets and disables users, and gives them roles.',
    load: () => import('./commands/user.ts'),
  },
  import: { summary: 'Makes tickets of the rows of a file.', load: () => import('./commands/import.ts') },
  db: { summary: 'Moves the database, or spreads it (not there yet).', load: () => import('./commands/db.ts') },
  audit: { summary: 'Proves that the audit is whole.', load: () => import('./commands/audit.ts') },
  openapi: { summary: 'Prints the OpenAPI document.', load: () => import('./commands/openapi.ts') },
};

const EXIT = { done: 0, failed: 1, usage: 2, interrupted: 130 } as const;

const help = (): string =>
  [
    'Usage: main.ts COMMAND [options]',
    '',
    ...Object.entries(commands).map(([name, { summary }]) => `  ${name.padEnd(10)}${summary}`),
    '',
    '--help after a command explains it; --json prints its result as one JSON object on stdout.',
    'Exit codes: 0 done, 1 refused or failed, 2 wrong usage, 130 interrupted.',
  ].join('\n');

/** Runs one command line; answers the exit code. */
const main = async ([name, ...args]: readonly string[]): Promise<number> => {
  if (name === undefined || name === '--help' || name === '-h' || name === 'help') {
    print(process.stdout, help());
    return name === undefined ? EXIT.usage : EXIT.done;
  }
  const entry = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (entry === undefined) return fail(`There is no command ${name}.`, 'main.ts --help', EXIT.usage);
  const { command } = await entry.load();
  if (args.includes('--help') || args.includes('-h')) {
    print(process.stdout, command.help);
    return EXIT.done;
  }
  return await runCommand(name, command, args);
};

const runCommand = async (name: string, command: Command, args: readonly string[]): Promise<number> => {
  const json = args.includes('--json');
  const signal = listenForSignals();
  const say = (text: string): void => print(json ? process.stderr : process.stdout, text);
  try {
    const given = args.filter((arg) => arg !== '--json');
    const result = await command.run(given, { config: readConfig(), say, json, signal });
    if (json) print(process.stdout, JSON.stringify(result ?? {}));
    return signal.aborted && command.endsBySignal !== true ? EXIT.interrupted : EXIT.done;
  } catch (error) {
    if (error instanceof ConfigError) return fail(error.message, null, EXIT.usage);
    if (error instanceof WrongUsage) return fail(error.message, `main.ts ${name} --help`, EXIT.usage);
    if (signal.aborted) return EXIT.interrupted;
    return fail(sentenceOf(error), null, EXIT.failed);
  }
};

/** The first signal asks to stop, the second one ends the process where it is. */
const listenForSignals = (): AbortSignal => {
  const controller = new AbortController();
  const stop = (): void => {
    if (controller.signal.aborted) process.exit(EXIT.interrupted);
    controller.abort();
  };
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(name, stop);
  // The starter (setup/start.mjs) was killed: nobody would be left to tell us. The channel itself keeps nothing running.
  process.on('disconnect', stop);
  process.channel?.unref();
  return controller.signal;
};

/** Sentences that were written for people; of anything else its message, and with MADANG_DEBUG=1 where it came from. */
const sentenceOf = (error: unknown): string => {
  const isMeant = [CommandFailed, StartRefused].some((kind) => error instanceof kind);
  const message = error instanceof Problem ? (error.detail ?? error.code) : messageOf(error);
  if (process.env.MADANG_DEBUG === '1') return stacksOf(error).join('\nbecause of ');
  if (isMeant || error instanceof Problem) return message;
  return `${message}\nThis was not expected. MADANG_DEBUG=1 shows where it happened.`;
};

const messageOf = (error: unknown): string => {
  if (!(error instanceof Error)) return String(error);
  const { code } = error as NodeJS.ErrnoException;
  return error.message || code || error.name;
};

const stacksOf = (error: unknown): string[] =>
  error instanceof Error
    ? [error.stack ?? error.message, ...(error.cause ? stacksOf(error.cause) : [])]
    : [String(error)];

const fail = (sentence: string, hint: string | null, code: number): number => {
  print(process.stderr, hint === null ? sentence : `${sentence} See: ${hint}`);
  return code;
};

const print = (to: NodeJS.WriteStream, text: string): void => {
  to.write(`${text}\n`);
};

keepCompiled();
process.exitCode = await main(process.argv.slice(2));
