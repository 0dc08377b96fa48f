import type { FinishReason } from '@spindle/sealed';

/** The parts of OpenAI's chat completion that we fill. A test holds them to the official client's types. */

export interface Usage {
  prompt_tokens: number;
  completion_tokens: number;
  total_tokens: number;
  prompt_tokens_details: { cached_tokens: number };
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

export interface ChunkDelta {
  role?: 'assistant';
  content?: string;
  /** As vLLM and others name what a model thinks before it answers. */
  reasoning_content?: string;
  refusal?: string;
  tool_calls?: ToolCallPart[];
}

/** What Spindle adds: who answered, the price, and the proof. OpenAI's clients pass over it. */
export interface Provenance {
  job_id: string;
  node_id: string;
  charged_nano: string;
  fee_nano: string;
  receipt: { text: string; signature: string };
}

export interface ChatCompletionChunk {
  id: string;
  object: 'chat.completion.chunk';
  created: number;
  model: string;
  choices: { index: 0; delta: ChunkDelta; logprobs?: unknown; finish_reason: FinishReason | null }[];
  usage?: Usage | null;
  spindle?: Provenance;
}

export interface ChatCompletionMessage {
  role: 'assistant';
  content: string | null;
  refusal: string | null;
  reasoning_content?: string;
  tool_calls?: ToolCall[];
}

export interface ChatCompletion {
  id: string;
  object: 'chat.completion';
  created: number;
  model: string;
  choices: { index: 0; message: ChatCompletionMessage; logprobs: unknown; finish_reason: FinishReason }[];
  usage: Usage;
  spindle: Provenance;
}
