#!/usr/bin/env node
// npm run check [-- NAME...]: formatting, lint, types, boundaries, unused code, budgets, SQL rules and wording.
import { dirname } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { checks, commandOf } from './checks.mjs';
import { ensureInstalled } from './install.mjs';
import { run } from './processes.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));

/** @param {import('./checks.mjs').Check} check @param {string} node */
const runCheck = async (check, node) => {
  const { code, output, seconds } = await run(node, commandOf(check, root), { cwd: root });
  console.log(`${code === 0 ? 'ok  ' : 'FAIL'} ${check.name} (${check.about}), ${seconds.toFixed(1)} s`);
  if (code !== 0) {
    console.log(output.trimEnd());
  } else if (check.speaks) {
    console.log(`     ${output.trimEnd().split('\n').at(-1)}`);
  }
  return code === 0;
};

const main = async () => {
  const began = performance.now();
  const chosen = process.argv.slice(2);
  const unknown = chosen.filter((name) => !checks.some((check) => check.name === name));
  if (unknown.length > 0) {
    const names = checks.map(({ name }) => name).join(', ');
    console.error(`There is no check named ${unknown.join(', ')}; there are ${names}.`);
    return 2;
  }
  const node = await ensureInstalled();
  const wanted = checks.filter((check) => chosen.length === 0 || chosen.includes(check.name));
  const outcomes = await Promise.all(wanted.map((check) => runCheck(check, node)));
  const failed = outcomes.filter((passed) => !passed).length;
  console.log(`checked in ${((performance.now() - began) / 1000).toFixed(1)} s`);
  console.log(`${outcomes.length - failed} passed, ${failed} failed, 0 skipped`);
  return failed === 0 ? 0 : 1;
};

process.exitCode = await main();
