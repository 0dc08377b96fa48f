import type { SealedBody } from '@spindle/sealed';
import type { QuoteRequest } from '@spindle/shared';
import { affinityWord } from './affinity.ts';
import { answersOf } from './answers-of.ts';
import {
  type AnyAskInput,
  DEFAULT_COMPLETION_TOKENS,
  DEFAULT_MAX_OUTPUT_TOKENS,
  MARKET_WORDS,
  TOLD_WORDS,
} from './ask-input.ts';
import { inputTokensCeiling, textTokensCeiling } from './input-tokens-ceiling.ts';
import { needsOf } from './needs-of.ts';

export interface Ask {
  /** Without `affinity`: that is made of the word below, by whoever knows the salt. */
  quoteRequest: QuoteRequest;
  /** What is sealed. */
  body: SealedBody;
  affinityWord: string | null;
  timeoutMs: number | undefined;
  /** Nano. */
  maxCostNano: bigint | undefined;
}

/** Parts what the market must know (limits, wishes) from what it must not (everything else). */
export function readAsk(input: AnyAskInput): Ask {
  const { kind = 'chat', model } = input;
  const request = parametersOf(input);
  const limit = limitOf(input);
  if (kind === 'chat') request.max_completion_tokens = limit;
  if (kind === 'completion') request.max_tokens = limit;
  const needs = needsOf(kind, request);
  const told = TOLD_WORDS.filter((word) => input[word] !== undefined).map((word) => [word, input[word]]);
  const quoteRequest: QuoteRequest = {
    model,
    ...(kind !== 'chat' && { kind }),
    ...(needs.length > 0 && { needs }),
    ...Object.fromEntries(told),
    maxInputTokens: input.maxInputTokens ?? ceilingOf(input, request),
    maxOutputTokens: limit * answersOf(request),
  };
  const { timeoutMs } = input;
  const maxCostNano = input.maxCostNano === undefined ? undefined : BigInt(input.maxCostNano);
  return { quoteRequest, body: { kind, request }, affinityWord: affinityWord(input), timeoutMs, maxCostNano };
}

/** What the engine gets, as an object of its own: one that members are deleted from is slow from then on. */
function parametersOf(input: AnyAskInput): Record<string, unknown> {
  const request: Record<string, unknown> = {};
  for (const name of Object.keys(input)) if (!MARKET_WORDS.has(name)) request[name] = input[name];
  return request;
}

/** Output tokens of one answer. */
function limitOf({ kind, maxOutputTokens }: AnyAskInput): number {
  if (kind === 'embeddings') return 0;
  return maxOutputTokens ?? (kind === 'completion' ? DEFAULT_COMPLETION_TOKENS : DEFAULT_MAX_OUTPUT_TOKENS);
}

function ceilingOf(input: AnyAskInput, request: Record<string, unknown>): number {
  if (input.kind === 'completion') return textTokensCeiling(input.prompt);
  return input.kind === 'embeddings' ? textTokensCeiling(input.input) : inputTokensCeiling(request);
}
