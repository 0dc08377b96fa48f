import {
  type AnswerOpener,
  type Awaitable,
  checkReceipt,
  type Delta,
  decodeDeltas,
  type Frame,
  outputTokensOf,
  type Pace,
  type Primitives,
  readJsonFrame,
  type SealedRequest,
} from '@spindle/sealed';
import {
  type Attempt,
  AttemptSchema,
  assertNever,
  base64,
  FaultError,
  FaultSchema,
  FrameType,
  fail,
  nano,
  QueuedSchema,
  type Receipt,
  type Result,
  SettledSchema,
  type Signed,
  SignedSchema,
  termsCostNano,
  unwrap,
} from '@spindle/shared';
import type { CheckedCandidate } from './check-quote.ts';
import type { AnswerEnd, AnswerEvent } from './events.ts';
import { PriorFrames } from './prior-frames.ts';

interface ReaderWishes {
  /** Private mode: every frame must be of this size. */
  pace?: Pace | undefined;
  /** Whether the end says what opens the receipt's commitment. */
  keepsOpening?: boolean | undefined;
}

interface Working extends CheckedCandidate {
  answer: AnswerOpener;
}

type EndDelta = Extract<Delta, { kind: 'end' }>;

/**
 * Turns the frames of one request into events, over all machines that worked on it. Every refusal is thrown as a
 * `FaultError`.
 */
export class AnswerReader {
  readonly #candidates: CheckedCandidate[];
  readonly #prior: PriorFrames;
  #working: Working | null = null;
  #endDelta: EndDelta | null = null;
  #receipt: { receipt: Receipt; signed: Signed } | null = null;
  #isEnded = false;
  /** What the machine that works said, piece by piece: opens its receipt's commitment. */
  #spoken: Uint8Array[] = [];

  constructor(
    private readonly sealed: SealedRequest,
    candidates: readonly CheckedCandidate[],
    private readonly primitives: Primitives,
    private readonly wishes: ReaderWishes = {},
  ) {
    this.#candidates = [...candidates];
    this.#prior = new PriorFrames(primitives);
  }

  get isEnded(): boolean {
    return this.#isEnded;
  }

  /** Candidates that the key was sealed to later. */
  admit(candidates: readonly CheckedCandidate[]): void {
    this.#candidates.push(...candidates);
  }

