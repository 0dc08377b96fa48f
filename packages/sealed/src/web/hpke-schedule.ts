import { concat, utf8 } from '@spindle/shared';
import { REQUEST_INFO } from '../domains.ts';
import type { HpkeMessage } from '../primitives.ts';
import { aesGcm } from './aes-gcm.ts';
import { type Derive, hkdf } from './hkdf.ts';
import { subtle } from './support.ts';

/*
 * HPKE (RFC 9180), base mode, HKDF-SHA256, on WebCrypto: the part behind the KEM, for the fixed info of requests. Each
 * extract of the key schedule is followed by an expand, and WebCrypto has both as one step; a browser hands every step to
 * another thread, so their number is what a seal costs.
 */

/** What a KEM gives a sender: the secret, and what makes the recipient find it. */
export interface Encapsulated {
  enc: Uint8Array;
  shared: Uint8Array;
}
export type Encapsulate = (publicKey: Uint8Array) => Promise<Encapsulated>;

const VERSION = utf8('HPKE-v1');
const NOTHING = new Uint8Array();
/** What an empty salt stands for (RFC 5869 §2.2); some engines refuse an empty key. */
export const NO_SALT = new Uint8Array(32);

/** Input of a LabeledExtract (§4). */
export const labeledKey = (suite: Uint8Array, label: string, key: Uint8Array): Uint8Array<ArrayBuffer> =>
  concat(VERSION, suite, utf8(label), key);

/** Info of a LabeledExpand (§4) of `length` bytes. */
export const labeledInfo = (suite: Uint8Array, label: string, info: Uint8Array, length: number): Uint8Array =>
  concat(Uint8Array.of(0, length), VERSION, suite, utf8(label), info);

/** What all messages of a suite have in common. */
interface Schedule {
  /** mode ‖ psk_id_hash ‖ info_hash. */
  context: Uint8Array;
  /** Of the secret: the shared secret is its salt. */
  derive: Derive;
}

async function prepare(suite: Uint8Array): Promise<Schedule> {
  const zeros = await subtle().importKey('raw', NO_SALT, { name: 'HMAC', hash: 'SHA-256' }, false, ['sign']);
  const extract = async (label: string, key: Uint8Array) =>
    new Uint8Array(await subtle().sign('HMAC', zeros, labeledKey(suite, label, key)));
  const [pskIdHash, infoHash, derive] = await Promise.all([
    extract('psk_id_hash', NOTHING),
    extract('info_hash', REQUEST_INFO),
    hkdf(labeledKey(suite, 'secret', NOTHING)),
  ]);
  return { context: concat(Uint8Array.of(0), pskIdHash, infoHash), derive };
}

/**
 * One-off messages of a suite (§6.1), each under a secret of its own.
 * @param suite its `suite_id` (§5.1). @param keyBytes of its AES-GCM key.
 */
export function createSeal(suite: Uint8Array, keyBytes: number, encapsulate: Encapsulate) {
  let prepared: Promise<Schedule> | undefined;
  return async (publicKey: Uint8Array, aad: Uint8Array, plain: Uint8Array): Promise<HpkeMessage> => {
    prepared ??= prepare(suite);
    const [{ enc, shared }, { context, derive }] = await Promise.all([encapsulate(publicKey), prepared]);
    const expand = (label: string, length: number) =>
      derive(shared, labeledInfo(suite, label, context, length), length);
    const [key, nonce] = await Promise.all([expand('key', keyBytes), expand('base_nonce', 12)]);
    const aead = await aesGcm(key);
    return { enc, seq: 0, ct: await aead.seal(nonce, aad, plain) };
  };
}
