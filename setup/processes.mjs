import { spawn } from 'node:child_process';
import process from 'node:process';

/** Groups of processes that run for us; whoever ends us ends them. @type {Set<number>} */
const groups = new Set();
let interrupted = 0;

/** @param {number} group @param {NodeJS.Signals} signal */
const signalGroup = (group, signal) => {
  try {
    process.kill(-group, signal);
  } catch {
    // The group has ended by itself in the meantime.
  }
};

const codes = /** @type {const} */ ({ SIGINT: 130, SIGTERM: 143, SIGHUP: 129 });

/** @param {keyof typeof codes} signal */
const passOn = (signal) => {
  interrupted = codes[signal];
  for (const group of groups) {
    signalGroup(group, signal);
  }
};

/** Signals are ours only while something runs for us: at any other time they mean what they mean to whoever imports this. */
const listen = () => {
  for (const signal of /** @type {(keyof typeof codes)[]} */ (Object.keys(codes))) {
    process.off(signal, passOn);
    if (groups.size > 0) {
      process.on(signal, passOn);
    }
  }
};

/**
 * Runs a command in a process group of its own and waits for it. When it has ended, whatever it left behind in its
 * group is ended too; when we are interrupted meanwhile, it is told, and we end after it.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {{ cwd?: string; env?: NodeJS.ProcessEnv; show?: boolean }} [options] show: straight to our terminal
 * @returns {Promise<{ code: number; output: string; seconds: number }>} code 127 when there is no such command
 */
export const run = (command, args, options = {}) =>
  new Promise((resolve) => {
    const began = performance.now();
    const child = spawn(command, args, {
      cwd: options.cwd,
      env: options.env ?? process.env,
      detached: true,
      stdio: ['ignore', options.show ? 'inherit' : 'pipe', options.show ? 'inherit' : 'pipe'],
    });
    const group = child.pid;
    let output = '';
    /** @param {Buffer} text */
    const keep = (text) => {
      output += text;
    };
    child.stdout?.on('data', keep);
    child.stderr?.on('data', keep);
    /** @param {number} code */
    const end = (code) => {
      if (group !== undefined) {
        groups.delete(group);
        listen();
        signalGroup(group, 'SIGTERM');
      }
      if (interrupted > 0) {
        process.exit(interrupted);
      }
      resolve({ code, output, seconds: (performance.now() - began) / 1000 });
    };
    if (group !== undefined) {
      groups.add(group);
      listen();
    }
    child.on('error', (error) => {
      output += error.message;
      end(127);
    });
    child.on('close', (code) => end(code ?? 1));
  });
