import { connect as connectSocket, createServer, type Socket } from 'node:net';
import { parseUrl } from '#platform/db/connection.ts';

/** Stands between a pool and PostgreSQL, to play a database that goes away, hangs or comes back. */
export type FaultyProxy = {
  /** The same database through the proxy. */
  readonly url: string;
  /** Ends all connections and accepts none until `comeBack`. */
  goAway(): void;
  comeBack(): void;
  /** Ends all connections, and accepts new ones. */
  cut(): void;
  /** Lets nothing through any more, in either direction, without ending a connection. */
  hang(): void;
  close(): Promise<void>;
};

/** Starts a proxy on the loopback interface in front of the database of `url`. */
export const startFaultyProxy = async (url: string): Promise<FaultyProxy> => {
  const target = parseUrl(url);
  const host = target.searchParams.get('host') ?? (decodeURIComponent(target.hostname) || 'localhost');
  const port = Number(target.port || 5432);
  const sockets = new Set<Socket>();
  let away = false;
  let hanging = false;
  const server = createServer((near) => {
    const far = host.startsWith('/') ? connectSocket(`${host}/.s.PGSQL.${port}`) : connectSocket(port, host);
    join(near, far);
    join(far, near);
  });
  const join = (from: Socket, to: Socket): void => {
    sockets.add(from);
    if (away) from.destroy();
    from.on('data', (bytes) => hanging || to.write(bytes));
    from.on('error', () => undefined);
    from.on('close', () => {
      sockets.delete(from);
      to.destroy();
    });
  };
  const cut = (): void => {
    for (const socket of sockets) socket.destroy();
  };
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port: own } = server.address() as { port: number };
  target.searchParams.delete('host');
  target.hostname = '127.0.0.1';
  target.port = String(own);
  return {
    url: target.toString(),
    goAway: () => {
      away = true;
      cut();
    },
    comeBack: () => {
      away = false;
      hanging = false;
    },
    cut,
    hang: () => {
      hanging = true;
    },
    close: () => {
      cut();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
};
