import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { defineConfig } from 'vitest/config';

// Rollcall is started some forty times: what Node has compiled once is read.
process.env.NODE_COMPILE_CACHE ??= join(tmpdir(), `rollcall-compiled-${process.getuid?.() ?? 0}`);

export default defineConfig({
  test: {
    globalSetup: './server/testing/global-setup.ts',
    setupFiles: ['./server/testing/no-console-errors.ts', './server/testing/one-window.ts'],
    projects: [
      {
        extends: true,
        test: {
          name: 'server',
          include: ['contract/**/*.test.ts', 'server/**/*.test.ts', 'scripts/**/*.test.ts', 'web/**/*.test.ts'],
        },
      },
      {
        extends: true,
        test: {
          name: 'e2e',
          include: ['e2e/**/*.test.ts'],
          testTimeout: 90_000,
          hookTimeout: 90_000,
          expect: { poll: { timeout: 15_000 } }, // as long as Playwright waits for what is not there yet
        },
      },
    ],
    pool: 'forks',
    isolate: false,
    maxWorkers: 3, // on the two cores of CI: a file waits for a third of its time, so that two leave a core idle
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
});
