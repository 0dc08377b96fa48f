import {
  fail,
  type Manifest,
  ok,
  type Receipt,
  ReceiptSchema,
  type Result,
  type Signed,
  type Terms,
} from '@spindle/shared';
import { SIGNING_DOMAINS } from './domains.ts';
import { termsHash } from './hash.ts';
import type { Primitives } from './primitives.ts';
import { type Signer, signDocument } from './signed.ts';
import { createSignedReader } from './signed-reader.ts';
import { webPrimitives } from './web/primitives.ts';

const receipts = createSignedReader(SIGNING_DOMAINS.receipt, ReceiptSchema, 256);

/** Signs a receipt with the receipt key of the node's manifest. */
export const signReceipt = (receipt: Receipt, signer: Signer): Promise<Signed> =>
  signDocument(SIGNING_DOMAINS.receipt, receipt, signer);

/** What the checker knows by itself. What is left out is not checked. */
export interface ReceiptEvidence {
  manifest: Pick<Manifest, 'nodeId' | 'receiptKey'>;
  terms: Terms;
  /** SHA-256 of the envelope. */
  requestHash: string;
  /** SHA-256 of the frames as carried. Left out when some may have been lost on the way: the buyer stopped. */
  answerHash?: string;
  /** Known to the buyer's device alone. */
  answerCommitment?: string;
  /** Tokens of this machine's own frames: the count of its last frame less those that came before. */
  outputTokens?: number;
  /** What others had delivered when this machine went on; null when it began the answer. */
  resumed?: Receipt['resumed'] | null;
}

/**
 * Holds a receipt against what was quoted, sent and carried. Broker (before it settles) and device call this.
 * Refusal: `receipt_invalid` with the field that does not fit.
 */
export async function checkReceipt(
  signed: Signed,
  evidence: ReceiptEvidence,
  primitives: Primitives = webPrimitives,
): Promise<Result<Receipt>> {
  const { receiptKey } = evidence.manifest;
  const read = await receipts.read(signed, receiptKey, primitives);
  if (!read.ok) return fail('receipt_invalid', { field: read.wrong });
  const receipt = read.document;
  const wrong = wrongField(receipt, evidence, await termsHash(evidence.terms, primitives));
  return wrong ? fail('receipt_invalid', { field: wrong }) : ok(receipt);
}

function wrongField(receipt: Receipt, evidence: ReceiptEvidence, expectedTermsHash: string): string | undefined {
  const { terms, manifest } = evidence;
  const { tokens, startedAt, firstTokenAt, endedAt } = receipt;
  const before = receipt.resumed?.tokens ?? 0;
  const checks: [field: string, fits: boolean][] = [
    ['jobId', receipt.jobId === terms.jobId],
    ['nodeId', receipt.nodeId === terms.nodeId && receipt.nodeId === manifest.nodeId],
    ['termsHash', receipt.termsHash === expectedTermsHash],
    ['requestHash', receipt.requestHash === evidence.requestHash],
    ['answerHash', matches(evidence.answerHash, receipt.answerHash)],
    ['answerCommitment', matches(evidence.answerCommitment, receipt.answerCommitment)],
    ['tokens.input', tokens.input <= terms.maxInputTokens],
    ['tokens.cached', tokens.cached <= tokens.input],
    ['tokens.output', tokens.output + before <= terms.maxOutputTokens && matches(evidence.outputTokens, tokens.output)],
    ['resumed.tokens', evidence.resumed === undefined || before === (evidence.resumed?.tokens ?? 0)],
    ['resumed.priorHash', evidence.resumed === undefined || receipt.resumed?.priorHash === evidence.resumed?.priorHash],
    [
      'firstTokenAt',
      firstTokenAt === null ? tokens.output === 0 : firstTokenAt >= startedAt && firstTokenAt <= endedAt,
    ],
    ['endedAt', endedAt >= startedAt],
  ];
  return checks.find(([, fits]) => !fits)?.[0];
}

const matches = <Value>(expected: Value | undefined, actual: Value) => expected === undefined || expected === actual;
