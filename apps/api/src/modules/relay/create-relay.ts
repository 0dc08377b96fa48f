import { type ErrorCode, fail, type Result, type Signed } from '@spindle/shared';
import { faultOfException, type ModuleLog } from '../../platform/index.ts';
import type { Actor } from '../accounts/index.ts';
import type { Admission } from '../admission/index.ts';
import type { Ledger } from '../ledger/index.ts';
import type { Nodes } from '../nodes/index.ts';
import type { Usage } from '../usage/index.ts';
import { type AcceptDeps, type AcceptedRequest, acceptQuote, termsByNode } from './accept-quote.ts';
import { createDeadlines, type Deadlines, RELAY_LIMITS, type RelayLimits } from './deadlines.ts';
import { type Finished, type FinishParts, finishBroken, finishRequest } from './finish-request.ts';
import type { FrameSink } from './frame-sink.ts';
import { createSureRecorder, type SureRecorder } from './record-surely.ts';
import { tryContenders } from './try-contenders.ts';

export interface RelayDeps extends AcceptDeps {
  log: ModuleLog;
  nodes: Pick<Nodes, 'presence' | 'infer' | 'ackReceipts'>;
  admission: Pick<Admission, 'enter'>;
  ledger: Pick<Ledger, 'openHold'>;
  usage: Pick<Usage, 'record' | 'noteStopped'>;
  limits?: Partial<RelayLimits>;
  /** For metrics: each request that was let in, at its end. `code` is the fault's, or `ok`. */
  onEnd?: (finished: Finished | null, code: ErrorCode | 'ok') => void;
}

export interface RelayInput {
  quote: Signed;
  /** The sealed request. Nothing here can open it. */
  envelope: Uint8Array;
}

export interface Relay {
  /**
   * Carries one sealed request: holds the worst case, passes the answer on unread, settles by the receipt.
   * @returns a fault only while nothing was written to `out`; from the first frame on, faults are frames.
   */
  request(actor: Actor, input: RelayInput, out: FrameSink, signal: AbortSignal): Promise<Result<Finished>>;
  readonly active: number;
  /** Lets nobody in; resolves when all answers in work have ended. Close nodes meanwhile to end those that hang. */
  close(): Promise<void>;
}

/** What a hold outlives its request by: time for a receipt that comes late, after a crash of ours or the node's. */
const LATE_RECEIPT_MS = 20 * 60_000;

export function createRelay(deps: RelayDeps): Relay {
  const limits = { ...RELAY_LIMITS, ...deps.limits };
  const deadlines = createDeadlines(Math.min(250, limits.firstTokenMs / 4));
  const recorder = createSureRecorder(deps.usage, deps.log);
  const parts = { ...deps, limits, deadlines, recorder };
  const inWork = new Set<Promise<unknown>>();
  let isClosing = false;
  return {
    request: async (actor, input, out, signal) => {
      if (isClosing) return fail('shutting_down');
      const work = relayRequest(parts, actor, input, out, signal);
      inWork.add(work);
      try {
        const result = await work;
        deps.onEnd?.(result.ok ? result.value : null, codeOf(result));
        return result;
      } finally {
        inWork.delete(work);
      }
    },
    get active() {
      return inWork.size;
    },
    close: async () => {
      isClosing = true;
      await Promise.allSettled(inWork);
      recorder.stop();
      await recorder.idle();
      deadlines.stop();
    },
  };
}

type Parts = RelayDeps & { limits: RelayLimits; deadlines: Deadlines; recorder: SureRecorder };

async function relayRequest(
  parts: Parts,
  actor: Actor,
  input: RelayInput,
  out: FrameSink,
  signal: AbortSignal,
): Promise<Result<Finished>> {
  const startedAtMs = performance.now();
  const accepted = await acceptSafely(parts, actor, input);
  if (!accepted.ok) return accepted;
  const request = accepted.value;
  let hasBegun = false;
  const tracked: FrameSink = {
    write: (frames) => {
      hasBegun = true;
      return out.write(frames);
    },
  };
  const finish: FinishParts = { ...parts, actor, request, out: tracked, startedAtMs };
  const entered = await parts.admission.enter({
    ...{ accountId: actor.accountId, apiKeyId: actor.apiKeyId, serviceClass: 'interactive', modelId: request.modelId },
    ...{ nodeIds: request.contenders.map(({ terms }) => terms.nodeId), signal },
  });
  if (!entered.ok) return entered;
  const place = entered.value;
  try {
    const held = await openHold(parts, actor, request);
    if (!held.ok) return held;
    return await finishRequest(finish, await tryContenders({ ...parts, out: tracked, signal, place }, request));
  } catch (error) {
    // Also where the hold may have been written although its answer was lost: then this gives it back.
    return await finishBroken(finish, faultOfException(error, parts.log), hasBegun);
  } finally {
    place.leave();
  }
}

async function acceptSafely(parts: Parts, actor: Actor, input: RelayInput): Promise<Result<AcceptedRequest>> {
  try {
    return await acceptQuote(parts, actor, input);
  } catch (error) {
    return { ok: false, fault: faultOfException(error, parts.log) };
  }
}

function openHold({ clock, limits, ledger }: Parts, actor: Actor, request: AcceptedRequest): Promise<Result<null>> {
  const { quote, requestHash, contenders } = request;
  return ledger.openHold({
    jobId: quote.jobId,
    accountId: actor.accountId,
    apiKeyId: actor.apiKeyId,
    amountNano: BigInt(quote.holdNano),
    requestHash,
    terms: termsByNode(contenders),
    expiresAtMs: clock.nowMs() + limits.totalMs + LATE_RECEIPT_MS,
  });
}

function codeOf(result: Result<Finished>): ErrorCode | 'ok' {
  return result.ok ? (result.value.fault?.code ?? 'ok') : result.fault.code;
}
