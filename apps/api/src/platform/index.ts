export { AT_REST_OVERHEAD_BYTES, keyFromSecret, openAtRest, sealAtRest } from './at-rest.ts';
export { type Batcher, createBatcher } from './batcher.ts';
export { type Clock, systemClock } from './clock.ts';
export { type Database, inTransaction, openDatabase, type Prisma, type Sql } from './db.ts';
export { type FaultLog, faultOfException } from './fault-of-exception.ts';
export { isDatabaseGone } from './is-database-gone.ts';
export { createLog, type Logger, type ModuleLog } from './log.ts';
export {
  type Consumer,
  createOutbox,
  factsText,
  type MarketEvent,
  type MarketEventKind,
  type Outbox,
  type OutboxStatus,
  type RecordedEvent,
  readEvent,
  recordEvent,
} from './outbox/index.ts';
export { rowsOf, type Transaction } from './rows-of.ts';
export { createShortMemory, type ShortMemory } from './short-memory.ts';
export { startOfUtcDayMs, startOfUtcMonthMs, utcDate } from './utc-days.ts';
