import { defineConfig } from 'vitest/config';

/** They keep both cores busy by themselves: what runs beside them would be late. */
const LOADS = ['tests/load/**/*.test.ts', 'tests/faults/broker-killed.test.ts'];

// Files of one worker share their modules, as in vitest.config.ts.
const common = { testTimeout: 180_000, hookTimeout: 240_000, isolate: false, sequence: { concurrent: false } };

// Across apps, against the real stack as `npm start` runs it, each file in a world of its own. Most of them wait more
// than they compute: three at a time keep two cores busy, and then the loads alone.
export default defineConfig({
  test: {
    projects: [
      {
        test: {
          ...common,
          name: 'journeys',
          include: ['tests/**/*.test.ts'],
          exclude: LOADS,
          maxWorkers: 3,
          sequence: { ...common.sequence, groupOrder: 0 },
        },
      },
      {
        test: {
          ...common,
          name: 'loads',
          include: LOADS,
          maxWorkers: 1,
          fileParallelism: false,
          sequence: { ...common.sequence, groupOrder: 1 },
        },
      },
    ],
  },
});
