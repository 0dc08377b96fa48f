import { PRIVATE_PACE, type SealedBody } from '@spindle/sealed';
import type { Ability, QuoteRequest } from '@spindle/shared';
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
  isGift: boolean;
  keepMs: number | undefined;
}

/** Parts what the market must know (limits, wishes) from what it must not (everything else). */
export function readAsk(input: AnyAskInput): Ask {
  const { kind = 'chat', model } = input;
  const request = parametersOf(input);
  const limit = limitOf(input);
  if (kind === 'chat') request.max_completion_tokens = limit;
  if (kind === 'completion') request.max_tokens = limit;
  const needs = [...needsOf(kind, request), ...sealNeedsOf(input)];
  const told = TOLD_WORDS.filter((word) => input[word] !== undefined).map((word) => [word, input[word]]);
  const quoteRequest: QuoteRequest = {
    model,
    ...(kind !== 'chat' && { kind }),
    ...(needs.length > 0 && { needs }),
    ...Object.fromEntries(told),
    maxInputTokens: input.maxInputTokens ?? ceilingOf(input, request),
    maxOutputTokens: limit * answersOf(request),
  };
  const { timeoutMs, keepMs, isGift = false } = input;
  const maxCostNano = input.maxCostNano === undefined ? undefined : BigInt(input.maxCostNano);
  const body = { kind, request, ...(input.isPrivate && { pace: PRIVATE_PACE }) };
  // A word that leads to the machine which remembers would be of no use, and would tell that two questions belong together.
  const word = input.isPrivate ? null : affinityWord(input);
  return { quoteRequest, body, affinityWord: word, timeoutMs, maxCostNano, isGift, keepMs };
}

/** What of the seal itself a machine must know. */
const sealNeedsOf = ({ isPostQuantum, isPrivate }: AnyAskInput): Ability[] => [
  ...(isPostQuantum ? (['post_quantum'] as const) : []),
  ...(isPrivate ? (['private'] as const) : []),
];

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
