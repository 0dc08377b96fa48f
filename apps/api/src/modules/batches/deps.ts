import type { Result } from '@spindle/shared';
import type { Clock, Database, ModuleLog } from '../../platform/index.ts';
import type { KeyActor } from '../accounts/index.ts';
import type { JobEnd } from '../usage/index.ts';
import type { PaceOptions } from './pace.ts';
import type { CarryOut } from './shapes.ts';

export interface BatchLimits {
  maxFileBytes: number;
  maxLines: number;
  /** What an account's files and results may take together. */
  maxStoredBytes: number;
  /** Lines of all batches that this broker runs at once. */
  maxLinesAtOnce: number;
}

export interface BatchesDeps {
  db: Database;
  clock: Clock;
  log: Pick<ModuleLog, 'info' | 'warn' | 'error'>;
  limits: BatchLimits;
  carryOut: CarryOut;
  /** Whether the key of a batch still works, and what it may. */
  actorOfKeyHash(keyHash: string): Promise<Result<KeyActor>>;
  /** See Usage.releaseJob. */
  releaseJob(jobId: string): Promise<JobEnd>;
  /** Other pauses, for tests. */
  pace?: Partial<PaceOptions>;
}

const DAY_MS = 86_400_000;
/** How long files and results are kept. */
export const KEEP_MS = 30 * DAY_MS;
