#!/usr/bin/env node
// npm start [-- ARGUMENTS OF serve]: from a bare clone to a running server, on whatever Node >= 20 there is.
import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { dirname, join } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { ensureInstalled } from './install.mjs';
import { ensureWeb } from './web.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));

/**
 * Runs the server until it ends and resolves with its exit code.
 * @param {string} node @param {readonly string[]} args
 * @returns {Promise<number>}
 */
const serve = (node, args) =>
  new Promise((resolve) => {
    const child = spawn(node, [join(root, 'app', 'main.ts'), 'serve', ...args], {
      // A group of its own: Ctrl-C reaches us once from the terminal and once more from npm, the server once from us.
      detached: process.platform !== 'win32',
      // The channel carries nothing: the server sees it close when we are killed, and stops instead of staying behind.
      stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
    });
    /** @type {Map<string, number>} */
    const passed = new Map();
    /** @param {NodeJS.Signals} signal */
    const pass = (signal) => {
      const now = performance.now();
      if (now - (passed.get(signal) ?? Number.NEGATIVE_INFINITY) < 1000) return;
      passed.set(signal, now);
      child.kill(signal);
    };
    // A closed terminal (SIGHUP) is a polite request too: the server need not know that there was one.
    for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) {
      // While installing and building they ended us; from here on they are the server's, and we end after it.
      process.removeAllListeners(signal);
      process.on(signal, () => pass(signal === 'SIGHUP' ? 'SIGTERM' : signal));
    }
    child.on('error', (error) => {
      console.error(`The server could not be started: ${error.message}`);
      resolve(1);
    });
    child.on('exit', (code, signal) => resolve(code ?? 128 + constants.signals[signal ?? 'SIGTERM']));
  });

const main = async () => {
  const node = await ensureInstalled({ development: false });
  if (!(await ensureWeb(node))) return process.exitCode || 1;
  return process.exitCode || serve(node, process.argv.slice(2));
};

process.exit(await main());
