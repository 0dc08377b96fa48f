import type { Clock, Database, ModuleLog } from '../../platform/index.ts';

export interface ReplaysDeps {
  db: Database;
  clock: Clock;
  log: Pick<ModuleLog, 'warn' | 'error'>;
}
