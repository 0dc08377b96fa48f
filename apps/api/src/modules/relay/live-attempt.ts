import { type ErrorCode, FaultError } from '@spindle/shared';
import type { Work } from '../nodes/index.ts';
import type { Attempt } from '../usage/index.ts';
import type { Opened } from './open-attempt.ts';
import type { Planned } from './plan.ts';

/** A machine at work on a request. */
export interface Live {
  attempt: number;
  planned: Planned;
  opened: Opened;
  /** What it has still to deliver counts as its node's load. */
  work: Work;
  /** What the usage record will say of it. */
  entry: Attempt;
  /** The code for which the attempt before it ended. */
  after: string | undefined;
  /** By the monotonic clock. */
  openedAtMs: number;
  /** Set when it failed while nobody listened: it raced another. */
  error: unknown;
}

/** What it means that an attempt threw: a fault in the node's words, or its link broke. */
export const codeOfError = (error: unknown): ErrorCode =>
  error instanceof FaultError ? error.fault.code : 'node_lost';
