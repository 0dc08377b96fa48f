import { defineConfig } from 'vitest/config';

// Across apps, against the real stack as `npm start` runs it. One world at a time: the machine is small.
export default defineConfig({
  test: {
    include: ['tests/**/*.test.ts'],
    testTimeout: 180_000,
    hookTimeout: 240_000,
    fileParallelism: false,
    sequence: { concurrent: false },
  },
});
