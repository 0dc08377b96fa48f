import { type OpenedRequest, openRequest } from '@spindle/sealed/node';
import { type Fault, fail, ok, type Result } from '@spindle/shared';
import type { Capacity, Slot } from '../capacity.ts';
import { type ChatRequest, readChatRequest } from '../engines/index.ts';
import { type Accepted, type AcceptParts, acceptRequest } from './accept-request.ts';
import { AnswerWriter } from './answer-writer.ts';
import { type Course, issueReceipt, type ReceiptParts } from './issue-receipt.ts';
import type { ReplayGuard } from './replay-guard.ts';
import type { Reply } from './reply.ts';

export interface AnswerParts extends AcceptParts, ReceiptParts {
  capacity: Capacity;
  replays: ReplayGuard;
  /** A failure that the owner should know of: codes and ids, never text. */
  onFault: (fault: Fault, jobId: string) => void;
}

/** One request from its bytes to its receipt. Every way out answers `reply`; nothing is thrown. */
export async function answerRequest(parts: AnswerParts, body: Uint8Array, reply: Reply): Promise<void> {
  const accepted = await acceptRequest(parts, body);
  if (!accepted.ok) return reply.refuse(accepted.fault);
  const slot = parts.capacity.take();
  if (!slot) return reply.refuse(fail('node_busy').fault);
  try {
    const opened = open(parts, accepted.value);
    if (opened.ok) await speak(parts, accepted.value, opened.value, slot, reply);
    else reply.refuse(opened.fault);
  } catch {
    // A bug of an engine or ours. Its words could hold text of the buyer, so only the code goes on.
    const { fault } = fail('engine_unreachable');
    parts.onFault(fault, accepted.value.terms.jobId);
    reply.refuse(fault);
  } finally {
    slot.free();
  }
}

interface Opened {
  sealed: OpenedRequest;
  request: ChatRequest;
}

function open(parts: AnswerParts, { terms, envelope, keySet }: Accepted): Result<Opened> {
  if (!parts.replays.take(terms.jobId, terms.expiresAt)) return fail('request_replayed');
  const sealed = openRequest({ envelope, nodeId: terms.nodeId, terms, keys: keySet.sealKeys });
  if (!sealed.ok) return sealed;
  const request = readChatRequest(sealed.value.body.request);
  return request.ok ? ok({ sealed: sealed.value, request: request.value }) : request;
}

/** Runs the engine and passes its answer on, then bears witness to it. */
async function speak(
  parts: AnswerParts,
  accepted: Accepted,
  { sealed, request }: Opened,
  slot: Slot,
  reply: Reply,
): Promise<void> {
  const { terms, engine, accountId } = accepted;
  const sealer = sealed.answer(accepted.attempt);
  const writer = new AnswerWriter(sealer, (frame) => reply.frame(frame), parts.nowMs);
  const course: Course = { startedAtMs: parts.nowMs(), read: { input: 0, cached: 0 }, end: null };
  const { maxInputTokens, maxOutputTokens } = terms;
  const ask = { request, maxInputTokens, maxOutputTokens, owner: accountId };
  try {
    for await (const event of engine.answer(ask, reply.cancelled)) {
      if (event.kind === 'piece') writer.write(event.piece, event.outputTokens);
      else if (event.kind === 'read') course.read = { input: event.input, cached: event.cached };
      else if (event.kind === 'end') course.end = { reason: event.reason, usage: event.usage };
      else {
        parts.onFault(event.fault, terms.jobId);
        return reply.refuse(event.fault);
      }
    }
  } finally {
    writer.stop();
  }
  if (course.end && reply.isOpen) writer.finish(course.end.reason, course.end.usage);
  else course.end = null;
  measure(slot, course, writer, parts.nowMs());
  await issueReceipt(parts, { accepted, sealed, sealer, course, writer }, reply);
}

function measure(slot: Slot, course: Course, writer: AnswerWriter, nowMs: number): void {
  if (writer.firstAtMs === null) return;
  slot.measure({
    firstTokenMs: writer.firstAtMs - course.startedAtMs,
    outputTokens: writer.sentTokens,
    totalMs: nowMs - course.startedAtMs,
  });
}
