import { defineConfig } from 'vitest/config';

// Unit and database tests, beside the code. Journeys across apps have their own config in tests/.
export default defineConfig({
  test: {
    include: [
      'apps/*/src/**/*.test.ts',
      'apps/*/src/**/*.test.tsx',
      'packages/*/src/**/*.test.ts',
      'scripts/**/*.test.ts',
    ],
    globalSetup: ['./scripts/vitest-postgres.mjs'],
    // No test waits that long; a busy machine may.
    testTimeout: 120_000,
    hookTimeout: 120_000,
    maxWorkers: 2,
    // Files of one worker share their modules: loading them anew for each file took half of the time. No test may
    // change what others see, such as the environment, globals or the state of a module.
    isolate: false,
  },
});
