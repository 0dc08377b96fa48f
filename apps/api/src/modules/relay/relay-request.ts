import { encodeJsonFrame } from '@spindle/sealed/node';
import { type Fault, FrameType, fail, type RelayVoucher, type Result, type Signed } from '@spindle/shared';
import { faultOfException, type ModuleLog } from '../../platform/index.ts';
import type { Actor } from '../accounts/index.ts';
import type { Admission, EnterAsk, Place } from '../admission/index.ts';
import type { Ledger } from '../ledger/index.ts';
import type { Nodes } from '../nodes/index.ts';
import type { OpenGift } from '../promotions/index.ts';
import type { Usage } from '../usage/index.ts';
import { type AcceptDeps, type AcceptedRequest, acceptQuote, termsByNode } from './accept-quote.ts';
import type { Deadlines, RelayLimits } from './deadlines.ts';
import type { FindMoreQuote } from './find-more.ts';
import { type Finished, type FinishParts, finishBroken, finishRequest } from './finish-request.ts';
import type { FrameSink } from './frame-sink.ts';
import type { MoreDesk } from './more-desk.ts';
import type { SureRecorder } from './record-surely.ts';
import type { RetryBudget } from './retry-budget.ts';
import { runAttempts } from './run-attempts.ts';
import { coverBySignature, type TakeVoucher } from './take-voucher.ts';
import { type Tracked, trackedSink } from './tracked-sink.ts';

export interface RelayDeps extends AcceptDeps {
  log: ModuleLog;
  nodes: Pick<Nodes, 'presence' | 'infer' | 'begun' | 'outcome' | 'ackReceipts'>;
  admission: Pick<Admission, 'enter'>;
  ledger: Pick<Ledger, 'openHold' | 'extendHold'>;
  usage: Pick<Usage, 'record' | 'noteStopped'>;
  moreQuote: FindMoreQuote;
  takeVoucher: TakeVoucher;
  /** Sets the market's own money aside instead of the buyer's, or says why not. */
  openGift: OpenGift;
}

export interface RequestParts extends RelayDeps {
  limits: RelayLimits;
  deadlines: Deadlines;
  recorder: SureRecorder;
  moreDesk: MoreDesk;
  budget: RetryBudget;
  /** The broker is at its end: nobody is asked any more. */
  cut: AbortSignal;
  /** Jobs whose answers are under way. */
  jobs: Set<string>;
}

export interface RelayInput {
  quote: Signed;
  /** The sealed request. Nothing here can open it. */
  envelope: Uint8Array;
  /** The buyer's own patience for the whole answer. */
  timeoutMs?: number | undefined;
  /** In strict mode: what the buyer's device has signed for this answer. */
  voucher?: RelayVoucher | undefined;
  /** The buyer asks the market to pay for it; and where from, as far as that is known. */
  isGift?: boolean | undefined;
  address?: string | null | undefined;
}

/** What a hold outlives its request by: time for a receipt that comes late, after a crash of ours or the node's. */
const LATE_RECEIPT_MS = 20 * 60_000;

/** One request from its quote to its bill. */
export async function relayRequest(
  parts: RequestParts,
  actor: Actor,
  input: RelayInput,
  out: FrameSink,
  signal: AbortSignal,
): Promise<Result<Finished>> {
  const startedAtMs = performance.now();
  const timeoutMs = ownPatience(parts.limits, input);
  const accepted = await acceptSafely(parts, actor, input);
  if (!accepted.ok) return accepted;
  const request = accepted.value;
  const sink = trackedSink(out);
  parts.budget.earn(actor.accountId);
  const entered = await enter(parts, actor, request, sink, patience(signal, timeoutMs));
  if (!entered.ok) return refuse(sink, whyNotIn(entered.fault, signal, timeoutMs));
  const place = entered.value;
  const { jobId } = request.quote;
  parts.jobs.add(jobId);
  try {
    return await carryThrough(parts, { actor, request, input, place, sink, signal, startedAtMs, timeoutMs });
  } finally {
    parts.jobs.delete(jobId);
    place.leave();
  }
}

