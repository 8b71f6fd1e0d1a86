import process from 'node:process';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Callers, startCalling } from './callers.ts';
import { type Desk, openDesk } from './desk.ts';
import { prepareServer, type ServerProcess } from './server-process.ts';

// kill -9 of the server and of its PostgreSQL in turn, while people open tickets: nothing acknowledged is lost, nothing
// is done twice, and no number is missing. MADANG_KILLS=20 is the long form.

const kills = Number(process.env.MADANG_KILLS ?? 4);

let server: ServerProcess;
let desk: Desk;
beforeAll(async () => {
  server = await prepareServer();
  await server.start();
  desk = await openDesk(server);
}, 240_000);
afterAll(() => server?.stop(), 60_000);

/** Lets so many more tickets be acknowledged. */
const progress = async ({ acknowledged }: Callers, more: number): Promise<void> => {
  const from = acknowledged.length;
  for (let patience = 1200; acknowledged.length < from + more; patience -= 1) {
    if (patience === 0 || !server.isRunning()) throw new Error(`Nothing goes on:\n${server.log()}`);
    await sleep(50);
  }
};

it(
  `${kills} kills under load lose nothing and do nothing twice`,
  async () => {
    const callers = startCalling({ address: server.address, cookie: desk.cookie, callers: 16, careless: 5 });
    for (let times = 0; times < kills; times += 1) {
      await progress(callers, 100);
      await sleep(Math.random() * 300);
      if (times % 2 === 0) {
        await server.kill();
        await server.start();
      } else await server.killPostgres();
    }
    await progress(callers, 100);
    await callers.finish();
    await desk.expectWhole(callers, `kills ${kills}`);
    expect((await desk.get('/readyz')).status).toBe(200);
  },
  60_000 + kills * 30_000,
);
