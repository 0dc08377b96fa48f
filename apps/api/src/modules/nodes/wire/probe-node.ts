import type { ClientHttp2Session } from 'node:http2';
import { LINK_PATHS, ProbeLineSchema } from '@spindle/shared';
import { callLines, jsonOf } from './call-node.ts';

const TIMEOUT_MS = 40_000;
/** Fewer tokens say nothing of the speed. */
const MIN_TOKENS = 4;

export interface Measured {
  firstTokenMs: number;
  /** Null when the answer was too short, or came all at once. */
  tokensPerSecond: number | null;
}

/**
 * Asks a node for a tiny answer and times it by our own clock.
 * @returns null when the node is busy, its engine down, or the answer broke off: unknown, not slow.
 */
export async function probeNode(session: ClientHttp2Session): Promise<Measured | null> {
  const startedAt = performance.now();
  let firstAt: number | null = null;
  let last = { tokens: 0, at: startedAt };
  let isWhole = false;
  try {
    await callLines(
      session,
      'POST',
      LINK_PATHS.probe,
      (line) => {
        const parsed = ProbeLineSchema.safeParse(jsonOf(line));
        if (!parsed.success) return;
        isWhole ||= parsed.data.end === true;
        if (parsed.data.tokens === 0) return;
        firstAt ??= performance.now();
        if (!parsed.data.end) last = { tokens: parsed.data.tokens, at: performance.now() };
      },
      { body: {}, timeoutMs: TIMEOUT_MS },
    );
  } catch {
    return null;
  }
  if (firstAt === null || !isWhole) return null;
  const speakingMs = last.at - firstAt;
  const isTelling = last.tokens >= MIN_TOKENS && speakingMs > 0;
  return {
    firstTokenMs: Math.round(firstAt - startedAt),
    tokensPerSecond: isTelling ? ((last.tokens - 1) * 1000) / speakingMs : null,
  };
}
