import type { Fault, TokenCount } from '@spindle/shared';
import type { Ask, Engine, Piece } from '../engine.ts';

export interface Heard {
  text: string;
  pieces: Piece[];
  /** Output tokens as each piece told them. */
  counts: number[];
  read: { input: number; cached: number } | null;
  end: { reason: string; moreReasons?: string[]; usage: TokenCount } | null;
  fault: Fault | null;
  /** What the owner hears of it. */
  why: Fault | null;
}

/** Asks an engine and hears it out. */
export async function askEngine(
  engine: Engine,
  request: Record<string, unknown> | string,
  parts: Partial<Omit<Ask, 'kind' | 'request'>> & {
    kind?: Ask['kind'];
    signal?: AbortSignal;
    /** A promise that it gives makes the engine wait. */
    onPiece?: (heard: Heard) => unknown;
  } = {},
): Promise<Heard> {
  const question = typeof request === 'string' ? { messages: [{ role: 'user' as const, content: request }] } : request;
  const { signal = new AbortController().signal, onPiece, kind = 'chat', ...ask } = parts;
  const heard: Heard = { text: '', pieces: [], counts: [], read: null, end: null, fault: null, why: null };
  const limits = { maxInputTokens: 400, maxOutputTokens: 20, owner: 'me', ...ask };
  const whole = { kind, request: question, ...limits } as Ask;
  await engine.answer(whole, signal, (event) => {
    if (event.kind === 'read') heard.read = { input: event.input, cached: event.cached };
    else if (event.kind === 'end') {
      const { kind: _, ...end } = event;
      heard.end = end;
    } else if (event.kind === 'failed') {
      heard.fault = event.fault;
      heard.why = event.why ?? null;
    } else {
      if (event.piece.kind === 'text') heard.text += event.piece.text;
      heard.pieces.push(event.piece);
      heard.counts.push(event.outputTokens);
      const said = onPiece?.(heard);
      if (said instanceof Promise) return said;
    }
    return undefined;
  });
  return heard;
}
