import { type Fault, fail } from '@spindle/shared';
import type { Capacity, Slot } from '../capacity.ts';
import type { Hear, Piece } from '../engines/index.ts';
import { type Accepted, type AcceptParts, acceptRequest, GOING_ON_MS } from './accept-request.ts';
import { AnswerWriter, type Writer } from './answer-writer.ts';
import { type Course, issueReceipt, type ReceiptParts } from './issue-receipt.ts';
import { endAtOnce, type Opened, openQuestion } from './open-question.ts';
import { PacedWriter } from './paced-writer.ts';
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
  // Why an owner lets the machine take nothing is told to the market, and is no buyer's business.
  const slot = parts.earnings.refusal ? null : parts.capacity.take();
  if (!slot) return reply.refuse(fail('node_busy').fault);
  const { jobId, expiresAt } = accepted.value.terms;
  try {
    if (!parts.replays.take(jobId, accepted.value.attempt, expiresAt + GOING_ON_MS)) {
      return reply.refuse(fail('request_replayed').fault);
    }
    const opened = openQuestion(accepted.value);
    if (opened.ok) await speak(parts, accepted.value, opened.value, slot, reply);
    else reply.refuse(opened.fault);
  } catch {
    // A bug of an engine or ours. Its words could hold text of the buyer, so only the code goes on.
    const { fault } = fail('engine_unreachable');
    parts.onFault(fault, jobId);
    reply.refuse(fault);
  } finally {
    slot.free();
  }
}

/** Runs the engine and passes its answer on, then bears witness to it. */
async function speak(parts: AnswerParts, accepted: Accepted, opened: Opened, slot: Slot, reply: Reply): Promise<void> {
  const { sealed, prior } = opened;
  const sealer = sealed.answer(accepted.attempt);
  const send = (frame: Buffer) => reply.frame(frame);
  const before = prior?.outputTokens ?? 0;
  const { pace } = sealed.body;
  const writer = pace
    ? new PacedWriter({ sealer, send, nowMs: parts.nowMs, before, pace })
    : new AnswerWriter(sealer, send, parts.nowMs, before);
  const course: Course = { startedAtMs: parts.nowMs(), read: { input: 0, cached: 0 }, end: null };
  const heard: { fault: Fault | null } = { fault: null };
  try {
    await run(accepted, opened, reply.cancelled, (event) => {
      if (event.kind === 'piece') writer.write(placed(event.piece, opened), event.outputTokens);
      else if (event.kind === 'read') course.read = { input: event.input, cached: event.cached };
      else if (event.kind === 'end') course.end = event;
      else heard.fault = event.fault;
      return reply.drained;
    });
  } finally {
    writer.stop();
  }
  if (heard.fault) {
    parts.onFault(heard.fault, accepted.terms.jobId);
    return reply.refuse(heard.fault);
  }
  if (!course.end || !reply.isOpen || !(await writer.finish(course.end, reply.cancelled))) course.end = null;
  // A pace says nothing of how fast the machine is.
  if (!pace) measure(slot, course, writer, parts.nowMs());
  await issueReceipt(parts, { accepted, sealed, sealer, prior, course, writer }, reply);
}

async function run(accepted: Accepted, opened: Opened, signal: AbortSignal, hear: Hear): Promise<void> {
  const { question, said, maxOutputTokens } = opened;
  const reason = endAtOnce(opened);
  if (reason) return void hear({ kind: 'end', reason, usage: { input: 0, cached: 0, output: 0 } });
  const { terms, engine, accountId } = accepted;
  const owner = opened.sealed.cacheSalt ?? accountId;
  const limits = { maxInputTokens: terms.maxInputTokens, maxOutputTokens, owner };
  await engine.answer({ ...question, said, ...limits }, signal, hear);
}

/** A vector stands where its input stood in the whole request. */
function placed(piece: Piece, { places }: Opened): Piece {
  return piece.kind === 'embedding' ? { ...piece, index: places?.[piece.index] ?? piece.index } : piece;
}

function measure(slot: Slot, course: Course, writer: Writer, nowMs: number): void {
  if (writer.firstAtMs === null) return;
  slot.measure({
    firstTokenMs: writer.firstAtMs - course.startedAtMs,
    outputTokens: writer.sentTokens,
    totalMs: nowMs - course.startedAtMs,
  });
}
