import { faultOfException } from './fault-of-exception.ts';

const silent = { error: () => {} };

/** True when the exception means that Postgres cannot be reached now: then the same may succeed later. */
export const isDatabaseGone = (error: unknown): boolean =>
  faultOfException(error, silent).code === 'database_unavailable';
