/*
 * What a device needs to quote, seal, open and verify a receipt. What only a node or a broker does (sign, write frames)
 * is in `./node`, so that no phone carries it.
 */
export type { AnswerOpener, AnswerProof } from './answer-opener.ts';
export type { Awaitable } from './awaitable.ts';
export { type Pace, PRIVATE_PACE, type SealedBody } from './body.ts';
export { type CheckEvidence, checkCandidate } from './candidate.ts';
export { type Delta, decodeDeltas, FINISH_REASONS, type FinishReason, type ToolDelta } from './deltas.ts';
export { SIGNING_DOMAINS, type SigningDomain } from './domains.ts';
export { type Frame, FrameReader, outputTokensOf, readJsonFrame } from './frames.ts';
export { sha256Hex, termsHash } from './hash.ts';
export type { Hasher, Primitives } from './primitives.ts';
export { MAX_TERMS_LIFE_MS, openQuote } from './quote.ts';
export { checkReceipt, type ReceiptEvidence } from './receipt.ts';
export { type Recipient, type SealedRequest, sealRequest } from './seal-request.ts';
export { type Signer, verifySigned } from './signed.ts';
export { webPrimitives } from './web/primitives.ts';
