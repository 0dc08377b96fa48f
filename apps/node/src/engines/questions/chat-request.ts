import type { Result } from '@spindle/shared';
import * as z from 'zod/mini';
import { readParameters, SAMPLING_FIELDS } from './parameters.ts';

/** Without a check of its end, which engines do: backtracking over megabytes is no way to look at a letter. */
const BASE64 = /^[A-Za-z0-9+/]+=*$/;

/**
 * Pictures come inside the request. An address is not fetched: a stranger must not choose what a provider's machine
 * asks for in its own network, nor may anyone learn from the fetch who asks.
 */
const Picture = z.looseObject({
  type: z.literal('image_url'),
  image_url: z.looseObject({ url: z.string().check(z.startsWith('data:')) }),
});
/** OpenAI's part for sound: base64, never an address. */
const Sound = z.looseObject({
  type: z.literal('input_audio'),
  input_audio: z.looseObject({ data: z.string().check(z.regex(BASE64)), format: z.string() }),
});
const Words = z.looseObject({ type: z.enum(['text', 'refusal']) });
const Content = z.union([z.string(), z.null(), z.array(z.union([Words, Picture, Sound]))]);
const Message = z.looseObject({
  role: z.enum(['system', 'developer', 'user', 'assistant', 'tool']),
  content: z.optional(Content),
});

const ChatRequestSchema = z.looseObject({
  ...SAMPLING_FIELDS,
  messages: z.array(Message).check(z.minLength(1)),
  max_completion_tokens: z.nullish(z.int().check(z.minimum(1))),
  logprobs: z.nullish(z.boolean()),
  top_logprobs: z.nullish(z.int().check(z.minimum(0), z.maximum(20))),
  tools: z.nullish(z.array(z.looseObject({ type: z.string() }))),
  tool_choice: z.nullish(z.union([z.string(), z.looseObject({ type: z.string() })])),
  parallel_tool_calls: z.nullish(z.boolean()),
  response_format: z.nullish(z.looseObject({ type: z.enum(['text', 'json_object', 'json_schema']) })),
  reasoning_effort: z.nullish(z.string()),
  chat_template_kwargs: z.nullish(z.record(z.string(), z.unknown())),
});
export type ChatRequest = z.output<typeof ChatRequestSchema>;
export type ChatMessage = z.output<typeof Message>;

const HINTS = {
  messages: 'messages have a role and content of text, of pictures as data: URLs, or of input_audio in base64',
  n: 'a whole number from 1 to 16',
};

/** Judges what a buyer asks. Refusal: `parameter_unsupported`. */
export const readChatRequest = (request: Record<string, unknown>): Result<ChatRequest> =>
  readParameters(ChatRequestSchema, request, HINTS);

/** The text of a message; null when it has parts that are not text. */
export function textOf({ content }: ChatMessage): string | null {
  if (typeof content === 'string') return content;
  const parts = (content ?? []).map((part) =>
    part.type === 'text' && typeof part.text === 'string' ? part.text : null,
  );
  return parts.includes(null) ? null : parts.join('');
}

/** The form that an answer must have; null leaves it to the model. */
export function formOf({ response_format }: ChatRequest): 'json_object' | 'json_schema' | null {
  const type = response_format?.type;
  return type === undefined || type === 'text' ? null : type;
}
