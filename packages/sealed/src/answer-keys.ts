import { concat, type FrameType, utf8 } from '@spindle/shared';

/*
 * A frame of an answer: `type u8 | length u32 | output tokens so far u32 | sealed`. The first one of an attempt has the
 * node's 16 random bytes before `sealed`: they salt the keys (as the response nonce of RFC 9458 §4.4 does), so that even
 * a node that is tricked into answering twice never uses a key and nonce twice.
 */
export const FRAME_HEAD_BYTES = 5;
export const COUNT_BYTES = 4;
export const ANSWER_NONCE_BYTES = 16;
export const TAG_BYTES = 16;
/** Key (32) and nonce base (12). */
export const ANSWER_SECRET_BYTES = 44;

/** Salt of the answer's keys: the node's random bytes, the attempt, the node. */
export function answerSalt(nonce: Uint8Array, attempt: number, nodeId: string): Uint8Array<ArrayBuffer> {
  const number = new Uint8Array(4);
  new DataView(number.buffer).setUint32(0, attempt);
  return concat(nonce, number, utf8(nodeId));
}

/**
 * Nonces and associated data of one attempt's frames, written over and over into the same bytes: fresh ones would cost a
 * browser more than all else around its decryption. What is returned holds until the next call.
 */
export class FrameWords {
  readonly #iv: Uint8Array<ArrayBuffer>;
  readonly #ivView: DataView;
  readonly #ivEnd: number;
  readonly #aad = new Uint8Array(1 + COUNT_BYTES);
  readonly #aadView = new DataView(this.#aad.buffer);

  /** @param base the 12 bytes that were derived for the attempt. */
  constructor(base: Uint8Array) {
    this.#iv = new Uint8Array(base);
    this.#ivView = new DataView(this.#iv.buffer);
    this.#ivEnd = this.#ivView.getUint32(8);
  }

  /** Nonce of frame `index`: the base with the counter xored into its last four bytes. */
  iv(index: number): Uint8Array<ArrayBuffer> {
    this.#ivView.setUint32(8, (this.#ivEnd ^ index) >>> 0);
    return this.#iv;
  }

  /** Associated data: what stands in clear beside the text, so neither "last" nor the token count can be changed. */
  aad(type: FrameType, outputTokens: number): Uint8Array<ArrayBuffer> {
    this.#aad[0] = type;
    this.#aadView.setUint32(1, outputTokens);
    return this.#aad;
  }
}

/** The salted commitment hashes each plain piece behind its length: no other split of the same bytes fits. */
export function lengthOf(piece: Uint8Array): Uint8Array<ArrayBuffer> {
  const length = new Uint8Array(4);
  new DataView(length.buffer).setUint32(0, piece.length);
  return length;
}
