import {
  type AnswerOpener,
  type Awaitable,
  checkReceipt,
  type Delta,
  decodeDeltas,
  type Frame,
  type Primitives,
  readJsonFrame,
  type SealedRequest,
} from '@spindle/sealed';
import {
  type Attempt,
  AttemptSchema,
  assertNever,
  FaultError,
  FaultSchema,
  FrameType,
  nano,
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

interface Working extends CheckedCandidate {
  answer: AnswerOpener;
}

type EndDelta = Extract<Delta, { kind: 'end' }>;

/** Turns the frames of one request into events. Every refusal is thrown as a `FaultError`. */
export class AnswerReader {
  #working: Working | null = null;
  #endDelta: EndDelta | null = null;
  #receipt: { receipt: Receipt; signed: Signed } | null = null;
  #isEnded = false;

  constructor(
    private readonly sealed: SealedRequest,
    private readonly candidates: readonly CheckedCandidate[],
    private readonly primitives: Primitives,
  ) {}

  get isEnded(): boolean {
    return this.#isEnded;
  }

  /** The events of a frame; at once where the platform is. */
  read(frame: Frame): Awaitable<readonly AnswerEvent[]> {
    switch (frame.type) {
      case FrameType.Attempt:
        return [this.#begin(unwrap(readJsonFrame(frame, AttemptSchema)))];
      case FrameType.Text:
      case FrameType.Last:
        return this.#readAnswer(frame);
      case FrameType.Receipt:
        return this.#readReceipt(unwrap(readJsonFrame(frame, SignedSchema)));
      case FrameType.Settled:
        return [this.#settle(frame)];
      case FrameType.Error:
        throw new FaultError(unwrap(readJsonFrame(frame, FaultSchema)));
      default:
        return assertNever(frame.type);
    }
  }

  /** What it means that no more frames come before the end. */
  brokenOff(): FaultError {
    const answer = this.#working?.answer;
    if (answer?.isWhole) return new FaultError({ code: 'receipt_missing' });
    return new FaultError({ code: 'answer_cut', facts: { delivered: answer?.outputTokens ?? 0 } });
  }

  #begin(attempt: Attempt): AnswerEvent {
    const candidate = this.candidates.find(({ terms }) => terms.nodeId === attempt.nodeId);
    this.#working = candidate ? { ...candidate, answer: this.sealed.answer(attempt.attempt, attempt.nodeId) } : null;
    return { kind: 'attempt', ...attempt };
  }

  #readAnswer(frame: Frame): Awaitable<readonly AnswerEvent[]> {
    const { answer } = this.#workingNow();
    const opened = answer.open(frame);
    const read = (result: Result<Uint8Array>) => this.#pieces(unwrap(decodeDeltas(unwrap(result))), answer);
    return opened instanceof Promise ? opened.then(read) : read(opened);
  }

  #pieces(deltas: readonly Delta[], { outputTokens, isWhole }: AnswerOpener): AnswerEvent[] {
    const events: AnswerEvent[] = [];
    for (const delta of deltas) {
      if (delta.kind !== 'end') events.push({ ...delta, outputTokens });
      else if (isWhole) this.#endDelta = delta;
      else throw damaged();
    }
    if (isWhole && !this.#endDelta) throw damaged();
    return events;
  }

  async #readReceipt(signed: Signed): Promise<readonly AnswerEvent[]> {
    const { answer, manifest, terms } = this.#workingNow();
    const evidence = { manifest, terms, requestHash: this.sealed.requestHash, ...(await answer.proof()) };
    const receipt = unwrap(await checkReceipt(signed, evidence, this.primitives));
    if (answer.isWhole) this.#receipt = { receipt, signed };
    return [];
  }

  #settle(frame: Frame): AnswerEnd {
    const settled = unwrap(readJsonFrame(frame, SettledSchema));
    if (!this.#working || !this.#receipt || !this.#endDelta || settled.end.kind !== 'complete') throw this.brokenOff();
    const { terms } = this.#working;
    const { receipt, signed } = this.#receipt;
    const { reason, usage } = this.#endDelta;
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
    const bill = { receiptChecked: true, chargedNano, feeNano: nano(BigInt(feeNano)) } as const;
    return { kind: 'end', reason, end, usage, terms, receipt, signedReceipt: signed, ...bill };
  }

  #workingNow(): Working {
    if (!this.#working) throw damaged();
    return this.#working;
  }
}

const damaged = (): FaultError => new FaultError({ code: 'answer_damaged' });
