import type { UsageReceipt } from '../../../../lib/api/index.ts';

type Attempt = UsageReceipt['journey']['attempts'][number];

/** A stretch of the picture, in milliseconds since the request came; null where the books do not say. */
export interface Span {
  startMs: number;
  /** When the first token came; null when none did. */
  firstMs: number | null;
  endMs: number;
}

export type Lane =
  | { kind: 'queue'; span: Span }
  | { kind: 'attempt'; number: number; attempt: Attempt; span: Span | null; isLast: boolean };

export interface Timeline {
  /** The width of the picture. */
  totalMs: number;
  lanes: Lane[];
}

/** A request's journey as lanes of one picture: the queue, then each machine that was tried. */
export function timelineOf({ row, journey }: Pick<UsageReceipt, 'row' | 'journey'>): Timeline {
  const queuedMs = journey.queuedMs ?? row.queueMs;
  const { attempts } = journey;
  const lanes: Lane[] = attempts.map((attempt, at) => ({
    kind: 'attempt',
    number: at + 1,
    attempt,
    span:
      spanOf(attempt) ??
      (attempts.length === 1 ? { startMs: queuedMs, firstMs: row.firstTokenMs, endMs: row.totalMs } : null),
    isLast: at === attempts.length - 1,
  }));
  if (queuedMs > 0) lanes.unshift({ kind: 'queue', span: { startMs: 0, firstMs: null, endMs: queuedMs } });
  const ends = lanes.map(({ span }) => span?.endMs ?? 0);
  return { totalMs: Math.max(1, row.totalMs, ...ends), lanes };
}

function spanOf({ startedMs, firstFrameMs, endedMs }: Attempt): Span | null {
  if (startedMs === undefined || endedMs === undefined) return null;
  return { startMs: startedMs, firstMs: firstFrameMs ?? null, endMs: endedMs };
}

export interface Stretch {
  /** `waiting` for the first token, or `streaming` after it. */
  kind: 'waiting' | 'streaming';
  leftPercent: number;
  widthPercent: number;
}

/** The bars of a lane. What lasted no time is still there to be seen. */
export function stretchesOf({ startMs, firstMs, endMs }: Span, totalMs: number): Stretch[] {
  const percent = (ms: number) => Math.min(100, Math.max(0, (ms / totalMs) * 100));
  const stretch = (kind: Stretch['kind'], fromMs: number, toMs: number): Stretch => ({
    kind,
    leftPercent: percent(fromMs),
    widthPercent: Math.max(0, percent(toMs) - percent(fromMs)),
  });
  if (firstMs === null) return [stretch('waiting', startMs, endMs)];
  return [stretch('waiting', startMs, firstMs), stretch('streaming', firstMs, endMs)];
}
