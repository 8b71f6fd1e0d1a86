#!/usr/bin/env node
// npm test [-- ARGUMENTS OF VITEST]: everything that needs no network, from a bare clone.
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { ensureChromium } from './chromium.mjs';
import { ensureInstalled } from './install.mjs';
import { run } from './processes.mjs';
import { ensureWeb } from './web.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));

/**
 * Whether this call reaches the browser journeys: no project or theirs, no file or one of theirs.
 * @param {readonly string[]} args
 */
const wantsBrowser = (args) => {
  const projects = args.flatMap((arg, at) =>
    arg === '--project' ? [args[at + 1] ?? ''] : arg.startsWith('--project=') ? [arg.slice('--project='.length)] : [],
  );
  const files = args.filter((arg, at) => !arg.startsWith('-') && args[at - 1] !== '--project');
  return (
    (projects.length === 0 || projects.includes('e2e')) &&
    (files.length === 0 || files.some((file) => /e2e/.test(file)))
  );
};

/** @typedef {{ status: string; assertionResults: { status: string }[] }} TestFile */

/**
 * Counts the tests of a report; a file that could not even be loaded counts as one that failed.
 * @param {string} report path of vitest's JSON report
 */
const count = (report) => {
  /** @type {{ testResults: TestFile[] }} */
  const { testResults } = JSON.parse(readFileSync(report, 'utf8'));
  const tests = testResults.flatMap((file) => file.assertionResults.map((test) => test.status));
  const failed = tests.filter((status) => status === 'failed').length;
  const broken = testResults.filter(
    (file) => file.status === 'failed' && !file.assertionResults.some((test) => test.status === 'failed'),
  ).length;
  const passed = tests.filter((status) => status === 'passed').length;
  return { passed, failed: failed + broken, skipped: tests.length - passed - failed };
};

/** @param {string} node @param {readonly string[]} args @param {NodeJS.ProcessEnv} env */
const runVitest = async (node, args, env) => {
  const folder = mkdtempSync(join(tmpdir(), 'madang-test-'));
  const report = join(folder, 'report.json');
  try {
    const vitest = join(root, 'node_modules', '.bin', 'vitest');
    const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
    const result = await run(node, [vitest, 'run', ...reporters, ...args], { cwd: root, env, show: true });
    const counts = existsSync(report) ? count(report) : { passed: 0, failed: 0, skipped: 0 };
    // Vitest also fails on an error outside of any test: it must not vanish from the total.
    const outside = result.code !== 0 && counts.failed === 0 ? 1 : 0;
    return { ...counts, failed: counts.failed + outside };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};

const main = async () => {
  const args = process.argv.slice(2);
  const node = await ensureInstalled();
  const browser = wantsBrowser(args);
  if (browser && !(await ensureWeb(node))) {
    return 1;
  }
  const chromium = browser ? await ensureChromium() : undefined;
  const withoutBrowser = browser && !chromium;
  const env = {
    ...process.env,
    MADANG_TEST_SEED: process.env.MADANG_TEST_SEED ?? '20261101',
    PATH: `${dirname(node)}${delimiter}${process.env.PATH ?? ''}`,
    ...(chromium ? { MADANG_CHROMIUM: chromium } : {}),
  };
  console.log(`seed ${env.MADANG_TEST_SEED} (MADANG_TEST_SEED=… draws other cases)`);
  const counts = await runVitest(node, withoutBrowser ? [...args, '--project=!e2e'] : args, env);
  if (withoutBrowser) {
    console.error('The browser journeys did not run: there is no Chromium. That counts as a failure.');
  }
  const failed = counts.failed + (withoutBrowser ? 1 : 0);
  console.log(`${counts.passed} passed, ${failed} failed, ${counts.skipped} skipped`);
  return failed === 0 && counts.passed > 0 ? 0 : 1;
};

process.exitCode = await main();
