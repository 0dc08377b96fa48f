import type { Clock, Database } from '../../../platform/index.ts';

export interface DisputeDeps {
  db: Database;
  clock: Clock;
}
