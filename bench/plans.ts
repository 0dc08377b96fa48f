/** What can be measured by itself. */
export const PARTS = ['requests', 'streams', 'held', 'nodes'] as const;
export type Part = (typeof PARTS)[number];

/** How much is measured. */
export interface Plan {
  /** After this no further measure is begun, counted from the start of all. */
  budgetMs: number;
  /** What is measured by then is told, and everything stopped. */
  limitMs: number;
  rounds: number;
  providerNodes: number;
  requests: { together: number; warmRequests: number; warmMs: number; windowMs: number };
  /** `timed`: streams beside them whose tokens are timed; they begin again and again. */
  streams: { streams: number; timed: number; spreadMs: number; cpuWindowMs: number; delayWindowMs: number };
  /** Tried from the middle one, upwards while it is held, downwards until it is. */
  held: { below: readonly number[]; first: number; above: readonly number[]; windowMs: number };
  idleNodes: { first: number; more: number };
}

const SECOND = 1_000;

/** Cold: five minutes leave no time for programs to reach their full speed, and the larger one suffers more from it. */
export const QUICK: Plan = {
  budgetMs: 215 * SECOND,
  limitMs: 255 * SECOND,
  rounds: 3,
  providerNodes: 1,
  requests: { together: 32, warmRequests: 1_500, warmMs: 8 * SECOND, windowMs: 2 * SECOND },
  streams: { streams: 100, timed: 10, spreadMs: SECOND, cpuWindowMs: 3 * SECOND, delayWindowMs: 3 * SECOND },
  held: { below: [500], first: 1_000, above: [], windowMs: 2.5 * SECOND },
  idleNodes: { first: 60, more: 120 },
};

/** Warm: a server runs for weeks, and Node's compiler has seen enough of a request only after some thousand of them. */
export const FULL: Plan = {
  budgetMs: 30 * 60 * SECOND,
  limitMs: 35 * 60 * SECOND,
  rounds: 3,
  providerNodes: 2,
  requests: { together: 32, warmRequests: 6_000, warmMs: 60 * SECOND, windowMs: 5 * SECOND },
  streams: { streams: 150, timed: 15, spreadMs: 2 * SECOND, cpuWindowMs: 8 * SECOND, delayWindowMs: 8 * SECOND },
  held: { below: [500, 250], first: 1_000, above: [1_500, 2_000], windowMs: 8 * SECOND },
  idleNodes: { first: 200, more: 800 },
};
