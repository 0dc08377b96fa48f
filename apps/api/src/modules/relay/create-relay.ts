import { type AccountId, type ErrorCode, fail, type MoreReply, type Result } from '@spindle/shared';
import type { Actor } from '../accounts/index.ts';
import { createDeadlines, RELAY_LIMITS, type RelayLimits } from './deadlines.ts';
import type { Finished } from './finish-request.ts';
import type { FrameSink } from './frame-sink.ts';
import { MoreDesk } from './more-desk.ts';
import { createSureRecorder } from './record-surely.ts';
import { type RelayDeps, type RelayInput, relayRequest } from './relay-request.ts';
import { RetryBudget, type RetryLimits } from './retry-budget.ts';

export interface CreateRelayDeps extends RelayDeps {
  limits?: Partial<RelayLimits>;
  retries?: RetryLimits;
  /** For metrics: each request that was let in, at its end. `code` is the fault's, or `ok`. */
  onEnd?: (finished: Finished | null, code: ErrorCode | 'ok', accountId: AccountId) => void;
}

export interface Relay {
  /**
   * Carries one sealed request: holds the worst case, passes the answer on unread, goes on elsewhere when a machine
   * breaks, settles by the receipt.
   * @returns a fault only while nothing was written to `out`; from the first frame on, faults are frames.
   */
  request(actor: Actor, input: RelayInput, out: FrameSink, signal: AbortSignal): Promise<Result<Finished>>;
  /** The device's answer to a `More` frame. Refusals: `not_found`, `quote_not_yours`. */
  more(actor: Actor, reply: MoreReply): Result<null>;
  /** True while the answer of this job is under way here: a receipt for it that comes by itself must wait. */
  isInWork(jobId: string): boolean;
  readonly active: number;
  /** From now on an answer whose machine breaks ends there: no other is looked for. */
  cut(): void;
  /** Lets nobody in; resolves when all answers in work have ended. Close nodes meanwhile to end those that hang. */
  close(): Promise<void>;
}

export function createRelay(deps: CreateRelayDeps): Relay {
  const limits = { ...RELAY_LIMITS, ...deps.limits };
  const deadlines = createDeadlines(Math.min(250, limits.firstTokenMs / 4));
  const recorder = createSureRecorder(deps.usage, deps.log);
  const moreDesk = new MoreDesk();
  const budget = new RetryBudget(deps.retries);
  const jobs = new Set<string>();
  const cut = new AbortController();
  const parts = { ...deps, limits, deadlines, recorder, moreDesk, budget, jobs, cut: cut.signal };
  const inWork = new Set<Promise<unknown>>();
  let isClosing = false;
  return {
    request: async (actor, input, out, signal) => {
      if (isClosing) return fail('shutting_down');
      const work = relayRequest(parts, actor, input, out, signal);
      inWork.add(work);
      try {
        const result = await work;
        deps.onEnd?.(result.ok ? result.value : null, codeOf(result), actor.accountId);
        return result;
      } finally {
        inWork.delete(work);
      }
    },
    more: ({ accountId }, reply) => moreDesk.answer(accountId, reply),
    isInWork: (jobId) => jobs.has(jobId),
    get active() {
      return inWork.size;
    },
    cut: () => cut.abort(),
    close: async () => {
      isClosing = true;
      await Promise.allSettled(inWork);
      recorder.stop();
      await recorder.idle();
      deadlines.stop();
    },
  };
}

function codeOf(result: Result<Finished>): ErrorCode | 'ok' {
  return result.ok ? (result.value.fault?.code ?? 'ok') : result.fault.code;
}
