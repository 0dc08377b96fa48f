import {
  concat,
  fail,
  fromHex,
  hex,
  MAX_SEALED_BYTES,
  ok,
  POST_QUANTUM_SUITE,
  type Result,
  type Terms,
  type Wrap,
} from '@spindle/shared';
import { AnswerOpener } from './answer-opener.ts';
import { encodeBody, type SealedBody } from './body.ts';
import { CONTENT_KEY_DOMAIN } from './domains.ts';
import { encodeEnvelope, encodeHeader } from './envelope.ts';
import { sha256, termsHash } from './hash.ts';
import type { Primitives } from './primitives.ts';
import { webPrimitives } from './web/primitives.ts';

/** A candidate whose evidence was checked: the terms that the device showed, and the key to seal to. */
export interface Recipient {
  terms: Terms;
  /** X25519 public key of the manifest, hex. */
  sealKey: string;
  /** Its key of the suite `mlkem768-x25519`: set, the content key is wrapped by that suite, and by it alone. */
  sealKeyPostQuantum?: string | undefined;
}

export interface SealedRequest {
  envelope: Uint8Array<ArrayBuffer>;
  /** SHA-256 of the envelope, as the receipt must name it. */
  requestHash: string;
  /** Opens a receipt's commitment to the plain answer, for whoever is shown the answer beside it. 32 bytes, hex. */
  commitmentSalt: string;
  /** Opens the envelope, for whoever its sender shows it: 32 bytes, hex. To be kept as the question itself is. */
  contentKey: string;
  /** Opens the answer of one attempt. The broker says which node works; a wrong word opens nothing. */
  answer(attempt: number, nodeId: string): AnswerOpener;
  /**
   * The content key for candidates that came later (`More`), under their terms. Check them first, as at the beginning:
   * whoever is sealed to reads question and answer.
   */
  wrapFor(candidates: readonly Recipient[]): Promise<Wrap[]>;
}

/**
 * Encrypts a request once, and wraps its key for each candidate under that candidate's terms.
 * Refusal: `too_large`. Check every candidate first: what is sealed to a key, its holder reads.
 * @example const sealed = await sealRequest({ candidates: [{ terms, sealKey }], jobId, body: { kind: 'chat', request } });
 */
export async function sealRequest(
  input: { candidates: readonly Recipient[]; jobId: string; body: SealedBody },
  primitives: Primitives = webPrimitives,
): Promise<Result<SealedRequest>> {
  const random = primitives.random(32 + 32 + 12);
  const [contentKey, salt, iv] = [random.subarray(0, 32), random.subarray(32, 64), random.subarray(64)];
  const plain = encodeBody(input.body, hex(salt));
  const commitment = await commitTo(contentKey, primitives);
  const wrapFor = (candidates: readonly Recipient[]): Promise<Wrap[]> =>
    Promise.all(candidates.map((candidate) => wrap(candidate, contentKey, commitment, primitives)));
  const [wraps, key] = await Promise.all([wrapFor(input.candidates), primitives.aes256Gcm(contentKey)]);
  const headerBytes = encodeHeader({ v: 1, jobId: input.jobId, commitment: hex(commitment), iv: hex(iv), wraps });
  if (4 + headerBytes.length + plain.length + 16 > MAX_SEALED_BYTES) {
    return fail('too_large', { limitKb: MAX_SEALED_BYTES / 1024 });
  }
  const envelope = encodeEnvelope(headerBytes, await key.seal(iv, headerBytes, plain));
  return ok({
    envelope,
    requestHash: hex(await sha256(primitives, envelope)),
    commitmentSalt: hex(salt),
    contentKey: hex(contentKey),
    answer: (attempt, nodeId) => new AnswerOpener({ contentKey, salt, attempt, nodeId }, primitives),
    wrapFor,
  });
}

const commitTo = (contentKey: Uint8Array, primitives: Primitives): Promise<Uint8Array> =>
  sha256(primitives, CONTENT_KEY_DOMAIN, contentKey);

async function wrap(
  { terms, sealKey, sealKeyPostQuantum }: Recipient,
  contentKey: Uint8Array,
  commitment: Uint8Array,
  primitives: Primitives,
): Promise<Wrap> {
  const hash = await termsHash(terms, primitives);
  const publicKey = fromHex(sealKeyPostQuantum ?? sealKey);
  const hashBytes = fromHex(hash);
  if (!publicKey || !hashBytes) throw new TypeError('a recipient comes from a checked manifest');
  const aad = concat(hashBytes, commitment);
  const message = await (sealKeyPostQuantum
    ? primitives.hpkeSealPostQuantum(publicKey, aad, contentKey)
    : primitives.hpkeSeal(publicKey, aad, contentKey));
  const suite = sealKeyPostQuantum ? ({ suite: POST_QUANTUM_SUITE } as const) : {};
  const { enc, seq, ct } = message;
  return { nodeId: terms.nodeId, termsHash: hash, ...suite, enc: hex(enc), seq, ct: hex(ct) };
}
