export { type CreateRelayDeps, createRelay, type Relay } from './create-relay.ts';
export type { RelayLimits } from './deadlines.ts';
export type { Finished } from './finish-request.ts';
export { createFrameQueue, type FrameQueue } from './frame-queue.ts';
export type { FrameSink } from './frame-sink.ts';
export { type MoreQuote, makeMoreQuote, makeQuote, type QuoteDeps } from './make-quote.ts';
export { makeQuoteAt, type QuoteAt } from './make-quote-at.ts';
export type { RelayInput } from './relay-request.ts';
export type { TakeVoucher } from './take-voucher.ts';
