import type { Llama, LlamaGrammar } from 'node-llama-cpp';
import * as z from 'zod/mini';
import { type ChatRequest, formOf } from '../questions/index.ts';

/** Larger ones take the machine's time before the first token. */
const MAX_SCHEMA_CHARACTERS = 32_768;
const MAX_DEPTH = 16;

const few = z.exactOptional(z.int().check(z.minimum(0), z.maximum(1_000)));
const literal = z.union([z.string(), z.number(), z.boolean(), z.null()]);
const simple = z.enum(['string', 'number', 'integer', 'boolean', 'null']);
const words = { title: z.exactOptional(z.string()), description: z.exactOptional(z.string()) };

/**
 * What llama.cpp's grammar holds an answer to. A schema with any other keyword is refused: it would be read as allowing
 * more than the buyer said.
 */
const Form: z.ZodMiniType = z.lazy(() =>
  z.union([
    z.strictObject({ ...words, const: literal }),
    z.strictObject({ ...words, type: z.exactOptional(simple), enum: z.array(literal).check(z.minLength(1)) }),
    z.strictObject({ ...words, oneOf: z.array(Form).check(z.minLength(1)) }),
    z.strictObject({ ...words, type: z.literal('string'), format: z.enum(['date-time', 'time', 'date']) }),
    z.strictObject({ ...words, type: z.literal('string'), minLength: few, maxLength: few }),
    z.strictObject({ ...words, type: z.union([simple, z.array(simple).check(z.minLength(1))]) }),
    z.strictObject({
      ...words,
      type: z.literal('object'),
      properties: z.record(z.string(), Form),
      required: z.exactOptional(z.array(z.string())),
      additionalProperties: z.exactOptional(z.literal(false)),
    }),
    z.strictObject({
      ...words,
      type: z.literal('array'),
      items: z.exactOptional(Form),
      minItems: few,
      maxItems: few,
    }),
  ]),
);

type Schema = Parameters<Llama['createGrammarForJsonSchema']>[0];
const Schema = z.custom<Schema>((given) => Form.safeParse(given).success);

/**
 * The grammar for the form that the answer must have; `undefined` when it may have any, null when llama.cpp can't hold it.
 */
export async function grammarOf(llama: Llama, request: ChatRequest): Promise<LlamaGrammar | undefined | null> {
  const form = formOf(request);
  if (form === null) return undefined;
  if (form === 'json_object') return llama.getGrammarFor('json');
  const schema = readSchema(request.response_format?.json_schema);
  return schema && llama.createGrammarForJsonSchema(schema).catch(() => null);
}

function readSchema(given: unknown): Schema | null {
  const named = z.looseObject({ schema: z.unknown() }).safeParse(given);
  if (!named.success || depthOf(given) > MAX_DEPTH || JSON.stringify(given).length > MAX_SCHEMA_CHARACTERS) return null;
  const schema = Schema.safeParse(withOneOf(named.data.schema));
  return schema.success ? schema.data : null;
}

const Parts = z.looseObject({
  anyOf: z.optional(z.array(z.unknown())),
  oneOf: z.optional(z.array(z.unknown())),
  properties: z.optional(z.record(z.string(), z.unknown())),
  items: z.optional(z.unknown()),
});

/** `anyOf` is read as `oneOf`: a grammar makes an answer of one of them anyway. */
function withOneOf(schema: unknown): unknown {
  const read = Parts.safeParse(schema);
  if (!read.success) return schema;
  const { anyOf, oneOf = anyOf, properties, items, ...rest } = read.data;
  return {
    ...rest,
    ...(oneOf && { oneOf: oneOf.map(withOneOf) }),
    ...(properties && {
      properties: Object.fromEntries(Object.entries(properties).map(([name, one]) => [name, withOneOf(one)])),
    }),
    ...(items !== undefined && { items: withOneOf(items) }),
  };
}

function depthOf(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0;
  return 1 + Math.max(0, ...Object.values(value).map(depthOf));
}
