import { fromHex, hex } from '@spindle/shared';
import { must, refuse } from '../attestation/refusal.ts';
import type { SealedBody } from '../body.ts';
import { CONTENT_KEY_DOMAIN } from '../domains.ts';
import { sha256 } from '../hash.ts';
import { decodeBody } from '../node/decode-body.ts';
import { decodeEnvelope } from '../node/decode-envelope.ts';
import { webPrimitives } from '../web/primitives.ts';

/** A question as its buyer shows it: the sealed request, and the key that it was sealed with. */
export interface SealedQuestion {
  request: Uint8Array;
  contentKey: Uint8Array;
}

/**
 * Opens the sealed request that a receipt names. The header binds one content key and is bound by what is sealed, so there
 * is no second text that these bytes could be shown as.
 * Refusal: `receipt_mismatch`, with the part that does not fit.
 * @returns the question, and the salt of the commitment to its answer (hex).
 */
export async function openQuestion({ request, contentKey }: SealedQuestion): Promise<SealedBody & { salt: string }> {
  const envelope = decodeEnvelope(request);
  if (!envelope.ok) return refuse('receipt_mismatch', { field: 'request' });
  const { header, headerBytes, ciphertext } = envelope.value;
  const commitment = hex(await sha256(webPrimitives, CONTENT_KEY_DOMAIN, contentKey));
  must(commitment === header.commitment, 'receipt_mismatch', { field: 'opening.contentKey' });
  const key = await webPrimitives.aes256Gcm(contentKey);
  const iv = fromHex(header.iv);
  const padded = iv && (await key.open(iv, headerBytes, ciphertext));
  const body = padded && decodeBody(padded);
  return body?.ok ? body.value : refuse('receipt_mismatch', { field: 'request' });
}
