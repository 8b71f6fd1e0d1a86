import { dirname } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { missSomething } from './missed.ts';
import { ensureSchemathesis, type Outcome, type Pass, runPass } from './schemathesis.ts';
import { isSignedIn, type Server, signIn, startServer } from './server.ts';

// npm run test:peers: other people's programs against ours. schemathesis sends at least 10,000 generated requests, well
// and badly formed, as a CUSTOMER, as an ADMIN and as nobody. No 5xx, no leak, no crash, answers as documented.

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const enough = 10_000;
const longest = 8 * 60_000;
const seed = Number(process.env.MADANG_TEST_SEED ?? 20261101);

/** What a user of ILSHIN must never read. */
const foreign = ['SEOUL_LIB', '서울도서관', '@lib.demo', 'PHARM_0', '@pharm0'];
/** Operations that may end a session that another pass still needs: one's own, or a colleague's. They have a pass of their own. */
const endsSessions = [
  'DELETE /api/session',
  'DELETE /api/sessions/{id}',
  'PUT /api/account/password',
  'PUT /api/session/acting-tenant',
  'POST /api/users/{id}/disablement',
  'DELETE /api/users/{id}/sessions',
  'POST /api/users/{id}/invitation',
  'PATCH /api/users/{id}',
];

const headersOf = async (address: string, login: string): Promise<Pass['headers']> => ({
  Cookie: await signIn(address, login),
  Origin: address,
});

/** Passes of one group run side by side, the groups one after another. */
const passes = async (address: string): Promise<Pass[][]> => {
  const customer = await headersOf(address, 'kim@ilshin.demo');
  const admin = await headersOf(address, 'admin@ilshin.demo');
  const usual = { leaveOut: endsSessions, foreign, seed, seconds: 120 };
  const stream = (name: string, lastEventId: string): Pass => ({
    name: `ADMIN, ${name}`,
    headers: { ...admin, 'Last-Event-ID': lastEventId },
    only: ['GET /api/events'],
    foreign,
    seed,
    seconds: 10,
  });
  const last = { only: endsSessions, foreign, seed, seconds: 15 };
  return [
    [
      { ...usual, name: 'CUSTOMER', headers: customer },
      { ...usual, name: 'ADMIN', headers: admin },
      stream('a stream that missed something', await missSomething(address, admin)),
      stream('a stream that cannot be resumed', 'never sent'),
    ],
    [
      { name: 'nobody', headers: {}, foreign, seed, seconds: 30 },
      { ...last, name: 'ADMIN, what ends sessions', headers: await headersOf(address, 'admin@ilshin.demo') },
    ],
  ];
};

type Total = { passed: number; failed: number; requests: number };

const add = (total: Total, name: string, outcome: Outcome): void => {
  const operations = new Set(outcome.broken.map((line) => line.split(': ')[0]));
  total.passed += Math.max(0, outcome.operations - operations.size);
  total.failed += operations.size;
  total.requests += outcome.requests;
  console.log(`${name}: ${outcome.requests} requests to ${outcome.operations} operations, ${operations.size} broken`);
  for (const line of outcome.broken) {
    console.log(`  ${line}`);
  }
};

/** One more test each: that something hostile and anonymous did not end it, and that a pass was not hollow. */
const expectThat = (total: Total, holds: boolean, sentence: string): void => {
  total[holds ? 'passed' : 'failed'] += 1;
  console.log(`${holds ? 'ok  ' : 'FAIL'} ${sentence}`);
};

const runGroup = async (bin: string, server: Server, total: Total, group: readonly Pass[]): Promise<void> => {
  const outcomes = await Promise.all(group.map((pass) => runPass(bin, root, server.address, pass)));
  for (const [at, outcome] of outcomes.entries()) {
    add(total, group[at]?.name ?? '', outcome);
  }
};

const attack = async (bin: string, server: Server, total: Total): Promise<void> => {
  const began = performance.now();
  const [signedIn = [], others = []] = await passes(server.address);
  for (let round = 0; total.requests < enough && performance.now() - began < longest; round += 1) {
    await runGroup(
      bin,
      server,
      total,
      signedIn.map((pass) => ({ ...pass, seed: seed + round })),
    );
  }
  for (const { name, headers } of signedIn) {
    expectThat(total, await isSignedIn(server.address, headers.Cookie ?? ''), `${name} was signed in to the end`);
  }
  await runGroup(bin, server, total, others);
  expectThat(total, total.requests >= enough, `${total.requests} requests were sent, at least ${enough} are wanted`);
};

const main = async (): Promise<number> => {
  const bin = ensureSchemathesis(root);
  const server = await startServer(root);
  const total: Total = { passed: 0, failed: 0, requests: 0 };
  try {
    await attack(bin, server, total);
    const ready = await fetch(`${server.address}/readyz`).then(
      (answer) => answer.status === 200,
      () => false,
    );
    expectThat(total, server.isRunning() && ready, 'the server still runs and is ready');
  } catch (error) {
    expectThat(total, false, String(error));
    console.log(server.log().slice(-4000));
  } finally {
    await server.stop();
  }
  console.log(`${total.passed} passed, ${total.failed} failed, 0 skipped`);
  return total.failed === 0 ? 0 : 1;
};

process.exitCode = await main();
