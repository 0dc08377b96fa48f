import { fail, ok, type RequestKind, type Result } from '@spindle/shared';
import * as z from 'zod/mini';
import { answersOf } from '../answers-of.ts';
import { type AnyAskInput, MARKET_WORDS } from '../ask-input.ts';
import { CHAT, COMPLETION, EMBEDDINGS } from './parameters.ts';
import { WISHES, wishesOf } from './wishes.ts';

/** A body of one of OpenAI's endpoints, read: what to ask, and in which form the answer is wanted. */
export interface OpenAiBody {
  kind: RequestKind;
  ask: AnyAskInput;
  /** Never for embeddings. */
  stream: boolean;
  /** `stream_options.include_usage`: a last chunk tells the tokens. */
  includeUsage: boolean;
  /** How vectors are written. */
  encoding: 'float' | 'base64';
}

/** More answers to one request than this are refused. */
const MAX_ANSWERS = 8;

const ChatSchema = z.looseObject({ ...WISHES, ...CHAT });
const CompletionSchema = z.looseObject({ ...WISHES, ...COMPLETION });
const EmbeddingsSchema = z.looseObject({ ...WISHES, ...EMBEDDINGS });

/** What {@link readBody} reads by, for who documents it. */
export const BODY_SCHEMAS = { chat: ChatSchema, completion: CompletionSchema, embeddings: EmbeddingsSchema };

/**
 * Reads the body of `POST /chat/completions` (`chat`), `/completions` (`completion`) or `/embeddings`. Judges what must
 * be known before sealing; every other parameter goes to the node, sealed, and is judged there.
 * Refusal: `parameter_unsupported`, which names the parameter and never its value.
 */
export function readBody(kind: RequestKind, body: unknown): Result<OpenAiBody> {
  if (kind === 'chat') return readWith(ChatSchema, body, readChat);
  return kind === 'completion'
    ? readWith(CompletionSchema, body, readCompletion)
    : readWith(EmbeddingsSchema, body, readEmbeddings);
}

function readWith<Schema extends z.ZodMiniType>(
  schema: Schema,
  body: unknown,
  read: (body: z.output<Schema>) => OpenAiBody,
): Result<OpenAiBody> {
  const parsed = schema.safeParse(body);
  if (!parsed.success) return refuse(nameOf(parsed.error.issues[0]?.path ?? []));
  const whole = read(parsed.data);
  return answersOf(whole.ask) > MAX_ANSWERS ? refuse('n') : ok(whole);
}

function readChat(body: z.output<typeof ChatSchema>): OpenAiBody {
  const { model, messages, max_tokens, max_completion_tokens } = body;
  const limit = max_completion_tokens ?? max_tokens ?? undefined;
  const ask = Object.assign(parametersOf(body), wishesOf(body), { model, messages, maxOutputTokens: limit });
  return { kind: 'chat', ask, ...formOf(body) };
}

function readCompletion(body: z.output<typeof CompletionSchema>): OpenAiBody {
  const { model, prompt, max_tokens } = body;
  const limit = max_tokens ?? undefined;
  const ask = { ...parametersOf(body), ...wishesOf(body), kind: 'completion', model, prompt, maxOutputTokens: limit };
  return { kind: 'completion', ask: { ...ask, kind: 'completion' }, ...formOf(body) };
}

function readEmbeddings(body: z.output<typeof EmbeddingsSchema>): OpenAiBody {
  const { model, input, encoding_format } = body;
  const ask = { ...parametersOf(body), ...wishesOf(body), kind: 'embeddings', model, input } as const;
  return { kind: 'embeddings', ask, stream: false, includeUsage: false, encoding: encoding_format ?? 'float' };
}

const formOf = ({
  stream,
  stream_options: options,
}: Pick<z.output<typeof ChatSchema>, 'stream' | 'stream_options'>) => ({
  stream: stream ?? false,
  includeUsage: options?.include_usage ?? false,
  encoding: 'float' as const,
});

/** Names that are read here, and those that are the client's own: neither is a parameter for the engine. */
const READ_HERE: ReadonlySet<string> = new Set([
  ...Object.keys(WISHES),
  ...MARKET_WORDS,
  'stream',
  'stream_options',
  'max_tokens',
  'max_completion_tokens',
  'best_of',
  'encoding_format',
]);

/**
 * What goes to the engine as it came, as an object of its own, which the others are assigned to: an object literal that
 * spreads two large ones takes ten times as long. `null` is OpenAI's word for a parameter that is not set.
 */
const parametersOf = (body: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(body).filter(([name, value]) => !READ_HERE.has(name) && value !== null));

const HINTS: Record<string, string> = {
  n: `at most ${MAX_ANSWERS} answers to one request; send the rest as another`,
  best_of: 'no more than the answers that you want; leave it out',
  messages: 'send at least one message with a role and content',
  prompt: 'one text, or one list of tokens; send the request again for another',
  input: 'send a text, or a list of texts',
  model: 'name a model of GET /v1/models',
  max_price: 'a number of US dollars per million tokens, or { "input": …, "output": … }',
  providers: 'an object with only, ignore (ids of listings), region and data_policy',
};

const refuse = (parameter: string): Result<never> =>
  fail('parameter_unsupported', {
    parameter,
    hint: HINTS[parameter] ?? 'its value has a wrong type or is out of range',
  });

/** As OpenAI names a place in a body: `messages[0].role`. */
function nameOf(path: readonly PropertyKey[]): string {
  const [first = 'body', ...rest] = path;
  return rest.reduce<string>(
    (name, step) => name + (typeof step === 'number' ? `[${step}]` : `.${String(step)}`),
    String(first),
  );
}
