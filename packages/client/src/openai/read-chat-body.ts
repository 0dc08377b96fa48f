import { fail, ok, POLICIES, type Result, TIERS } from '@spindle/shared';
import * as z from 'zod/mini';
import { type AskInput, MARKET_WORDS } from '../ask-input.ts';

const Message = z.looseObject({
  role: z.enum(['system', 'developer', 'user', 'assistant', 'tool']),
  content: z.exactOptional(z.nullable(z.union([z.string(), z.array(z.looseObject({ type: z.string() }))]))),
});
const limit = z.nullish(z.int().check(z.minimum(1)));

const BodySchema = z.looseObject({
  model: z.string().check(z.minLength(1)),
  messages: z.array(Message).check(z.minLength(1)),
  stream: z.nullish(z.boolean()),
  stream_options: z.nullish(z.looseObject({ include_usage: z.optional(z.boolean()) })),
  max_tokens: limit,
  max_completion_tokens: limit,
  n: z.nullish(z.literal(1)),
  /** Our own wishes stand apart, so that they never collide with a name of OpenAI's. */
  spindle: z.nullish(
    z.object({
      policy: z.optional(z.enum(POLICIES)),
      tier: z.optional(z.enum(TIERS)),
      listing_id: z.optional(z.string()),
      max_price_micro_usd_per_mtok: z.optional(z.string().check(z.regex(/^\d{1,15}$/))),
    }),
  ),
});

export interface ChatBody {
  ask: AskInput;
  stream: boolean;
  includeUsage: boolean;
}

const HINTS: Record<string, string> = {
  n: 'one answer per request; send the request again for another',
  messages: 'send at least one message with a role and content',
  model: 'name a model of GET /v1/models',
};

/**
 * Reads the body of `POST /chat/completions`. Judges only what must be known before sealing; the node judges the rest.
 * Refusal: `parameter_unsupported`.
 */
export function readChatBody(body: unknown): Result<ChatBody> {
  const parsed = BodySchema.safeParse(body);
  if (!parsed.success) {
    const parameter = String(parsed.error.issues[0]?.path[0] ?? 'body');
    return fail('parameter_unsupported', {
      parameter,
      hint: HINTS[parameter] ?? 'its value has a wrong type or is out of range',
    });
  }
  const { stream, stream_options, max_tokens, max_completion_tokens, n: _, spindle, ...rest } = parsed.data;
  const parameters = Object.entries(rest).filter(([name]) => !MARKET_WORDS.has(name));
  return ok({
    ask: {
      ...Object.fromEntries(parameters),
      model: rest.model,
      messages: rest.messages,
      maxOutputTokens: max_completion_tokens ?? max_tokens ?? undefined,
      policy: spindle?.policy,
      tier: spindle?.tier,
      listingId: spindle?.listing_id,
      maxPriceMicroUsdPerMTok: spindle?.max_price_micro_usd_per_mtok,
    },
    stream: stream ?? false,
    includeUsage: stream_options?.include_usage ?? false,
  });
}
