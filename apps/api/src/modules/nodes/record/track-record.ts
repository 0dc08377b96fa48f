import type { ErrorCode } from '@spindle/shared';
import type { CircuitView, Outcome, Work } from '../shapes.ts';
import { afterFailure, afterSuccess, type Circuit, closedCircuit, stateOf } from './circuit.ts';
import { RecentTimes } from './recent-times.ts';
import { Speed } from './speed.ts';

/** What is a machine's own fault. Buyers' mistakes and a full machine never count against it. */
const OWN_FAULTS: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
  'answer_damaged',
  'answer_flooded',
  'engine_unreachable',
  'node_flaps',
  'node_floods',
  'node_lost',
  'node_nonsense',
  'node_replaced',
  'node_timeout',
  'receipt_invalid',
  'receipts_worthless',
  'resume_unsupported',
  'tokens_inflated',
]);

/** Shorter answers say nothing of the speed. */
const TELLING_TOKENS = 16;
/** Few answers are longer, whatever their buyers allow. */
const LONG_ANSWER_TOKENS = 1_000;

export interface KnownBefore {
  firstTokenMs: number | null;
  tokensPerSecond: number | null;
  answers: number;
}

/** What the market has seen of one node. It outlives the node's links. */
export class TrackRecord {
  readonly speed: Speed;
  /** Called when anything has changed that others see. */
  onChange: () => void = () => {};
  readonly #firstTokens = new RecentTimes();
  #circuit: Circuit;
  #answers: number;
  #outstanding = 0;
  #working = 0;
  #links = 0;
  /** The link whose loss was counted. */
  #lossOf = 0;
  /** Answers that were in work when a newer link took over: theirs is the loss of the one before. */
  #orphans = 0;

  constructor(
    known: KnownBefore,
    private readonly nowMs: () => number,
  ) {
    this.speed = new Speed(known.firstTokenMs, known.tokensPerSecond);
    this.#answers = known.answers;
    this.#circuit = closedCircuit(nowMs());
  }

  /** Good answers that are known of. */
  get answers(): number {
    return this.#answers;
  }
  get firstTokenP95Ms(): number | null {
    return this.#firstTokens.p95Ms;
  }
  /** Answers in work that were told of by `begin`, and the tokens that they may still bring. */
  get working(): number {
    return this.#working;
  }
  get outstandingTokens(): number {
    return this.#outstanding;
  }

  get circuit(): CircuitView {
    const { sinceMs, untilMs, lastCode } = this.#circuit;
    return { state: stateOf(this.#circuit, this.nowMs()), sinceMs, untilMs, lastCode };
  }
  get circuitUntilMs(): number | null {
    return this.#circuit.untilMs;
  }

  /** The node has linked, again. */
  linked(): void {
    this.#links++;
    this.#orphans = this.#working;
  }

  /** @param isLinked whether the node is there now. @returns what it counts as; null for nothing. */
  add(outcome: Outcome, isLinked: boolean): 'answered' | 'failed' | null {
    if (outcome.kind === 'ok') {
      this.#addAnswer(outcome);
      return 'answered';
    }
    if (!OWN_FAULTS.has(outcome.code) || !this.#isNews(outcome.code, isLinked)) return null;
    this.#fail(outcome.code);
    return 'failed';
  }

  /** A link that breaks takes all its answers with it: that is one failure, however many they were. */
  #isNews(code: ErrorCode, isLinked: boolean): boolean {
    const isOrphan = isLinked && this.#orphans > 0;
    if (code !== 'node_lost' || (isLinked && !isOrphan)) return true;
    if (isOrphan) this.#orphans--;
    const lost = isOrphan ? this.#links - 1 : this.#links;
    const isFirst = this.#lossOf !== lost;
    this.#lossOf = lost;
    return isFirst;
  }

  /** What a probe found: null when the node did not answer it. */
  addProbe(measured: { firstTokenMs: number; tokensPerSecond: number | null } | null): void {
    if (measured) {
      this.speed.add(measured);
      this.#succeed();
    } else if (this.circuit.state === 'half_open') {
      this.#fail(this.#circuit.lastCode ?? 'engine_unreachable');
    }
  }

  begin(promisedTokens: number): Work {
    let left = Math.max(1, Math.min(promisedTokens, LONG_ANSWER_TOKENS));
    let isEnded = false;
    this.#outstanding += left;
    this.#working++;
    this.onChange();
    const take = (tokens: number) => {
      this.#outstanding -= tokens;
      left -= tokens;
      this.onChange();
    };
    return {
      delivered: (tokens) => {
        // Until it has ended it is work, however much has come.
        if (!isEnded) take(Math.max(0, Math.min(tokens, left - 1)));
      },
      ended: () => {
        if (isEnded) return;
        isEnded = true;
        this.#working--;
        take(left);
      },
    };
  }

  #addAnswer({ firstTokenMs, outputTokens, totalMs }: Extract<Outcome, { kind: 'ok' }>): void {
    this.#answers++;
    this.#firstTokens.add(firstTokenMs);
    const speakingMs = totalMs - firstTokenMs;
    const isTelling = outputTokens >= TELLING_TOKENS && speakingMs > 0;
    this.speed.add({
      firstTokenMs,
      tokensPerSecond: isTelling ? ((outputTokens - 1) * 1000) / speakingMs : null,
    });
    this.#succeed();
  }

  #fail(code: ErrorCode): void {
    this.#circuit = afterFailure(this.#circuit, code, this.nowMs());
    this.onChange();
  }

  #succeed(): void {
    this.#circuit = afterSuccess(this.#circuit, this.nowMs());
    this.onChange();
  }
}
