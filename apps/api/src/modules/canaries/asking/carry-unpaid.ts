import { encodeJsonFrame, FrameReader, outputTokensOf } from '@spindle/sealed/node';
import { encodeHeaded, FaultError, FrameType, type RelayHead, type Settled, unwrap } from '@spindle/shared';
import type { Nodes } from '../../nodes/index.ts';

/** What is seen of an answer on its way, by our own clock. */
export interface Timed {
  sentAtMs: number;
  firstAtMs: number | null;
  /** When the last token came, and how many had come by then: the machine's own count. */
  lastAtMs: number | null;
  tokens: number;
}

export interface CarryParts {
  nodes: Pick<Nodes, 'infer' | 'begun' | 'ackReceipts'>;
  nodeId: string;
  jobId: string;
  maxOutputTokens: number;
  timed: Timed;
}

/** Nobody pays for the market's own questions. */
const FREE: Settled = { chargedNano: '0', feeNano: '0', end: { kind: 'complete', reason: 'stop' } };

/**
 * The relay's part for a question of the market's own: hands it to the one machine, as a first attempt, and passes its
 * frames on. To the machine nothing is different: it is acknowledged the receipt that it signed.
 */
export async function* carryUnpaid(
  { nodes, nodeId, jobId, maxOutputTokens, timed }: CarryParts,
  head: RelayHead,
  envelope: Uint8Array,
  signal: AbortSignal | undefined,
): AsyncGenerator<Uint8Array> {
  const work = nodes.begun(nodeId, maxOutputTokens);
  const reader = new FrameReader();
  timed.sentAtMs = performance.now();
  try {
    const stream = unwrap(nodes.infer(nodeId, encodeHeaded({ quote: head.quote, attempt: 0 }, envelope)));
    const stop = () => stream.cancel();
    signal?.addEventListener('abort', stop, { once: true });
    let isSettled = false;
    try {
      yield encodeJsonFrame(FrameType.Attempt, { attempt: 0, nodeId });
      // As the relay does, a stream whose receipt is here is read to its end: to stop it would tell.
      for await (const chunk of stream) {
        if (isSettled) continue;
        let hasReceipt = false;
        for (const frame of unwrap(reader.push(chunk))) {
          if (frame.type === FrameType.Text || frame.type === FrameType.Last) note(timed, outputTokensOf(frame));
          hasReceipt ||= frame.type === FrameType.Receipt;
        }
        yield chunk;
        if (!hasReceipt) continue;
        nodes.ackReceipts(nodeId, [jobId]);
        isSettled = true;
        yield encodeJsonFrame(FrameType.Settled, FREE);
      }
      // The iteration ends without a word when it was cancelled.
      if (!isSettled) throw new FaultError({ code: 'node_lost', facts: { delivered: timed.tokens } });
    } finally {
      signal?.removeEventListener('abort', stop);
      if (!isSettled) stream.cancel();
    }
  } finally {
    work.ended();
  }
}

function note(timed: Timed, tokens: number): void {
  const nowMs = performance.now();
  timed.firstAtMs ??= nowMs;
  if (tokens <= timed.tokens) return;
  timed.tokens = tokens;
  timed.lastAtMs = nowMs;
}
