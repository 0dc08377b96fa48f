import { createHash } from 'node:crypto';
import { canonicalJson, fail, ok, type Result, type Segment, type Terms, type Wrap } from '@spindle/shared';
import type { SealedBody } from '../body.ts';
import { CACHE_DOMAIN, CONTENT_KEY_DOMAIN, TERMS_DOMAIN } from '../domains.ts';
import type { EnvelopeHeader } from '../envelope.ts';
import type { HpkeMessage } from '../primitives.ts';
import { aesGcmOpen } from './aes-gcm.ts';
import { AnswerSealer } from './answer-sealer.ts';
import { decodeBody } from './decode-body.ts';
import { decodeEnvelope } from './decode-envelope.ts';
import { hpkeOpen } from './hpke-messages.ts';
import { openPostQuantum } from './hpke-post-quantum.ts';
import type { SealKeys } from './keys.ts';
import { openPrior, type PriorAnswer } from './open-prior.ts';

export interface OpenedRequest {
  body: SealedBody;
  /**
   * By what an engine may tell whose question it is, instead of the account: set in private mode, other for each request.
   * Nothing that it remembers of one is then found by another, not even the buyer's own.
   */
  cacheSalt: string | null;
  /** For the receipt. */
  requestHash: string;
  termsHash: string;
  /** Seals the answer of this attempt; the number comes with the broker's call. */
  answer(attempt: number): AnswerSealer;
  /**
   * Opens what other machines delivered of this answer, to go on from there. Refusal: `answer_damaged`.
   * @param frames the bytes behind the envelope.
   */
  prior(segments: readonly Segment[], frames: Uint8Array): Result<PriorAnswer>;
}

/**
 * Opens a sealed request on the node, under the terms of the *broker's signed quote* (check that with `openQuote`).
 * Whether the job was answered before is the node's to know. Refusals: `too_large`, `sealed_malformed`,
 * `sealed_wrong_node` (for another node, or for keys of an earlier start), `terms_mismatch`.
 */
export function openRequest(input: {
  envelope: Uint8Array;
  nodeId: string;
  terms: Terms;
  keys: SealKeys;
  /** The content key for this node where the envelope has none: it joined later. */
  wrap?: Wrap | undefined;
}): Result<OpenedRequest> {
  const decoded = decodeEnvelope(input.envelope);
  if (!decoded.ok) return decoded;
  const { header, headerBytes, ciphertext } = decoded.value;
  const termsHash = createHash('sha256').update(TERMS_DOMAIN).update(canonicalJson(input.terms)).digest('hex');
  const contentKey = unwrapKey(header, termsHash, input);
  if (!contentKey.ok) return contentKey;
  const iv = Buffer.from(header.iv, 'hex');
  const padded = aesGcmOpen('aes-256-gcm', contentKey.value, iv, headerBytes, ciphertext);
  const body = padded ? decodeBody(padded) : fail('sealed_malformed');
  if (!body.ok) return body;
  const { salt, ...plain } = body.value;
  const secrets = { contentKey: contentKey.value, salt: Buffer.from(salt, 'hex'), nodeId: input.nodeId };
  return ok({
    body: plain,
    cacheSalt: plain.pace ? createHash('sha256').update(CACHE_DOMAIN).update(secrets.salt).digest('hex') : null,
    requestHash: createHash('sha256').update(input.envelope).digest('hex'),
    termsHash,
    answer: (attempt) => new AnswerSealer({ ...secrets, attempt }),
    prior: (segments, frames) => openPrior(secrets, segments, frames),
  });
}

function unwrapKey(
  header: EnvelopeHeader,
  termsHash: string,
  { nodeId, terms, keys, wrap: later }: { nodeId: string; terms: Terms; keys: SealKeys; wrap?: Wrap | undefined },
): Result<Buffer> {
  // A later one is under later terms, which the quote beside it names.
  const wrap = later ?? header.wraps.find((it) => it.nodeId === nodeId);
  if (wrap?.nodeId !== nodeId) return fail('sealed_wrong_node');
  if (wrap.termsHash !== termsHash || header.jobId !== terms.jobId) return fail('terms_mismatch');
  const message = { enc: Buffer.from(wrap.enc, 'hex'), seq: wrap.seq, ct: Buffer.from(wrap.ct, 'hex') };
  const aad = Buffer.from(termsHash + header.commitment, 'hex');
  const contentKey = wrap.suite ? openByLattice(keys, message, aad) : openByCurve(keys, message, aad);
  if (!contentKey) return fail('sealed_wrong_node');
  const commitment = createHash('sha256').update(CONTENT_KEY_DOMAIN).update(contentKey).digest('hex');
  return commitment === header.commitment ? ok(contentKey) : fail('sealed_malformed');
}

const openByCurve = ({ publicKey, privateKey }: SealKeys, message: HpkeMessage, aad: Uint8Array): Buffer | null =>
  hpkeOpen({ publicKey: Buffer.from(publicKey, 'hex'), privateKey }, message, aad);

const openByLattice = ({ postQuantum }: SealKeys, message: HpkeMessage, aad: Uint8Array): Buffer | null =>
  postQuantum ? openPostQuantum(postQuantum, message, aad) : null;
