import * as z from 'zod/mini';

/** OpenAI's parameters that are read before sealing, by endpoint. All others pass through. */
const Message = z.looseObject({
  role: z.enum(['system', 'developer', 'user', 'assistant', 'tool']),
  content: z.exactOptional(z.nullable(z.union([z.string(), z.array(z.looseObject({ type: z.string() }))]))),
});
const limit = z.nullish(z.int().check(z.minimum(1)));
const model = z.string().check(z.minLength(1));

const streamed = {
  stream: z.nullish(z.boolean()),
  stream_options: z.nullish(z.looseObject({ include_usage: z.optional(z.boolean()) })),
  n: z.nullish(z.int().check(z.minimum(1))),
};

export const CHAT = {
  ...streamed,
  model,
  messages: z.array(Message).check(z.minLength(1)),
  max_tokens: limit,
  max_completion_tokens: limit,
};

const tokens = z.array(z.int().check(z.minimum(0))).check(z.minLength(1));
const text = z.union([z.string(), tokens]);
/** One text, in letters or in tokens, or a list of one: machines take one prompt at a time. */
const prompt = z.union([
  text,
  z.pipe(
    z.tuple([text]),
    z.transform(([only]) => only),
  ),
]);
/** One text or several. */
const texts = z.union([text, z.array(text).check(z.minLength(1))]);

export const COMPLETION = {
  ...streamed,
  model,
  prompt,
  max_tokens: limit,
  /** Answers that are thrown away would have to be paid. */
  best_of: z.nullish(z.literal(1)),
};

export const EMBEDDINGS = {
  model,
  input: texts,
  encoding_format: z.nullish(z.enum(['float', 'base64'])),
};
