import type { Candidate, Quote, Signed, Terms } from '@spindle/shared';
import * as device from '../index.ts';
import { nodePrimitives } from './primitives.ts';

/*
 * The face for broker and node: the same names as for the browser, on synchronous node:crypto, and what only a node or
 * a broker does. Import all from here in a Node program.
 */
export { DeltaGatherer, GATHER_MS } from '../delta-gatherer.ts';
export { encodeDeltas } from '../deltas.ts';
export { encodeFrame, encodeJsonFrame } from '../frames.ts';
export * from '../index.ts';
export { signQuote } from '../quote.ts';
export { signReceipt } from '../receipt.ts';
export { signDocument } from '../signed.ts';
export { AnswerSealer } from './answer-sealer.ts';
export { generatePostQuantumKeys } from './hpke-post-quantum.ts';
export { generateSealKeys, type SealKeys } from './keys.ts';
export { machineFingerprint } from './machine-fingerprint.ts';
export type { PriorAnswer } from './open-prior.ts';
export { type OpenedRequest, openRequest } from './open-request.ts';
export type { PostQuantumKeys } from './post-quantum-keys.ts';
export { nodePrimitives } from './primitives.ts';
export { generateSigner, signerFromSeed, signerOf, signingKeyFromSeed } from './signer.ts';

export const sha256Hex = (bytes: Uint8Array) => device.sha256Hex(bytes, nodePrimitives);
export const termsHash = (terms: Terms) => device.termsHash(terms, nodePrimitives);
export const verifySigned = (domain: device.SigningDomain, signed: Signed, publicKeyHex: string) =>
  device.verifySigned(domain, signed, publicKeyHex, nodePrimitives);
export const openQuote = (signed: Signed, brokerKey: string, nowMs: number) =>
  device.openQuote(signed, brokerKey, nowMs, nodePrimitives);
export const checkCandidate = (
  candidate: Candidate,
  quote: Pick<Quote, 'env' | 'jobId'>,
  nowMs: number,
  checkEvidence?: device.CheckEvidence,
) => device.checkCandidate(candidate, quote, nowMs, nodePrimitives, checkEvidence);
export const checkReceipt = (signed: Signed, evidence: device.ReceiptEvidence) =>
  device.checkReceipt(signed, evidence, nodePrimitives);
export const sealRequest = (input: Parameters<typeof device.sealRequest>[0]) =>
  device.sealRequest(input, nodePrimitives);
