export { type Consumer, createOutbox, type Outbox } from './create-outbox.ts';
export type { MarketEvent, MarketEventKind, RecordedEvent } from './market-event.ts';
export type { OutboxStatus } from './outbox.repo.ts';
export { recordEvent } from './record-event.ts';
