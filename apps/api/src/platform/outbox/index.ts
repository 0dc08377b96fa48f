export { type Consumer, createOutbox, type Outbox } from './create-outbox.ts';
export { type MarketEvent, type MarketEventKind, type RecordedEvent, readEvent } from './market-event.ts';
export type { OutboxStatus } from './outbox.repo.ts';
export { factsText, recordEvent } from './record-event.ts';
