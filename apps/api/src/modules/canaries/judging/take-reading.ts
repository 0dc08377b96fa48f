import { createHash } from 'node:crypto';
import * as z from 'zod';
import type { Heard } from '../asking/ask-as-buyer.ts';
import type { Reading } from '../shapes.ts';

/** What is kept and compared of an answer, at most. */
const MOST_TOKENS = 32;
/** Letters of one mark, where the engine does not say its tokens. */
const LETTERS = 4;

/** One token of OpenAI's `logprobs.content`; other members are passed over. */
const Odds = z.object({
  token: z.string(),
  logprob: z.number(),
  top_logprobs: z.array(z.object({ token: z.string(), logprob: z.number() })).default([]),
});

/**
 * What the market keeps of an answer: hashes and numbers, never its text. The marks are salted by the prompt, so that
 * no two lists of them can be joined.
 */
export function takeReading(promptId: string, heard: Heard, isRight: ((answer: string) => boolean) | null): Reading {
  const odds = heard.odds.slice(0, MOST_TOKENS).map((token) => Odds.safeParse(token));
  const told = odds.flatMap((it) => (it.success ? [it.data] : []));
  const hasOdds = told.length > 0 && told.length === odds.length;
  const pieces = hasOdds ? told.map(({ token }) => token) : lettersOf(heard.text);
  return {
    isRight: isRight ? isRight(heard.text) : null,
    marks: pieces.map((piece) => markOf(promptId, piece)),
    odds: hasOdds ? told.map(({ logprob }) => logprob) : null,
    margins: hasOdds ? told.map(marginOf) : null,
    inputTokens: heard.tokens.input,
    outputTokens: heard.tokens.output,
    bytes: Buffer.byteLength(heard.text),
  };
}

function lettersOf(text: string): string[] {
  const letters = [...text.trim()];
  const count = Math.min(MOST_TOKENS, Math.floor(letters.length / LETTERS));
  return Array.from({ length: count }, (_, at) => letters.slice(at * LETTERS, (at + 1) * LETTERS).join(''));
}

const markOf = (promptId: string, piece: string): string =>
  createHash('sha256').update(`spindle-canary/1\0${promptId}\0${piece}`).digest('hex').slice(0, 12);

/** By how much it was likelier than the next; 0 where that was not told. */
function marginOf({ token, logprob, top_logprobs: top }: z.output<typeof Odds>): number {
  const others = top.filter((it) => it.token !== token).map((it) => it.logprob);
  return others.length === 0 ? 0 : Math.max(0, logprob - Math.max(...others));
}
