import { createCipheriv, createHash, randomBytes } from 'node:crypto';
import { FrameType, MAX_FRAME_BYTES } from '@spindle/shared';
import {
  ANSWER_NONCE_BYTES,
  ANSWER_SECRET_BYTES,
  answerSalt,
  COUNT_BYTES,
  FRAME_HEAD_BYTES,
  FrameWords,
  TAG_BYTES,
} from '../answer-keys.ts';
import type { AnswerSecrets } from '../answer-opener.ts';
import { ANSWER_INFO, COMMITMENT_DOMAIN } from '../domains.ts';
import { ANSWER_STEP_BYTES, LENGTH_BYTES, pad } from '../padding.ts';
import { hkdfSha256 } from './hkdf.ts';

interface SealAs {
  last: boolean;
  outputTokens: number;
  /** What the frame is padded to a multiple of. Default 64 bytes; in private mode the size of all frames. */
  stepBytes?: number;
}

/**
 * Seals the answer of one attempt, frame by frame, synchronously.
 * @example stream.write(answer.seal(encodeDeltas(deltas), { outputTokens: 12, last: false }));
 */
export class AnswerSealer {
  readonly #key: Uint8Array;
  readonly #words: FrameWords;
  readonly #nonce: Buffer;
  readonly #sealed = createHash('sha256');
  readonly #plain = createHash('sha256').update(COMMITMENT_DOMAIN);
  #index = 0;
  #isWhole = false;

  /** @param nonce 16 bytes that were never used before; only test vectors pass them. */
  constructor({ contentKey, salt, attempt, nodeId }: AnswerSecrets, nonce: Buffer = randomBytes(ANSWER_NONCE_BYTES)) {
    this.#nonce = nonce;
    const keySalt = answerSalt(this.#nonce, attempt, nodeId);
    const secret = hkdfSha256(contentKey, keySalt, ANSWER_INFO, ANSWER_SECRET_BYTES);
    this.#key = secret.subarray(0, 32);
    this.#words = new FrameWords(secret.subarray(32));
    this.#plain.update(salt);
  }

  /**
   * @param outputTokens tokens of the answer up to and with this frame; stands in clear.
   * @returns the whole frame, ready for the wire.
   * @throws after the last frame, and when the piece is larger than a frame may be: both are bugs of the caller.
   */
  seal(plain: Uint8Array, { last, outputTokens, stepBytes = ANSWER_STEP_BYTES }: SealAs): Buffer {
    if (this.#isWhole) throw new Error('nothing follows the last frame');
    this.#isWhole = last;
    const padded = pad(plain, stepBytes);
    const nonceBytes = this.#index === 0 ? ANSWER_NONCE_BYTES : 0;
    const length = COUNT_BYTES + nonceBytes + padded.length + TAG_BYTES;
    if (length > MAX_FRAME_BYTES) throw new RangeError('a piece of an answer fits into one frame');
    const type = last ? FrameType.Last : FrameType.Text;
    const cipher = createCipheriv('aes-256-gcm', this.#key, this.#words.iv(this.#index++));
    cipher.setAAD(this.#words.aad(type, outputTokens));
    const frame = Buffer.allocUnsafe(FRAME_HEAD_BYTES + length);
    frame.writeUInt8(type, 0);
    frame.writeUInt32BE(length, 1);
    frame.writeUInt32BE(outputTokens, FRAME_HEAD_BYTES);
    let at = FRAME_HEAD_BYTES + COUNT_BYTES;
    if (nonceBytes > 0) at += this.#nonce.copy(frame, at);
    at += cipher.update(padded).copy(frame, at);
    cipher.final();
    cipher.getAuthTag().copy(frame, at);
    this.#sealed.update(frame);
    // Padding begins as the commitment wants it: with the length, then the bytes.
    this.#plain.update(padded.subarray(0, LENGTH_BYTES + plain.length));
    return frame;
  }

  /** Hash of all frames so far, and commitment to their text: what the receipt names. */
  proof(): { answerHash: string; answerCommitment: string } {
    return { answerHash: this.#sealed.copy().digest('hex'), answerCommitment: this.#plain.copy().digest('hex') };
  }
}
