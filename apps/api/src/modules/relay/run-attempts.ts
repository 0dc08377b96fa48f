import { encodeJsonFrame } from '@spindle/sealed/node';
import { type ErrorCode, FrameType, type Receipt, type Result } from '@spindle/shared';
import type { Clock } from '../../platform/index.ts';
import type { Place, SlotLease } from '../admission/index.ts';
import type { Nodes } from '../nodes/index.ts';
import type { Attempt } from '../usage/index.ts';
import type { AcceptedRequest } from './accept-quote.ts';
import { billedOf } from './billed-of.ts';
import { type Carried, carryAnswer } from './carry-answer.ts';
import { checkEnd } from './check-end.ts';
import { type Course, failed, stopped } from './course.ts';
import type { Deadlines, RelayLimits } from './deadlines.ts';
import { Delivered } from './delivered.ts';
import { findMore, type MoreParts } from './find-more.ts';
import { hedge, hedgeAfterMs } from './hedge.ts';
import { codeOfError, type Live } from './live-attempt.ts';
import { openAttempt } from './open-attempt.ts';
import { Plan, type Planned } from './plan.ts';
import type { RetryBudget } from './retry-budget.ts';

export interface RunParts extends MoreParts {
  nodes: Pick<Nodes, 'presence' | 'infer' | 'begun' | 'outcome' | 'ackReceipts'>;
  clock: Clock;
  limits: RelayLimits;
  deadlines: Deadlines;
  budget: RetryBudget;
  /** The broker is at its end: nobody is asked any more. */
  cut: AbortSignal;
  /** By the monotonic clock. */
  startedAtMs: number;
  /** The buyer's own patience; null leaves it to the market. */
  timeoutMs: number | null;
}

/** Faults of one machine, where another may do better. The buyer's own mistakes are the same everywhere. */
const ANOTHER_MAY_DO: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
  'answer_damaged',
  'answer_flooded',
  'context_too_long',
  'engine_unreachable',
  'evidence_lapsed',
  'manifest_expired',
  'node_busy',
  'node_lost',
  'node_timeout',
  'quote_altered',
  'quote_expired',
  'receipt_invalid',
  'request_replayed',
  'resume_unsupported',
  'sealed_wrong_node',
  'tokens_inflated',
]);

/** How often it is looked whether a machine has come that can go on. */
const LOOK_AGAIN_MS = 300;

/** However many machines break: a request that none of these could answer will not be answered. */
const MAX_ATTEMPTS = 12;

/**
 * Has the request answered: by the machine whose slot is kept, else by the next, from the beginning while the buyer has
 * nothing, and from where the answer broke once they have.
 */
export function runAttempts(parts: RunParts, request: AcceptedRequest, place: Place): Promise<Course> {
  return new Run(parts, request, place).run();
}

class Run {
  readonly #delivered = new Delivered();
  readonly #attempts: Attempt[] = [];
  readonly #plan: Plan;
  readonly #totalDueMs: number;
  readonly #course: Course;

