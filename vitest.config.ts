import process from 'node:process';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    // Once for the whole run: the database server and the template that every test file clones. Whoever works on pure
    // code may say MADANG_TEST_DATABASE=none and wait for neither.
    globalSetup: process.env.MADANG_TEST_DATABASE === 'none' ? [] : ['platform/testing/global-setup.ts'],
    setupFiles: ['tests/seed.ts'],
    // A machine of two processors is the usual one; PostgreSQL and the browser want a share of them.
    maxWorkers: 2,
    testTimeout: 30_000,
    hookTimeout: 120_000,
    teardownTimeout: 30_000,
    projects: [
      { test: { name: 'integration', include: ['{app,platform,modules,setup,bench}/**/*.test.{ts,tsx}'] } },
      { test: { name: 'architecture', include: ['tests/architecture/**/*.test.ts'], testTimeout: 120_000 } },
      { test: { name: 'attack', include: ['tests/attack/**/*.test.ts'], testTimeout: 300_000 } },
      // Servers that are killed, and databases that go away: one after another, and only when nobody else is hurt by it.
      {
        test: {
          name: 'faults',
          include: ['tests/faults/**/*.test.ts'],
          testTimeout: 120_000,
          fileParallelism: false,
          sequence: { groupOrder: 1 },
        },
      },
      // Journeys measure what a person waits for: one after another, and after everything else.
      {
        test: {
          name: 'e2e',
          include: ['tests/e2e/**/*.test.ts'],
          testTimeout: 120_000,
          // A page that is loaded anew beside other work takes more than the second that a poll waits by itself.
          expect: { poll: { timeout: 20_000 } },
          fileParallelism: false,
          sequence: { groupOrder: 2 },
        },
      },
    ],
  },
});
