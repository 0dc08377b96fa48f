import type { KeyObject } from 'node:crypto';
import type { HpkeMessage } from '../primitives.ts';
import { Remembered } from '../remember.ts';
import { aesGcmOpen, aesGcmSeal } from './aes-gcm.ts';
import { type HpkeContext, nonceOf, setupRecipient, setupSender } from './hpke.ts';

/** A sender's context is used for many messages, as RFC 9180 §5.2 has it: each has its own number, hence nonce. */
interface Sender {
  context: HpkeContext & { enc: Buffer };
  nextSeq: number;
  staleAtMs: number;
}
const SENDER_LIFE_MS = 60_000;
const SENDER_MESSAGES = 10_000;
const senders = new Remembered<Sender>(4_096);

function senderTo(publicKey: Uint8Array): Sender {
  const name = Buffer.from(publicKey).toString('base64');
  const known = senders.get(name);
  if (known && known.nextSeq < SENDER_MESSAGES && performance.now() < known.staleAtMs) return known;
  const made = { context: setupSender(publicKey), nextSeq: 0, staleAtMs: performance.now() + SENDER_LIFE_MS };
  senders.set(name, made);
  return made;
}

/** Seals the next message to this key. A broker seals thousands a minute to the same nodes: 0.01 ms each. */
export function hpkeSeal(publicKey: Uint8Array, aad: Uint8Array, plain: Uint8Array): HpkeMessage {
  const sender = senderTo(publicKey);
  const { context } = sender;
  const seq = sender.nextSeq++;
  return { enc: context.enc, seq, ct: aesGcmSeal('aes-128-gcm', context.key, nonceOf(context, seq), aad, plain) };
}

/**
 * A sender seals many messages under one `enc`: what both sides share is worked out once (0.15 ms). It goes with the
 * private key that it was made by.
 */
const contexts = new WeakMap<KeyObject, Remembered<HpkeContext>>();
const CONTEXTS = 1_024;

function contextFrom(keys: { publicKey: Uint8Array; privateKey: KeyObject }, enc: Uint8Array): HpkeContext {
  const ofKey = contexts.get(keys.privateKey) ?? new Remembered<HpkeContext>(CONTEXTS);
  contexts.set(keys.privateKey, ofKey);
  const name = Buffer.from(enc).toString('base64');
  const known = ofKey.get(name);
  if (known) return known;
  const made = setupRecipient(keys, enc);
  ofKey.set(name, made);
  return made;
}

/** @returns null when the message was not sealed to these keys with this associated data. */
export function hpkeOpen(
  keys: { publicKey: Uint8Array; privateKey: KeyObject },
  message: HpkeMessage,
  aad: Uint8Array,
): Buffer | null {
  try {
    const context = contextFrom(keys, message.enc);
    return aesGcmOpen('aes-128-gcm', context.key, nonceOf(context, message.seq), aad, message.ct);
  } catch {
    return null;
  }
}
