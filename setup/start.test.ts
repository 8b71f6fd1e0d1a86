import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import * as fs from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';

const setup = dirname(fileURLToPath(import.meta.url));
let tree: string;
let children: ChildProcess[];

const write = (path: string, text: string): void => {
  fs.mkdirSync(dirname(join(tree, path)), { recursive: true });
  fs.writeFileSync(join(tree, path), text);
};

/** Says what it was given, stays until it is told to stop, and ends with a code of its own. */
const server = `
import { writeFileSync } from 'node:fs';
let signals = 0;
const stop = (how) => { signals += 1; setTimeout(() => { console.log(how, signals); process.exit(7); }, 300); };
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => stop(signal));
process.on('disconnect', () => { writeFileSync('disconnected', ''); process.exit(9); });
setInterval(() => {}, 1000);
console.log('up', process.pid, process.argv.slice(2).join(' '));
`;

/** As an npm that installs the pinned Node, and counts how often it had to. */
const npm = `
const { mkdirSync, symlinkSync, appendFileSync } = require('node:fs');
appendFileSync('npm-calls', process.argv.slice(2).join(' ') + '\\n');
mkdirSync('node_modules/node/bin', { recursive: true });
symlinkSync(${JSON.stringify(process.execPath)}, 'node_modules/node/bin/node');
`;

const vite = `
import { appendFileSync, mkdirSync, writeFileSync } from 'node:fs';
mkdirSync('dist/web', { recursive: true });
writeFileSync('dist/web/index.html', 'built');
appendFileSync('builds', 'x');
`;

beforeEach(() => {
  children = [];
  tree = fs.mkdtempSync(join(fs.realpathSync(tmpdir()), 'tree-'));
  fs.chmodSync(tree, 0o755);
  for (const name of ['start.mjs', 'install.mjs', 'web.mjs', 'processes.mjs']) {
    write(`setup/${name}`, fs.readFileSync(join(setup, name), 'utf8'));
  }
  write('package.json', '{ "type": "module" }');
  write('package-lock.json', '{ "packages": { "": {} } }');
  write('app/main.ts', server);
  write('npm/package.json', '{ "type": "commonjs" }');
  write('npm/npm-cli.js', npm);
});

afterEach(() => {
  for (const child of children) child.kill('SIGKILL');
  fs.rmSync(tree, { recursive: true, force: true });
});

type Run = { readonly child: ChildProcess; readonly said: () => string; readonly ended: Promise<number | null> };

const start = (...args: string[]): Run => {
  const child = spawn(process.execPath, [join(tree, 'setup', 'start.mjs'), ...args], {
    cwd: tree,
    env: { ...process.env, npm_execpath: join(tree, 'npm', 'npm-cli.js') },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  children.push(child);
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (text) => (said += text));
  return { child, said: () => said, ended: once(child, 'close').then(([code]) => code as number | null) };
};

const serverOf = async ({ child, said }: Run): Promise<number> => {
  for (let waited = 0; waited < 1000 && child.exitCode === null; waited += 1) {
    const pid = /up (\d+)/.exec(said())?.[1];
    if (pid) return Number(pid);
    await sleep(20);
  }
  throw new Error(`The server did not start: ${said()}`);
};

const isRunning = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
};

describe('npm start', () => {
  test('installs once, then starts the server at once with the arguments that were given', async () => {
    for (const round of ['first', 'second']) {
      const run = start('--no-demo', round);
      await serverOf(run);
      expect(run.said()).toContain(`serve --no-demo ${round}`);
      expect(run.said().includes('Installing packages')).toBe(round === 'first');
      run.child.kill('SIGTERM');
      await run.ended;
    }
    expect(fs.readFileSync(join(tree, 'npm-calls'), 'utf8')).toMatch(/^install --no-save .*\n$/);
  });

  test('installs again after the lock file has changed', async () => {
    for (const packages of ['{}', '{ "node_modules/other": { "version": "1.0.0" } }']) {
      write('package-lock.json', `{ "packages": ${packages} }`);
      fs.rmSync(join(tree, 'node_modules', 'node'), { recursive: true, force: true });
      const run = start();
      await serverOf(run);
      run.child.kill('SIGTERM');
      await run.ended;
    }
    expect(fs.readFileSync(join(tree, 'npm-calls'), 'utf8').trim().split('\n')).toHaveLength(2);
  });

  test('tells the server once to stop however many signals come, and ends with its code', async () => {
    const run = start();
    await serverOf(run);
    for (let times = 0; times < 3; times += 1) run.child.kill('SIGINT');
    expect(await run.ended).toBe(7);
    expect(run.said()).toContain('SIGINT 1');
  });

  test('does not leave the server behind when it is killed itself', async () => {
    const run = start();
    const pid = await serverOf(run);
    run.child.kill('SIGKILL');
    await run.ended;
    for (let waited = 0; waited < 250 && isRunning(pid); waited += 1) await sleep(20);
    expect(isRunning(pid)).toBe(false);
    expect(fs.existsSync(join(tree, 'disconnected'))).toBe(true);
  });

  test('says why when packages cannot be installed', async () => {
    write('npm/npm-cli.js', 'console.error("no network"); process.exit(1);');
    const run = start();
    expect(await run.ended).toBe(1);
    expect(run.said()).toMatch(/no network\nThe packages could not be installed \(npm ended with 1\)/);
  });

  test('builds the web app when it is missing or its sources have changed, and not otherwise', async () => {
    write('index.html', '<div id="root"></div>');
    write('node_modules/vite/bin/vite.js', vite);
    write('node_modules/vite/package.json', '{ "type": "module" }');
    const builds = async (): Promise<number> => {
      const run = start();
      await serverOf(run);
      run.child.kill('SIGTERM');
      await run.ended;
      return fs.readFileSync(join(tree, 'builds'), 'utf8').length;
    };
    expect([await builds(), await builds()]).toEqual([1, 1]);
    write('modules/tickets/queries.ts', 'export const server = 1;');
    write('modules/tickets/web/List.test.tsx', 'a test');
    expect(await builds()).toBe(1);
    write('modules/tickets/web/List.tsx', 'export const page = 1;');
    expect(await builds()).toBe(2);
    write('modules/tickets/contract.ts', 'export type Ticket = {};');
    expect(await builds()).toBe(3);
    fs.rmSync(join(tree, 'dist'), { recursive: true });
    expect(await builds()).toBe(4);
  });

  test('does not start a server whose web app cannot be built', async () => {
    write('index.html', '');
    write('node_modules/vite/bin/vite.js', 'console.error("bad import"); process.exit(1);');
    const run = start();
    expect(await run.ended).toBe(1);
    expect(run.said()).toContain('bad import\nThe web app could not be built.');
    expect(run.said()).not.toContain('up ');
  });
});