interface Carriage {
  actor: Actor;
  request: AcceptedRequest;
  input: RelayInput;
  place: Place;
  sink: Tracked;
  signal: AbortSignal;
  startedAtMs: number;
  timeoutMs: number | undefined;
}

async function carryThrough(parts: RequestParts, carriage: Carriage): Promise<Result<Finished>> {
  const { actor, request, place, sink, signal, startedAtMs, timeoutMs = null } = carriage;
  const { nodes, usage, recorder } = parts;
  const finish: FinishParts = { nodes, usage, recorder, actor, request, out: sink, startedAtMs };
  try {
    const covered = await coverBySignature(parts, actor, carriage.input.voucher);
    if (!covered.ok) return refuse(sink, covered.fault);
    const held = await openHold(parts, actor, request, carriage.input.address ?? null);
    if (!held.ok) return refuse(sink, held.fault);
    const run = Object.assign({ out: sink, signal, startedAtMs, timeoutMs }, parts);
    const course = await runAttempts(run, request, place);
    return await finishRequest(finish, course);
  } catch (error) {
    // Also where the hold may have been written although its answer was lost: then this gives it back.
    return await finishBroken(finish, faultOfException(error, parts.log), place.queuedMs);
  }
}

/** Waits in the queue where it must, and tells the buyer so. */
function enter(
  { admission }: RequestParts,
  { accountId, apiKeyId }: Actor,
  { modelId, quote, contenders }: AcceptedRequest,
  sink: Tracked,
  signal: AbortSignal,
): Promise<Result<Place>> {
  const ask: EnterAsk = {
    ...{ accountId, apiKeyId, modelId, signal, serviceClass: quote.serviceClass },
    nodeIds: contenders.map(({ terms }) => terms.nodeId),
    onQueued: ({ position, etaMs }) => {
      const eta = etaMs === null ? null : Math.max(0, Math.round(etaMs));
      sink.write(encodeJsonFrame(FrameType.Queued, { position: Math.max(0, position - 1), etaMs: eta }));
    },
  };
  return admission.enter(ask);
}

/** What is longer than the market's own patience is no limit of the buyer's, and more than a timer can count. */
const ownPatience = ({ totalMs }: RelayLimits, { timeoutMs }: RelayInput): number | undefined =>
  timeoutMs !== undefined && timeoutMs < totalMs ? timeoutMs : undefined;

/** Fires when the buyer leaves, or their own time is over. */
const patience = (signal: AbortSignal, timeoutMs: number | undefined): AbortSignal =>
  timeoutMs === undefined ? signal : AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]);

function whyNotIn(fault: Fault, signal: AbortSignal, timeoutMs: number | undefined): Fault {
  const isOutOfTime = fault.code === 'buyer_left' && !signal.aborted && timeoutMs !== undefined;
  return isOutOfTime ? fail('deadline_passed', { seconds: Math.round(timeoutMs / 1000) }).fault : fault;
}

/** A buyer who was told that they wait reads the refusal in the stream. */
function refuse(sink: Tracked, fault: Fault): Result<never> {
  if (sink.hasBegun) sink.write(encodeJsonFrame(FrameType.Error, fault));
  return { ok: false, fault };
}

async function acceptSafely(parts: RequestParts, actor: Actor, input: RelayInput): Promise<Result<AcceptedRequest>> {
  try {
    return await acceptQuote(parts, actor, input);
  } catch (error) {
    return { ok: false, fault: faultOfException(error, parts.log) };
  }
}

function openHold(
  parts: RequestParts,
  actor: Actor,
  request: AcceptedRequest,
  address: string | null,
): Promise<Result<null>> {
  const { quote, requestHash, contenders } = request;
  const hold = {
    jobId: quote.jobId,
    accountId: actor.accountId,
    apiKeyId: actor.apiKeyId,
    amountNano: BigInt(quote.holdNano),
    requestHash,
    terms: termsByNode(contenders),
    expiresAtMs: parts.clock.nowMs() + parts.limits.totalMs + LATE_RECEIPT_MS,
  };
  return request.isGift ? parts.openGift(actor, hold, quote.request, address) : parts.ledger.openHold(hold);
}
