import { encodeJsonFrame } from '@spindle/sealed/node';
import { type Fault, FrameType, fail, ok, type Result, type Settled, type StreamEnd } from '@spindle/shared';
import type { Nodes } from '../nodes/index.ts';
import { billReceipt, freeOfCharge, type Usage } from '../usage/index.ts';
import type { WithReceipt } from './check-end.ts';
import { type Course, failed } from './course.ts';
import { Delivered } from './delivered.ts';
import { type RequestOfActor, recordOf, type Times, timesOf } from './record-of.ts';
import { BUYER_PATIENCE_MS, type SureRecorder } from './record-surely.ts';
import type { Tracked } from './tracked-sink.ts';

export interface FinishParts extends RequestOfActor {
  nodes: Pick<Nodes, 'ackReceipts'>;
  usage: Pick<Usage, 'noteStopped'>;
  recorder: SureRecorder;
  out: Tracked;
}

/** How a request ended, for the books, the buyer and the metrics alike. */
export interface Finished extends Times {
  end: StreamEnd;
  fault: Fault | null;
  outputTokens: number;
}

/**
 * Draws the line under a request: bill, books, the last frames, the node's acknowledgement.
 * @returns the fault when nothing was sent yet, so that the door can answer it by a status.
 */
export async function finishRequest(parts: FinishParts, course: Course): Promise<Result<Finished>> {
  const { carried } = course;
  switch (carried.kind) {
    case 'receipt':
      return finishByReceipt(parts, course, carried);
    case 'stopped':
      return finishStopped(parts, course, carried.fault);
    case 'failed':
      return finishFailed(parts, course, carried.fault);
  }
}

/** Bad news is not kept back for long, only because the books cannot be written. */
const FAULT_PATIENCE_MS = 500;

/** One receipt for the whole answer: what others had delivered is in it by its hash, and free. */
async function finishByReceipt(parts: FinishParts, course: Course, carried: WithReceipt): Promise<Result<Finished>> {
  const { contender, receipt } = course;
  if (!contender || !receipt) return finishFailed(parts, course, fail('receipt_invalid').fault);
  carried.passLast();
  parts.out.write(carried.receiptFrame);
  const bill = billReceipt(contender.terms, receipt, null);
  const outcome = await parts.recorder.record(recordOf(parts, course, bill, null), {
    patienceMs: BUYER_PATIENCE_MS,
    onRecorded: () => parts.nodes.ackReceipts(contender.terms.nodeId, [parts.request.quote.jobId]),
  });
  if (outcome === 'late' || outcome === 'failed') {
    const { fault } = fail('settle_delayed');
    parts.out.write(encodeJsonFrame(FrameType.Error, fault));
    return ok(finished(parts, course, bill.end, fault));
  }
  const settled: Settled = { chargedNano: `${bill.costNano}`, feeNano: `${bill.feeNano}`, end: bill.end };
  parts.out.write(encodeJsonFrame(FrameType.Settled, settled));
  return ok(finished(parts, course, bill.end, null));
}

/**
 * The buyer left, or their own time was over. What the last machine delivered is billed as soon as its receipt comes;
 * what others had delivered before is free, as ever.
 */
async function finishStopped(parts: FinishParts, course: Course, fault: Fault | null): Promise<Result<Finished>> {
  const { carried, contender, delivered } = course;
  const { jobId } = parts.request.quote;
  const end: StreamEnd = delivered.tokens > 0 ? { kind: 'stopped', delivered: delivered.tokens } : { kind: 'empty' };
  if (carried.tokens > 0 && contender) parts.usage.noteStopped(jobId, contender.terms.nodeId, carried.tokens);
  else await parts.recorder.record(recordOf(parts, course, freeOfCharge(end), fault), { patienceMs: 0 });
  if (fault && !parts.out.hasBegun) return { ok: false, fault };
  if (fault) parts.out.write(encodeJsonFrame(FrameType.Error, fault));
  return ok(finished(parts, course, end, fault));
}

/** Our side or the machines' broke it, and nobody could go on: nothing is charged, and the hold goes back at once. */
async function finishFailed(parts: FinishParts, course: Course, cause: Fault): Promise<Result<Finished>> {
  const { tokens } = course.delivered;
  const fault: Fault = tokens > 0 ? { ...cause, facts: { ...cause.facts, delivered: tokens } } : cause;
  const bill = freeOfCharge(tokens > 0 ? { kind: 'cut', delivered: tokens, by: 'node' } : { kind: 'empty' });
  await parts.recorder.record(recordOf(parts, course, bill, fault), { patienceMs: FAULT_PATIENCE_MS });
  if (!parts.out.hasBegun) return { ok: false, fault };
  parts.out.write(encodeJsonFrame(FrameType.Error, fault));
  return ok(finished(parts, course, bill.end, fault));
}

/** A bug of ours, or a database that went away: nothing is charged. */
export async function finishBroken(parts: FinishParts, fault: Fault, queuedMs: number): Promise<Result<Finished>> {
  const nothing = { contender: null, receipt: null, delivered: new Delivered(), attempts: [], queuedMs };
  return finishFailed(parts, { ...nothing, carried: failed(fault) }, fault);
}

const finished = (parts: FinishParts, course: Course, end: StreamEnd, fault: Fault | null): Finished => ({
  end,
  fault,
  ...timesOf(parts, course),
  outputTokens: course.delivered.tokens,
});