  /** The events of a frame; at once where the platform is. `More` is not for here: it asks for something. */
  read(frame: Frame): Awaitable<readonly AnswerEvent[]> {
    switch (frame.type) {
      case FrameType.Attempt:
        return [this.#begin(unwrap(readJsonFrame(frame, AttemptSchema)))];
      case FrameType.Text:
      case FrameType.Last:
        return this.#piecesOf(frame, this.#open(frame, this.#workingNow().answer));
      case FrameType.Receipt:
        return this.#readReceipt(unwrap(readJsonFrame(frame, SignedSchema)));
      case FrameType.Settled:
        return [this.#settle(frame)];
      case FrameType.Queued:
        return [{ kind: 'queued', ...unwrap(readJsonFrame(frame, QueuedSchema)) }];
      case FrameType.Error:
        throw new FaultError(unwrap(readJsonFrame(frame, FaultSchema)));
      case FrameType.More:
        throw damaged();
      default:
        return assertNever(frame.type);
    }
  }

  /**
   * The same of frames of text that came together. All are decrypted at once, and a browser needs the less time for each;
   * their events come in turn, up to what is damaged.
   */
  *readTogether(frames: readonly Frame[]): Generator<Awaitable<readonly AnswerEvent[]>, void> {
    const { answer } = this.#workingNow();
    const opened = frames.map((frame) => ({ frame, result: this.#open(frame, answer) }));
    for (const { frame, result } of opened) yield this.#piecesOf(frame, result);
  }

  /** What it means that no more frames come before the end. */
  brokenOff(): FaultError {
    if (this.#working?.answer.isWhole) return new FaultError({ code: 'receipt_missing' });
    return new FaultError({ code: 'answer_cut', facts: { delivered: this.#delivered } });
  }

  get #delivered(): number {
    return Math.max(this.#working?.answer.outputTokens ?? 0, this.#prior.tokens);
  }

  #begin(attempt: Attempt): AnswerEvent {
    // Whoever goes on must say from where, and it must be from here.
    if ((attempt.resumedTokens ?? 0) !== this.#delivered || this.#working?.answer.isWhole) throw damaged();
    this.#prior.close(this.#delivered);
    this.#spoken = [];
    // The latest: a machine that was started anew since has other keys.
    const candidate = this.#candidates.findLast(({ terms }) => terms.nodeId === attempt.nodeId);
    this.#working = candidate ? workingOn(candidate, this.sealed.answer(attempt.attempt, attempt.nodeId)) : null;
    return Object.assign({ kind: 'attempt' } as const, attempt);
  }

  #open(frame: Frame, answer: AnswerOpener): Awaitable<Result<Uint8Array>> {
    const { pace } = this.wishes;
    if (pace && !isPaced(frame, pace)) return fail('answer_damaged');
    this.#prior.keep(frame.raw);
    return answer.open(frame);
  }

  #piecesOf(frame: Frame, opened: Awaitable<Result<Uint8Array>>): Awaitable<readonly AnswerEvent[]> {
    if (opened instanceof Promise) return opened.then((result) => this.#pieces(frame, unwrap(result)));
    return this.#pieces(frame, unwrap(opened));
  }

  #pieces(frame: Frame, plain: Uint8Array): AnswerEvent[] {
    if (this.wishes.keepsOpening) this.#spoken.push(plain);
    const deltas = unwrap(decodeDeltas(plain));
    // Of this frame: those behind it may have been opened already.
    const [outputTokens, isLast] = [outputTokensOf(frame), frame.type === FrameType.Last];
    if (outputTokens < this.#prior.tokens) throw damaged();
    const events: AnswerEvent[] = [];
    for (const delta of deltas) {
      if (delta.kind !== 'end') events.push(Object.assign(delta, { outputTokens }));
      else if (isLast) this.#endDelta = delta;
      else throw damaged();
    }
    if (isLast && !this.#endDelta) throw damaged();
    return events;
  }

  async #readReceipt(signed: Signed): Promise<readonly AnswerEvent[]> {
    const { answer, manifest, terms } = this.#workingNow();
    const proof = await answer.proof();
    const evidence = {
      manifest,
      terms,
      requestHash: this.sealed.requestHash,
      ...proof,
      outputTokens: Math.max(0, proof.outputTokens - this.#prior.tokens),
      resumed: await this.#prior.resumed(),
    };
    const receipt = unwrap(await checkReceipt(signed, evidence, this.primitives));
    if (answer.isWhole) this.#receipt = { receipt, signed };
    return [];
  }

  #settle(frame: Frame): AnswerEnd {
    const settled = unwrap(readJsonFrame(frame, SettledSchema));
    if (!this.#working || !this.#receipt || !this.#endDelta || settled.end.kind !== 'complete') throw this.brokenOff();
    const { terms } = this.#working;
    const { receipt, signed } = this.#receipt;
    const { reason, usage, moreReasons = [] } = this.#endDelta;
    const claimed = receipt.tokens;
    const isSame = claimed.input === usage.input && claimed.cached === usage.cached && claimed.output === usage.output;
    if (!isSame) throw new FaultError({ code: 'receipt_invalid', facts: { field: 'tokens' } });
    const chargedNano = nano(BigInt(settled.chargedNano));
    const cost = termsCostNano(terms, receipt.tokens);
    if (chargedNano > cost) {
      throw new FaultError({ code: 'charge_mismatch', facts: { charged: `${chargedNano}`, cost: `${cost}` } });
    }
    this.#isEnded = true;
    const { end, feeNano } = settled;
    const resumedTokens = this.#prior.tokens;
    const bill = { receiptChecked: true, chargedNano, feeNano: nano(BigInt(feeNano)), resumedTokens } as const;
    const { commitmentSalt: salt, envelope, contentKey } = this.sealed;
    const openings = this.wishes.keepsOpening
      ? {
          opening: { salt, pieces: this.#spoken.map(base64) },
          questionOpening: { request: base64(envelope), contentKey },
        }
      : { opening: null, questionOpening: null };
    const whole = { ...usage, output: usage.output + resumedTokens };
    return {
      kind: 'end',
      reason,
      moreReasons,
      end,
      usage: whole,
      terms,
      receipt,
      signedReceipt: signed,
      ...openings,
      ...bill,
    };
  }

  #workingNow(): Working {
    if (!this.#working) throw damaged();
    return this.#working;
  }
}

const workingOn = ({ terms, manifest }: CheckedCandidate, answer: AnswerOpener): Working => ({
  terms,
  manifest,
  answer,
});

/** Count and tag stand beside what is sealed, and in an attempt's first frame 16 random bytes. */
const BESIDE_BYTES = [4 + 16, 4 + 16 + 16];

/** In private mode a frame of another size says something. */
const isPaced = ({ bytes }: Frame, { frameBytes }: Pace): boolean =>
  BESIDE_BYTES.some((beside) => bytes.length > beside && (bytes.length - beside) % frameBytes === 0);

const damaged = (): FaultError => new FaultError({ code: 'answer_damaged' });
