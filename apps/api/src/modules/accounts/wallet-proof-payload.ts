import { createHmac, hkdfSync, randomBytes, timingSafeEqual } from 'node:crypto';
import { fail, ok, type Result } from '@spindle/shared';
import type { Clock } from '../../platform/index.ts';
import type { Actor } from './shapes.ts';

/** How long a person has to approve the connection in their wallet. */
export const PAYLOAD_LIFE_MS = 15 * 60_000;

const RANDOM_BYTES = 8;
const TIME_BYTES = 8;
const MAC_BYTES = 16;

export interface PayloadDeps {
  clock: Clock;
  /** From {@link proofSecretOf}. */
  proofSecret: Uint8Array;
}

/** The key of proof payloads, of the broker's seed: the same in every broker of a deployment, and after a restart. */
export function proofSecretOf(brokerSeedHex: string): Uint8Array {
  return new Uint8Array(hkdfSync('sha256', Buffer.from(brokerSeedHex, 'hex'), '', 'spindle-proof-payload/1', 32));
}

/**
 * What a wallet is asked to sign: random bytes, an expiry and an HMAC that binds both to the account. Nothing is stored;
 * hex of 64 characters, within what wallets accept.
 */
export function makeWalletProofPayload({ clock, proofSecret }: PayloadDeps, actor: Actor): { payload: string } {
  const time = Buffer.alloc(TIME_BYTES);
  time.writeBigUInt64BE(BigInt(clock.nowMs() + PAYLOAD_LIFE_MS));
  const head = Buffer.concat([randomBytes(RANDOM_BYTES), time]);
  return { payload: Buffer.concat([head, macOf(proofSecret, actor, head)]).toString('hex') };
}

/** @returns when the payload ends, so that it can be burned until then. */
export function checkWalletProofPayload(
  { clock, proofSecret }: PayloadDeps,
  actor: Actor,
  payload: string,
): Result<{ expiresAtMs: number }, 'proof_payload'> {
  if (!/^[0-9a-f]{64}$/.test(payload)) return fail('proof_payload');
  const bytes = Buffer.from(payload, 'hex');
  const head = bytes.subarray(0, RANDOM_BYTES + TIME_BYTES);
  if (!timingSafeEqual(bytes.subarray(head.length), macOf(proofSecret, actor, head))) return fail('proof_payload');
  const expiresAtMs = Number(head.readBigUInt64BE(RANDOM_BYTES));
  return expiresAtMs > clock.nowMs() ? ok({ expiresAtMs }) : fail('proof_payload');
}

function macOf(secret: Uint8Array, actor: Actor, head: Buffer): Buffer {
  return createHmac('sha256', secret).update(actor.accountId).update(head).digest().subarray(0, MAC_BYTES);
}