  constructor(
    private readonly parts: RunParts,
    private readonly request: AcceptedRequest,
    private readonly place: Place,
  ) {
    const { signed, quote, contenders } = request;
    const planned = contenders.map(
      (contender): Planned => ({ contender, signed, quoteExpiresAt: quote.expiresAt, wrap: null }),
    );
    this.#plan = new Plan(planned, parts.nodes, () => parts.clock.nowMs());
    this.#totalDueMs = parts.startedAtMs + Math.min(parts.limits.totalMs, parts.timeoutMs ?? Number.POSITIVE_INFINITY);
    this.#course = {
      carried: failed({ code: 'node_lost', facts: { delivered: 0 } }),
      contender: null,
      receipt: null,
      delivered: this.#delivered,
      attempts: this.#attempts,
      queuedMs: place.queuedMs,
    };
  }

  async run(): Promise<Course> {
    const first: SlotLease = { nodeId: this.place.nodeId, started: () => this.place.started(), release: () => {} };
    for (let lease: SlotLease | null = first; lease; lease = await this.#next()) {
      const live = this.#start(lease);
      if (live) await this.#see(await this.#hedged(live));
      if (this.#course.carried.kind !== 'failed') break;
    }
    return this.#course;
  }

  /** Asks a machine. @returns null when it can't be asked: the course says why. */
  #start(lease: SlotLease, isHedge = false): Live | null {
    const planned = this.#plan.take(lease.nodeId);
    if (!planned) {
      lease.release();
      return null;
    }
    const attempt = this.#attempts.length;
    const { contender } = planned;
    const entry: Attempt = {
      nodeId: lease.nodeId,
      listingId: contender.terms.listingId,
      startedMs: this.#sinceStart(),
      firstFrameMs: null,
      ...(isHedge && { hedge: true as const }),
      ...(this.#delivered.hasBegun && { resumed: true as const }),
    };
    const after = this.#attempts.findLast((it) => it.after !== undefined)?.after;
    this.#attempts.push(entry);
    const left = contender.terms.maxOutputTokens - this.#delivered.tokens;
    const work = this.parts.nodes.begun(lease.nodeId, left);
    const opened = openAttempt(this.parts.nodes, this.request, planned, {
      ...{ attempt, delivered: this.#delivered, nowMs: this.parts.clock.nowMs() },
    });
    if (opened.ok) {
      lease.started();
      return { attempt, planned, opened: opened.value, work, entry, after, openedAtMs: performance.now(), error: null };
    }
    lease.release();
    work.ended();
    this.#end(entry, opened.fault.code);
    if (!isHedge) this.#note({ carried: failed(opened.fault), contender, receipt: null });
    return null;
  }

  /** A second machine beside one that is slower than usual, where the buyer asked for speed. */
  async #hedged(live: Live): Promise<Live> {
    const { quote } = this.request;
    const afterMs = this.#delivered.hasBegun
      ? null
      : hedgeAfterMs(quote.policy, this.parts.nodes.presence(live.entry.nodeId));
    if (afterMs === null) return live;
    const start = () => {
      const lease = this.place.another(this.#plan.nodeIds(false));
      if (!lease) return null;
      if (this.parts.budget.spend(quote.accountId)) return this.#start(lease, true);
      lease.release();
      return null;
    };
    const { winner, loser } = await hedge(live, start, afterMs, this.parts.signal);
    if (!loser) return winner;
    loser.opened.stream.cancel();
    loser.work.ended();
    const code = loser.error === null ? null : codeOfError(loser.error);
    this.#end(loser.entry, code ?? 'hedge_lost');
    if (code) this.parts.nodes.outcome(loser.entry.nodeId, { kind: 'failed', code });
    return winner;
  }

  /** Carries what this machine says to the buyer, to its end. */
  async #see(live: Live): Promise<void> {
    const { planned, attempt, entry } = live;
    const { contender } = planned;
    const resumed = this.#delivered.resumed();
    const { out, limits, deadlines, signal } = this.parts;
    // Named one by one: to spread two large objects into a third takes longer than all that is done with it.
    const carried = await carryAnswer({
      out,
      limits,
      deadlines,
      signal,
      attempt,
      opened: live.opened,
      openedAtMs: live.openedAtMs,
      work: live.work,
      delivered: this.#delivered,
      nodeId: entry.nodeId,
      attemptFrame: this.#attemptFrame(attempt, entry.nodeId, live.after, resumed),
      maxOutputTokens: contender.terms.maxOutputTokens,
      maxInputTokens: contender.terms.maxInputTokens,
      kind: contender.terms.kind,
      totalDueMs: this.#totalDueMs,
      ownTimeoutSeconds: this.parts.timeoutMs === null ? null : Math.round(this.parts.timeoutMs / 1000),
    });
    entry.tokens = carried.tokens;
    entry.bytes = this.#delivered.bytesOf(attempt);
    entry.firstFrameMs = carried.firstFrameAtMs === null ? null : this.#sinceStart(carried.firstFrameAtMs);
    this.#note({ carried, contender, receipt: null });
    if (carried.kind === 'receipt') await this.#judge(live, carried, resumed);
    this.#tellOutcome(live);
  }

  /** An answer that ends is held against its receipt; one that does not fit is no better than one that broke. */
  async #judge(
    { planned: { contender }, entry }: Live,
    carried: Extract<Carried, { kind: 'receipt' }>,
    resumed: Receipt['resumed'] | null,
  ): Promise<void> {
    const checked: Result<Receipt> = await checkEnd(this.parts.log, this.request, contender, carried, resumed ?? null);
    if (checked.ok) {
      this.#note({ receipt: checked.value });
      // Now the last frame goes to the buyer as well.
      Object.assign(entry, { tokens: carried.ownTokens, bytes: carried.ownBytes });
      return;
    }
    // It has done its part: it may forget a receipt that will never be good.
    this.parts.nodes.ackReceipts(contender.terms.nodeId, [this.request.quote.jobId]);
    this.#note({ carried: { ...carried, kind: 'failed', fault: checked.fault } });
  }

  #tellOutcome({ entry, openedAtMs, work, planned }: Live): void {
    const { carried } = this.#course;
    work.ended();
    this.#end(entry, carried.kind === 'failed' ? carried.fault.code : undefined);
    if (carried.kind === 'failed') {
      this.parts.nodes.outcome(entry.nodeId, { kind: 'failed', code: carried.fault.code });
    } else if (carried.kind === 'receipt') {
      const now = performance.now();
      const billed = billedOf(planned.contender.terms, this.request.envelope, carried, this.#course);
      this.parts.nodes.outcome(entry.nodeId, {
        kind: 'ok',
        firstTokenMs: Math.round((carried.firstFrameAtMs ?? now) - openedAtMs),
        outputTokens: carried.ownTokens,
        totalMs: Math.round(now - openedAtMs),
        ...(billed && { billed }),
      });
    }
  }

  /** A slot at the next machine; null when the request has ended, or nobody can go on. */
  async #next(): Promise<SlotLease | null> {
    const { carried } = this.#course;
    const { signal, budget, cut } = this.parts;
    if (cut.aborted || carried.kind !== 'failed' || !ANOTHER_MAY_DO.has(carried.fault.code)) return null;
    if (this.#attempts.length >= MAX_ATTEMPTS || performance.now() >= this.#totalDueMs) return null;
    const isGoingOn = this.#delivered.hasBegun;
    if (isGoingOn ? !this.#delivered.canGoOn : !budget.spend(this.request.quote.accountId)) return null;
    const lease = this.place.another(this.#plan.nodeIds(isGoingOn)) ?? (await this.#nextOfMore(isGoingOn));
    if (!signal.aborted) return lease;
    lease?.release();
    this.#note({ carried: stopped() });
    return null;
  }

  /** Machines beyond the plan. Somebody who has half an answer waits a little for one to come, others less. */
  async #nextOfMore(isGoingOn: boolean): Promise<SlotLease | null> {
    const { limits, signal, cut } = this.parts;
    const untilMs = Math.min(
      performance.now() + (isGoingOn ? limits.takeOverMs : limits.takeOverMs / 4),
      this.#totalDueMs,
    );
    for (;;) {
      const more = this.#isHopeless ? null : await findMore(this.parts, this.request, this.#plan.tried, isGoingOn);
      if (more) this.#plan.admit(more);
      const nodeIds = this.#plan.nodeIds(isGoingOn);
      const lease = this.place.another(nodeIds) ?? (nodeIds.length > 0 ? await this.place.anotherSoon(nodeIds) : null);
      if (lease || !more || signal.aborted || cut.aborted || performance.now() >= untilMs) return lease;
      await pause(LOOK_AGAIN_MS);
    }
  }

  /** What no machine could go on with is not asked of more of them. */
  get #isHopeless(): boolean {
    const { carried } = this.#course;
    return carried.kind === 'failed' && carried.fault.code === 'resume_unsupported';
  }

  #attemptFrame(
    attempt: number,
    nodeId: string,
    after: string | undefined,
    resumed: Receipt['resumed'] | null,
  ): Uint8Array {
    return encodeJsonFrame(FrameType.Attempt, {
      attempt,
      nodeId,
      ...(after !== undefined && { after }),
      ...(resumed && { resumedTokens: resumed.tokens }),
    });
  }

  /** How far it has come. Written over: a copy of so large an object costs more than the step that it tells of. */
  #note(course: Partial<Course>): void {
    Object.assign(this.#course, course);
  }

  #end(entry: Attempt, after: string | undefined): void {
    entry.endedMs = this.#sinceStart();
    if (after !== undefined) entry.after = after;
  }

  #sinceStart(atMs = performance.now()): number {
    return Math.max(0, Math.round(atMs - this.parts.startedAtMs));
  }
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
