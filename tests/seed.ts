import process from 'node:process';
import fc from 'fast-check';

/**
 * Property tests draw the same cases in every run, so that a red run can be repeated. Another walk through the cases:
 * `MADANG_TEST_SEED=<integer> npm test`; the seed is printed by npm test and with each counterexample.
 */
fc.configureGlobal({ seed: Number(process.env.MADANG_TEST_SEED ?? 20261101) });
