import { FrameType, fail, hex, ok, type Result } from '@spindle/shared';
import {
  ANSWER_NONCE_BYTES,
  ANSWER_SECRET_BYTES,
  answerSalt,
  COUNT_BYTES,
  FrameWords,
  TAG_BYTES,
} from './answer-keys.ts';
import { type Awaitable, chain } from './awaitable.ts';
import { ANSWER_INFO, COMMITMENT_DOMAIN } from './domains.ts';
import { type Frame, outputTokensOf } from './frames.ts';
import { LENGTH_BYTES, unpad } from './padding.ts';
import type { AeadKey, Hasher, Primitives } from './primitives.ts';

export interface AnswerSecrets {
  contentKey: Uint8Array;
  /** Salt of the commitment. */
  salt: Uint8Array;
  attempt: number;
  nodeId: string;
}

/** What the device saw of an answer, to hold the receipt against. */
export interface AnswerProof {
  answerHash: string;
  answerCommitment: string;
  outputTokens: number;
}

interface Keys {
  aead: AeadKey;
  words: FrameWords;
}

/**
 * Opens the frames of one attempt, in order. Who does not wait for one before giving the next has them accepted in turn
 * all the same. A frame that is altered, lost, swapped or comes after the
 * last one is refused (`answer_damaged`), and so is everything behind it.
 */
export class AnswerOpener {
  readonly #sealed: Hasher;
  readonly #plain: Hasher;
  #keys: Awaitable<Keys> | null = null;
  /** Of what was given: how many frames, the count of the last of them, and whether any may follow. */
  #index = 0;
  #givenTokens = 0;
  #isClosed = false;
  /** Of what came back, in turn; nothing is accepted behind damage. */
  #done = 0;
  #outputTokens = 0;
  #isWhole = false;
  #isDamaged = false;
  /** The frame given last: the next one is accepted after it. */
  #before: Awaitable<unknown> = null;
  #proof: Promise<AnswerProof> | null = null;

  constructor(
    private readonly secrets: AnswerSecrets,
    private readonly primitives: Primitives,
  ) {
    this.#sealed = primitives.hasher();
    this.#plain = primitives.hasher();
    this.#plain.update(COMMITMENT_DOMAIN);
    this.#plain.update(secrets.salt);
  }

  /** True once the authenticated last frame was opened: without it there is no answer. */
  get isWhole(): boolean {
    return this.#isWhole;
  }

  get outputTokens(): number {
    return this.#outputTokens;
  }

  /** @returns the plain bytes of a `Text` or `Last` frame (see `decodeDeltas`). On Node at once, without a promise. */
  open(frame: Frame): Awaitable<Result<Uint8Array>> {
    const outputTokens = outputTokensOf(frame);
    const isFirst = this.#index === 0;
    const from = COUNT_BYTES + (isFirst ? ANSWER_NONCE_BYTES : 0);
    const isAnswer = frame.type === FrameType.Text || frame.type === FrameType.Last;
    const isInOrder = !this.#isClosed && outputTokens >= this.#givenTokens;
    if (!isAnswer || !isInOrder || frame.bytes.length < from + TAG_BYTES) return this.#refuse();
    const index = this.#index++;
    this.#givenTokens = outputTokens;
    this.#isClosed = frame.type === FrameType.Last;
    this.#keys ??= this.#derive(frame.bytes.subarray(COUNT_BYTES, from));
    const opened = chain(this.#keys, ({ aead, words }) =>
      aead.open(words.iv(index), words.aad(frame.type, outputTokens), frame.bytes.subarray(from)),
    );
    const before = this.#before;
    const accept = (padded: Uint8Array | null) => this.#accept(frame, outputTokens, padded);
    // A browser decrypts on several threads: whoever comes back early waits for those before. Most need not.
    const accepted = chain(opened, (padded) =>
      index === this.#done ? accept(padded) : chain(before, () => accept(padded)),
    );
    this.#before = accepted;
    return accepted;
  }

  /** What was opened, to hold a receipt against. No frame is opened after it. */
  proof(): Promise<AnswerProof> {
    this.#isClosed = true;
    this.#proof ??= this.#digest();
    return this.#proof;
  }

  async #digest(): Promise<AnswerProof> {
    await this.#before;
    const [answerHash, answerCommitment] = [await this.#sealed.digest(), await this.#plain.digest()];
    return { answerHash: hex(answerHash), answerCommitment: hex(answerCommitment), outputTokens: this.#outputTokens };
  }

  #accept(frame: Frame, outputTokens: number, padded: Uint8Array | null): Result<Uint8Array> {
    this.#done += 1;
    const plain = padded && unpad(padded);
    if (this.#isDamaged || !plain) return this.#refuse(true);
    this.#sealed.update(frame.raw);
    // Each piece behind its length, as padding begins.
    this.#plain.update(padded.subarray(0, LENGTH_BYTES + plain.length));
    this.#outputTokens = outputTokens;
    this.#isWhole = frame.type === FrameType.Last;
    return ok(plain);
  }

  /** Nothing more is opened. What was given before and is whole is still accepted, unless it stands behind damage. */
  #refuse(isOpened = false): Result<Uint8Array> {
    this.#isClosed = true;
    if (isOpened) this.#isDamaged = true;
    return fail('answer_damaged');
  }

  #derive(nonce: Uint8Array): Awaitable<Keys> {
    const { contentKey, attempt, nodeId } = this.secrets;
    const salt = answerSalt(nonce, attempt, nodeId);
    return chain(this.primitives.hkdfSha256(contentKey, salt, ANSWER_INFO, ANSWER_SECRET_BYTES), (secret) =>
      chain(this.primitives.aes256Gcm(secret.subarray(0, 32)), (aead) => {
        this.#keys = { aead, words: new FrameWords(secret.subarray(32)) };
        return this.#keys;
      }),
    );
  }
}
