import * as z from 'zod';
import type { BatchLimits } from '../modules/batches/index.ts';
import { whole } from './values.ts';

/** How much may be asked at once, and how long anybody waits. */
export interface LimitsConfig {
  batches: BatchLimits;
  /** How much one buyer and one key may ask, and how long and far requests queue for a slot. */
  admission: {
    buyerInFlight: number;
    keyInFlight: number;
    buyerPerMinute: number;
    keyPerMinute: number;
    patienceMs: number;
    waitingPerSlot: number;
  };
  /**
   * How long a machine may be silent before another is asked: until its first frame, and between two; and how long half
   * an answer waits for one that can go on.
   */
  relay: { firstTokenMs: number; idleMs: number; takeOverMs: number };
}

const MEGABYTE = 1024 ** 2;

export const limitsVariables = z.object({
  BATCH_FILE_MAX_MB: whole(1, 1_024).default(32),
  BATCH_MAX_LINES: whole(1, 1_000_000).default(50_000),
  BATCH_STORED_MAX_MB: whole(1, 1_000_000).default(1_024),
  BATCH_LINES_AT_ONCE: whole(1, 1_024).default(16),
  LIMIT_BUYER_IN_FLIGHT: whole(1, 1_000_000).default(256),
  LIMIT_KEY_IN_FLIGHT: whole(1, 1_000_000).default(128),
  LIMIT_BUYER_PER_MINUTE: whole(1, 100_000_000).default(6_000),
  LIMIT_KEY_PER_MINUTE: whole(1, 100_000_000).default(3_000),
  QUEUE_SECONDS: whole(1, 50).default(10),
  QUEUE_PER_SLOT: whole(1, 1_000).default(16),
  RELAY_FIRST_TOKEN_MS: whole(100, 300_000).default(30_000),
  RELAY_IDLE_MS: whole(100, 300_000).default(20_000),
  RELAY_TAKE_OVER_MS: whole(0, 300_000).default(10_000),
});

export const toLimitsConfig = (env: z.output<typeof limitsVariables>): LimitsConfig => ({
  batches: {
    maxFileBytes: env.BATCH_FILE_MAX_MB * MEGABYTE,
    maxLines: env.BATCH_MAX_LINES,
    maxStoredBytes: env.BATCH_STORED_MAX_MB * MEGABYTE,
    maxLinesAtOnce: env.BATCH_LINES_AT_ONCE,
  },
  admission: {
    buyerInFlight: env.LIMIT_BUYER_IN_FLIGHT,
    keyInFlight: env.LIMIT_KEY_IN_FLIGHT,
    buyerPerMinute: env.LIMIT_BUYER_PER_MINUTE,
    keyPerMinute: env.LIMIT_KEY_PER_MINUTE,
    patienceMs: env.QUEUE_SECONDS * 1000,
    waitingPerSlot: env.QUEUE_PER_SLOT,
  },
  relay: {
    firstTokenMs: env.RELAY_FIRST_TOKEN_MS,
    idleMs: env.RELAY_IDLE_MS,
    takeOverMs: env.RELAY_TAKE_OVER_MS,
  },
});
