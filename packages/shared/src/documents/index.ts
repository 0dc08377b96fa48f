export {
  type Earnings,
  EarningsSchema,
  type EarningsStatement,
  EarningsStatementSchema,
  type EarningsTerms,
  EarningsTermsSchema,
  MIN_EARNINGS_CLOSE_DELAY_SECONDS,
} from './earnings.ts';
export * from './evidence.ts';
export {
  type Attempt,
  AttemptSchema,
  FaultSchema,
  type More,
  type MoreReply,
  MoreReplySchema,
  MoreSchema,
  type Queued,
  QueuedSchema,
  type Settled,
  SettledSchema,
  StreamEndSchema,
} from './frame-bodies.ts';
export * from './frames.ts';
export { decodeHeaded, encodeHeaded, MAX_HEAD_BYTES } from './headed.ts';
export * from './link.ts';
export * from './machine.ts';
export { MANIFEST_LIFE_MS, type Manifest, ManifestSchema } from './manifest.ts';
export * from './pairing.ts';
export { parseDocument } from './parse.ts';
export {
  type Candidate,
  CandidateSchema,
  MAX_CANDIDATES,
  QUOTE_LIFE_MS,
  type Quote,
  QuoteSchema,
  type Signed,
  SignedSchema,
  type Terms,
  TermsSchema,
} from './quote.ts';
export { type QuoteRequest, QuoteRequestSchema } from './quote-request.ts';
export { type Receipt, ReceiptSchema } from './receipt.ts';
export {
  type QuoteReply,
  QuoteReplySchema,
  type RelayHead,
  RelayHeadSchema,
  type RelayVoucher,
  RelayVoucherSchema,
  type ResumeRequest,
  ResumeRequestSchema,
  type StopRequest,
  StopRequestSchema,
} from './relay-bodies.ts';
export {
  EngineCostSchema,
  type EngineTelemetry,
  EngineTelemetrySchema,
  type GpuTelemetry,
  GpuTelemetrySchema,
  MOST_ENGINES_TOLD,
  MOST_GPUS_TOLD,
  type Telemetry,
  TelemetrySchema,
} from './telemetry.ts';
export { POST_QUANTUM_SUITE, type Wrap, WrapSchema } from './wrap.ts';
