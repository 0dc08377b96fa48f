import type { LlamaModel, Token } from 'node-llama-cpp';
import type { Piece } from '../engine.ts';
import type { Question } from '../questions/index.ts';
import type { Chosen } from './generate.ts';

/** A piece of an answer in words. */
export type WrittenPiece = Exclude<Piece, { kind: 'embedding' }>;

/** How many of the likeliest tokens are told beside each; null when no odds are wanted. */
export function wantedOdds(question: Question): number | null {
  if (question.kind === 'chat') return question.request.logprobs ? (question.request.top_logprobs ?? 0) : null;
  return question.kind === 'completion' ? (question.request.logprobs ?? null) : null;
}

/**
 * The log probabilities of one token, in the form that its kind has at OpenAI. They are those that it was drawn by: after
 * temperature and the other parameters.
 */
export function oddsPiece(
  model: LlamaModel,
  kind: Question['kind'],
  { token, odds }: Chosen,
  top: number,
): WrittenPiece {
  const named = [...(odds ?? [])].slice(0, top).map(([other, odd]) => entryOf(model, other, odd));
  const own = entryOf(model, token, odds?.get(token) ?? 0);
  if (kind === 'chat') {
    return { kind: 'logprobs', logprobs: { content: [{ ...own, top_logprobs: named }], refusal: null } };
  }
  const best = Object.fromEntries(named.map(({ token: word, logprob }) => [word, logprob]));
  const logprobs = { tokens: [own.token], token_logprobs: [own.logprob], top_logprobs: [best] };
  return { kind: 'logprobs', logprobs };
}

/** JSON knows no infinity; OpenAI says −9999 for what is as good as impossible. */
function entryOf(model: LlamaModel, token: Token, odd: number) {
  const text = model.detokenize([token]);
  return { token: text, logprob: odd > 0 ? Math.log(odd) : -9999, bytes: [...Buffer.from(text)] };
}
