// A server or a command reduced to its database, as a process of its own that tests can kill.
import { openDataFolder } from '../data-folder.ts';
import { dropRoot } from '../drop-root.ts';
import { type EmbeddedServer, startEmbedded } from '../embedded.ts';

/** What it is told as JSON in its first argument. */
export type Orders = {
  readonly dataDir: string;
  readonly join?: boolean;
  /** Become this account before anything else. */
  readonly become?: number;
  readonly dropRoot?: boolean;
  /** End without stopping the database when told to stop. */
  readonly careless?: boolean;
};

/** What it says on its stdout, one JSON object a line. */
export type Report = {
  readonly url?: string;
  readonly startedByUs?: boolean;
  readonly uid?: number | undefined;
  readonly refused?: string;
};

const say = (report: Report): void => console.log(JSON.stringify(report));

const tell = (fields: object, message: string): void => console.error(message, fields);
const log = { info: tell, warn: tell, error: tell };

const main = async (orders: Orders): Promise<void> => {
  if (orders.become !== undefined) {
    process.setgroups?.([]);
    process.setgid?.(orders.become);
    process.setuid?.(orders.become);
  }
  const { dataDir, join = false } = orders;
  const server = await startEmbedded({ dataDir, log, join });
  if (orders.dropRoot) dropRoot(openDataFolder(dataDir, log), log);
  const running = setInterval(() => undefined, 1000);
  const end = (): void => {
    clearInterval(running);
    if (orders.careless) process.exit(0);
    void server.stop();
  };
  process.on('SIGINT', end);
  process.on('SIGTERM', end);
  report(server);
};

const report = ({ adminUrl, startedByUs }: EmbeddedServer): void =>
  say({ url: adminUrl, startedByUs, uid: process.getuid?.() });

main(JSON.parse(process.argv[2] ?? '{}') as Orders).catch((error: Error) => {
  say({ refused: error.message });
  process.exitCode = 1;
});
