import { FaultError, fail } from '@spindle/shared';
import { queryClient, trpc } from '../../../lib/api/index.ts';
import type { Message } from '../cost.ts';
import { type AnswerRequest, streamAnswer } from '../stream-answer.ts';
import { type Answer, newAnswer } from '../turn.ts';

/** For a minute of speech, in languages that take many tokens for a word. */
export const TRANSCRIPT_TOKENS = 768;

/** What is asked of a machine that listens. */
export function messagesFor(wish: string, wav: string): Message[] {
  const speech = { type: 'input_audio' as const, input_audio: { data: wav, format: 'wav' as const } };
  return [{ role: 'user', content: [{ type: 'text', text: wish }, speech] }];
}

export interface Written {
  text: string;
  costNano: bigint;
}

/**
 * Has a machine write down what was said; the sound is sealed to it like any question.
 * @param tell what it has written so far.
 * @throws what faultOf reads; `speech_empty` when it heard nothing.
 */
export async function writeDown(
  request: AnswerRequest,
  signal: AbortSignal,
  tell: (text: string) => void,
): Promise<Written> {
  let answer: Answer = newAnswer(Date.now());
  try {
    await streamAnswer(request, signal, (change) => {
      answer = change(answer);
      tell(answer.text.trim());
    });
  } finally {
    void queryClient.invalidateQueries({ queryKey: trpc.wallet.pathKey() });
  }
  const text = answer.text.trim();
  if (text === '') throw new FaultError(fail('speech_empty').fault);
  return { text, costNano: answer.bill?.chargedNano ?? 0n };
}

/** Bytes as base64, in pieces: an argument for each of a million bytes is more than browsers take. */
export function toBase64(bytes: Uint8Array): string {
  let letters = '';
  for (let at = 0; at < bytes.length; at += PIECE_BYTES) {
    letters += String.fromCharCode(...bytes.subarray(at, at + PIECE_BYTES));
  }
  return btoa(letters);
}

const PIECE_BYTES = 8_192;
