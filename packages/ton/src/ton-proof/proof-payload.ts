import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { fail, ok, type Result } from '@spindle/shared';

const LIFE_SECONDS = 15 * 60;
const NONCE_BYTES = 16;
const EXPIRY_BYTES = 6;
const MAC_BYTES = 32;

/**
 * What a wallet is asked to sign: nonce | expiry | HMAC over both and the account. Needs no memory here: who made it,
 * for whom and until when is in it. 72 characters; TonConnect allows 128.
 */
export function makeProofPayload(secret: string, accountId: string, nowSeconds: number): string {
  const expiry = Buffer.alloc(EXPIRY_BYTES);
  expiry.writeUIntBE(nowSeconds + LIFE_SECONDS, 0, EXPIRY_BYTES);
  const head = Buffer.concat([randomBytes(NONCE_BYTES), expiry]);
  return Buffer.concat([head, mac(secret, accountId, head)]).toString('base64url');
}

/**
 * Whether we gave this payload to this account, less than 15 minutes ago.
 * @returns when it expires, so that the caller knows how long to remember that it was used; or proof_payload.
 */
export function checkProofPayload(
  secret: string,
  accountId: string,
  nowSeconds: number,
  payload: string,
): Result<{ expiresAtSeconds: number }, 'proof_payload'> {
  const bytes = Buffer.from(payload, 'base64url');
  const isWhole = bytes.length === NONCE_BYTES + EXPIRY_BYTES + MAC_BYTES;
  // One payload, one text: else the same bytes in another spelling would not be seen as used.
  if (!isWhole || bytes.toString('base64url') !== payload) return fail('proof_payload');

  const head = bytes.subarray(0, NONCE_BYTES + EXPIRY_BYTES);
  if (!timingSafeEqual(mac(secret, accountId, head), bytes.subarray(head.length))) return fail('proof_payload');
  const expiresAtSeconds = head.readUIntBE(NONCE_BYTES, EXPIRY_BYTES);
  return expiresAtSeconds > nowSeconds ? ok({ expiresAtSeconds }) : fail('proof_payload');
}

function mac(secret: string, accountId: string, head: Buffer): Buffer {
  return createHmac('sha256', secret).update('spindle-ton-proof/1\0').update(head).update(accountId).digest();
}
