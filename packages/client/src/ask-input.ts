import type { Policy, QuoteRequest, Tier } from '@spindle/shared';
import { inputTokensCeiling } from './input-tokens-ceiling.ts';

export interface ChatMessage {
  role: 'system' | 'developer' | 'user' | 'assistant' | 'tool';
  content?: string | readonly { type: string; [member: string]: unknown }[] | null;
  [member: string]: unknown;
}

/** What to ask, and from whom. */
export interface AskInput {
  model: string;
  messages: readonly ChatMessage[];
  /** The answer stops here; the hold is reckoned from it. Default {@link DEFAULT_MAX_OUTPUT_TOKENS}. */
  maxOutputTokens?: number | undefined;
  /** Default: an upper bound from the text's length. */
  maxInputTokens?: number | undefined;
  policy?: Policy | undefined;
  /** The least that a machine must prove. */
  tier?: Tier | undefined;
  listingId?: string | undefined;
  /** No candidate may ask more for input or output: micro-dollars per million tokens, a decimal string. */
  maxPriceMicroUsdPerMTok?: string | undefined;
  /** Stops the answer: what was delivered is billed. The iteration then throws the signal's reason, as `fetch` does. */
  signal?: AbortSignal | undefined;
  /** Any other parameter of OpenAI's chat completions, sealed and judged by the node. */
  [parameter: string]: unknown;
}

/** Members of {@link AskInput} that are not parameters of OpenAI's: a foreign body must not set them. */
export const MARKET_WORDS: ReadonlySet<string> = new Set([
  'maxOutputTokens',
  'maxInputTokens',
  'policy',
  'tier',
  'listingId',
  'maxPriceMicroUsdPerMTok',
  'signal',
]);

export const DEFAULT_MAX_OUTPUT_TOKENS = 1_024;

export interface Ask {
  quoteRequest: QuoteRequest;
  /** What is sealed. */
  chatRequest: Record<string, unknown>;
}

/** Parts what the market must know (limits, wishes) from what it must not (everything else). */
export function readAsk(input: AskInput): Ask {
  const { model, messages, maxOutputTokens, maxInputTokens, signal: _, ...rest } = input;
  const { policy, tier, listingId, maxPriceMicroUsdPerMTok, ...parameters } = rest;
  const limit = maxOutputTokens ?? DEFAULT_MAX_OUTPUT_TOKENS;
  const chatRequest = { ...parameters, model, messages, max_completion_tokens: limit };
  const quoteRequest = {
    model,
    maxInputTokens: maxInputTokens ?? inputTokensCeiling(chatRequest),
    maxOutputTokens: limit,
    ...(policy && { policy }),
    ...(tier && { tier }),
    ...(listingId && { listingId }),
    ...(maxPriceMicroUsdPerMTok && { maxPriceMicroUsdPerMTok }),
  };
  return { quoteRequest, chatRequest };
}
