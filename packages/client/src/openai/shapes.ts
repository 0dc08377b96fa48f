import type { FinishReason } from '@spindle/sealed';

/** The parts of OpenAI's answers that we fill. A test holds them to the official client's types. */

export interface Usage {
  prompt_tokens: number;
  completion_tokens: number;
  total_tokens: number;
  prompt_tokens_details: { cached_tokens: number };
  /** Cocoon's: whole nano of the coin. The sum of the first two is the third, and that is what was charged. */
  prompt_total_cost: number;
  completion_total_cost: number;
  total_cost: number;
}

export interface ToolCall {
  id: string;
  type: 'function';
  function: { name: string; arguments: string };
}

export interface ToolCallPart {
  index: number;
  id?: string;
  type?: 'function';
  function?: { name?: string; arguments?: string };
}

/** What Spindle adds: who answered, the price, and the proof. OpenAI's clients pass over it. */
export interface Provenance {
  job_id: string;
  node_id: string;
  charged_nano: string;
  fee_nano: string;
  /** Output tokens that machines which broke off had delivered; they cost nothing. */
  resumed_tokens?: number;
  receipt: { text: string; signature: string };
}

/** Members that all answers have. */
interface Head<Name extends string> {
  id: string;
  object: Name;
  /** Unix time in seconds. */
  created: number;
  model: string;
}

export interface ChatCompletionMessage {
  role: 'assistant';
  content: string | null;
  refusal: string | null;
  /** As vLLM and others name what a model thinks before it answers. */
  reasoning_content?: string;
  tool_calls?: ToolCall[];
}

export interface ChatCompletion extends Head<'chat.completion'> {
  choices: { index: number; message: ChatCompletionMessage; logprobs: unknown; finish_reason: FinishReason }[];
  usage: Usage;
  spindle: Provenance;
}

export interface TextCompletion extends Head<'text_completion'> {
  choices: { index: number; text: string; logprobs: unknown; finish_reason: FinishReason }[];
  usage: Usage;
  spindle: Provenance;
}

export interface EmbeddingList {
  object: 'list';
  data: { object: 'embedding'; index: number; embedding: number[] | string }[];
  model: string;
  usage: Pick<Usage, 'prompt_tokens' | 'total_tokens' | 'prompt_total_cost' | 'completion_total_cost' | 'total_cost'>;
  spindle: Provenance;
}
