import { fail, ok, type Result } from '@spindle/shared';
import * as z from 'zod/mini';

const Content = z.union([z.string(), z.null(), z.array(z.looseObject({ type: z.string() }))]);
const Message = z.looseObject({
  role: z.enum(['system', 'developer', 'user', 'assistant', 'tool']),
  content: z.optional(Content),
});

const share = z.number().check(z.minimum(0), z.maximum(1));
const limit = z.int().check(z.minimum(1));
const penalty = z.number().check(z.minimum(-2), z.maximum(2));

/** The parameters of OpenAI's chat completions that reach an engine. Others are left out; `null` means unset. */
const FIELDS = {
  messages: z.array(Message).check(z.minLength(1)),
  temperature: z.nullish(z.number().check(z.minimum(0), z.maximum(2))),
  top_p: z.nullish(share),
  top_k: z.nullish(z.int().check(z.minimum(-1))),
  min_p: z.nullish(share),
  seed: z.nullish(z.int()),
  stop: z.nullish(z.union([z.string(), z.array(z.string()).check(z.maxLength(16))])),
  max_tokens: z.nullish(limit),
  max_completion_tokens: z.nullish(limit),
  frequency_penalty: z.nullish(penalty),
  presence_penalty: z.nullish(penalty),
  repetition_penalty: z.nullish(z.number().check(z.minimum(0))),
  logit_bias: z.nullish(z.record(z.string(), z.number())),
  logprobs: z.nullish(z.boolean()),
  top_logprobs: z.nullish(z.int().check(z.minimum(0), z.maximum(20))),
  n: z.nullish(z.literal(1)),
  tools: z.nullish(z.array(z.looseObject({ type: z.string() }))),
  tool_choice: z.nullish(z.union([z.string(), z.looseObject({ type: z.string() })])),
  parallel_tool_calls: z.nullish(z.boolean()),
  response_format: z.nullish(z.looseObject({ type: z.string() })),
  reasoning_effort: z.nullish(z.string()),
  chat_template_kwargs: z.nullish(z.record(z.string(), z.unknown())),
};
const ChatRequestSchema = z.object(FIELDS);
export type ChatRequest = z.output<typeof ChatRequestSchema>;
export type ChatMessage = z.output<typeof Message>;

const HINTS: Record<string, string> = {
  messages: 'send at least one message with a role and content',
  n: 'one answer per request; send the request again for another',
};

/**
 * Judges what a buyer asks. The refusal names the parameter, never its value: it leaves the seal.
 * Refusal: `parameter_unsupported`.
 */
export function readChatRequest(request: Record<string, unknown>): Result<ChatRequest> {
  const parsed = ChatRequestSchema.safeParse(request);
  if (parsed.success) return ok(parsed.data);
  const parameter = String(parsed.error.issues[0]?.path[0] ?? 'messages');
  return fail('parameter_unsupported', {
    parameter,
    hint: HINTS[parameter] ?? 'its value has a wrong type or is out of range',
  });
}

/** The smaller of what the buyer wants and what the terms allow. */
export function outputLimit(request: ChatRequest, maxOutputTokens: number): number {
  const wanted = request.max_completion_tokens ?? request.max_tokens ?? maxOutputTokens;
  return Math.min(wanted, maxOutputTokens);
}

/** The text of a message; null when it has parts that are not text. */
export function textOf({ content }: ChatMessage): string | null {
  if (typeof content === 'string') return content;
  const parts = (content ?? []).map((part) =>
    part.type === 'text' && typeof part.text === 'string' ? part.text : null,
  );
  return parts.includes(null) ? null : parts.join('');
}
