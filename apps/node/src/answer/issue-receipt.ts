import {
  type AnswerSealer,
  encodeJsonFrame,
  type FinishReason,
  type OpenedRequest,
  type PriorAnswer,
  signReceipt,
} from '@spindle/sealed/node';
import { FrameType, feeNano, type Receipt, type Terms, termsCostNano } from '@spindle/shared';
import type { Deliveries } from '../deliveries.ts';
import type { EarningsBook } from '../earnings/earnings-book.ts';
import { systemReason } from '../home/home.ts';
import type { Accepted } from './accept-request.ts';
import type { AnswerEnd, Writer } from './answer-writer.ts';
import type { Reply } from './reply.ts';

export interface ReceiptParts {
  deliveries: Deliveries;
  /** Counts what each receipt earns. */
  earnings: Pick<EarningsBook, 'refusal' | 'receiptIssued'>;
  nowMs: () => number;
  /** The disk took no receipt: it is kept in memory, and lost with this process. */
  onJournalFault: (reason: string) => void;
}

/** How an answer went. `end` is null when the buyer stopped or the link broke. */
export interface Course {
  startedAtMs: number;
  read: { input: number; cached: number };
  end: AnswerEnd | null;
}

interface Told {
  accepted: Accepted;
  sealed: OpenedRequest;
  sealer: AnswerSealer;
  /** Set when others began this answer. */
  prior: PriorAnswer | null;
  course: Course;
  writer: Writer;
}

/**
 * Signs what was delivered. The receipt is on the disk before it leaves, so that no crash can lose what was earned.
 * An answer that was stopped before its first token has none: it costs nothing.
 */
export async function issueReceipt(parts: ReceiptParts, told: Told, reply: Reply): Promise<void> {
  if (!told.course.end && told.writer.sentTokens === 0) return;
  const { jobId } = told.accepted.terms;
  const witness = receiptOf(told, parts.nowMs());
  const receipt = await signReceipt(witness, told.accepted.keySet.receiptSigner);
  try {
    await parts.deliveries.keep({ jobId, receipt });
  } catch (error) {
    parts.onJournalFault(systemReason(error));
  }
  parts.earnings.receiptIssued(
    jobId,
    earnedNano(told.accepted.terms, witness),
    told.course.end !== null && reply.isOpen,
  );
  if (!reply.isOpen) return parts.deliveries.late();
  parts.deliveries.sent(jobId);
  reply.frame(encodeJsonFrame(FrameType.Receipt, receipt));
  reply.end();
}

/** The provider's part of what the receipt costs, as the market reckons it. */
function earnedNano(terms: Terms, { tokens }: Receipt): bigint {
  const cost = termsCostNano(terms, tokens);
  return cost - feeNano(cost, terms.feeBasisPoints);
}

function receiptOf({ accepted, sealed, sealer, prior, course, writer }: Told, nowMs: number): Receipt {
  const tokens = course.end?.usage ?? { ...course.read, output: writer.sentTokens };
  // The machine's clock may have been set back meanwhile.
  const endedAt = Math.max(nowMs, course.startedAtMs, writer.firstAtMs ?? 0);
  return {
    v: 1,
    jobId: accepted.terms.jobId,
    nodeId: accepted.terms.nodeId,
    termsHash: sealed.termsHash,
    requestHash: sealed.requestHash,
    ...sealer.proof(),
    tokens,
    ...(prior && { resumed: { tokens: prior.outputTokens, priorHash: prior.priorHash } }),
    end: course.end ? endOf(course.end.reason) : 'stopped',
    startedAt: course.startedAtMs,
    firstTokenAt: tokens.output === 0 ? null : (writer.firstAtMs ?? endedAt),
    endedAt,
  };
}

/** A filter that stops a model ends the answer like its own last word. */
const endOf = (reason: FinishReason): Receipt['end'] => (reason === 'content_filter' ? 'stop' : reason);
