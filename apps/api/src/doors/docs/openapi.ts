import { BODY_SCHEMAS } from '@spindle/client';
import { ERRORS, type ErrorWords, type RequestKind } from '@spindle/shared';
import * as z from 'zod';
import { OPERATIONS, type Operation } from './operations.ts';
import { ErrorSchema } from './reply-schemas.ts';
import { PASSED_ON, WISH_WORDS } from './wish-words.ts';

type Json = Record<string, unknown>;

/** The developers' door as OpenAPI 3.1, made of the very schemas that read requests. */
export function openApiDocument(publicUrl: string): Json {
  const schemas: Json = {};
  const paths: Record<string, Json> = {};
  for (const operation of OPERATIONS) {
    paths[operation.path] = { ...paths[operation.path], [operation.method]: operationOf(operation, schemas) };
  }
  schemas.Error = Object.assign({}, schemas.Error, { description: errorList() });
  return {
    openapi: '3.1.1',
    info: {
      title: 'Spindle',
      version: '1',
      description: `AI compute under OpenAI's API. ${PRIVACY}\n\nEvery error code, with what to do: the schema *Error* at the end.`,
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: publicUrl }],
    security: [{ key: [] }],
    paths,
    components: {
      schemas,
      securitySchemes: { key: { type: 'http', scheme: 'bearer', description: 'An API key: sk-spindle-…' } },
    },
  };
}

const PRIVACY =
  'This door is convenient and not private from us; `createSealedFetch` of `@spindle/client` answers the same and is.';

function operationOf(operation: Operation, schemas: Json): Json {
  const { id, summary, tag, scope, path, query, isOnce } = operation;
  return {
    operationId: id,
    summary,
    description: scope === null ? 'Needs no key.' : `Needs a key with the scope \`${scope}\`.`,
    ...(scope === null && { security: [] }),
    tags: [tag],
    parameters: [...pathParameters(path), ...(query ? queryParameters(query) : []), ...(isOnce ? [ONCE] : [])],
    ...(operation.body && { requestBody: { required: true, content: bodyOf(operation.body, schemas) } }),
    responses: {
      200: { description: 'Done', headers: HEADERS, content: replyOf(operation, schemas) },
      default: {
        description: 'Refused: see the codes of Error',
        content: jsonOf(schemaOf(ErrorSchema, schemas, 'output')),
      },
    },
  };
}

const pathParameters = (path: string): Json[] =>
  [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({
    name,
    in: 'path',
    required: true,
    schema: { type: 'string' },
  }));

const queryParameters = (query: z.ZodObject): Json[] =>
  Object.entries(query.shape).map(([name, schema]) => ({
    name,
    in: 'query',
    required: false,
    schema: plainSchema(schema),
  }));

const ONCE = {
  name: 'Idempotency-Key',
  in: 'header',
  required: false,
  description: 'The same request under the same key is answered once and charged once, for 24 hours',
  schema: { type: 'string', minLength: 1, maxLength: 255 },
};

const HEADERS = Object.fromEntries(
  Object.entries({
    'x-request-id': 'Of this reply; that of its job where there is one',
    'x-spindle-job': 'The job: its row in /v1/usage',
    'x-spindle-cost-nano': 'What it cost; a stream says so in its last chunk',
    'x-spindle-node': 'The machine that answered',
    'x-spindle-policy': 'What was chosen by',
    'x-ratelimit-remaining-requests': 'What may still be asked in this minute',
  }).map(([name, description]) => [name, { description, schema: { type: 'string' } }]),
);

function bodyOf(body: NonNullable<Operation['body']>, schemas: Json): Json {
  if (body === 'form') return { 'multipart/form-data': { schema: UPLOAD } };
  if ('schema' in body) return jsonOf(schemaOf(body.schema, schemas, 'input'));
  return jsonOf(askSchema(body.kind));
}

const UPLOAD = {
  type: 'object',
  required: ['purpose', 'file'],
  properties: {
    purpose: { const: 'batch' },
    file: { type: 'string', contentMediaType: 'application/octet-stream', description: 'JSON lines' },
  },
};

function replyOf({ reply, isStreamed }: Operation, schemas: Json): Json {
  if (reply === 'jsonl') return { 'application/jsonl': { schema: { type: 'string' } } };
  const whole = jsonOf(schemaOf(reply, schemas, 'output'));
  return isStreamed ? { ...whole, 'text/event-stream': { schema: { type: 'string' } } } : whole;
}

/** OpenAI's body with our wishes; what is passed on unread is named without a type. */
function askSchema(kind: RequestKind): Json {
  const schema = plainSchema(BODY_SCHEMAS[kind]);
  const properties: Json = {};
  for (const [name, property] of Object.entries(schema.properties ?? {})) {
    const description = WISH_WORDS[name];
    properties[name] = description && typeof property === 'object' ? { ...property, description } : property;
  }
  for (const name of PASSED_ON[kind]) properties[name] ??= { description: 'Goes to the engine as it is' };
  return { ...schema, properties };
}

const jsonOf = (schema: Json): Json => ({ 'application/json': { schema } });

type PlainSchema = Omit<z.core.JSONSchema.JSONSchema, '$schema'>;

function plainSchema(schema: z.core.$ZodType): PlainSchema {
  const { $schema: _, ...plain } = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any', reused: 'inline' });
  return plain;
}

/** Schemas that have a name stand once under `components`. */
function schemaOf(schema: z.ZodType, schemas: Json, io: 'input' | 'output'): Json {
  const { $schema: _, $defs = {}, ...plain } = z.toJSONSchema(schema, { io, unrepresentable: 'any' });
  const moved = JSON.parse(JSON.stringify({ plain, $defs }).replaceAll('#/$defs/', '#/components/schemas/'));
  for (const [name, definition] of Object.entries(moved.$defs)) schemas[name] = withoutId(definition);
  const { id, ...rest } = moved.plain;
  if (typeof id !== 'string') return rest;
  schemas[id] = rest;
  return { $ref: `#/components/schemas/${id}` };
}

function withoutId(definition: unknown): unknown {
  if (typeof definition !== 'object' || definition === null) return definition;
  return Object.fromEntries(Object.entries(definition).filter(([name]) => name !== 'id'));
}

/** Every code, with its status and what to do. */
function errorList(): string {
  return Object.entries(ERRORS)
    .toSorted(([, a], [, b]) => a.status - b.status)
    .map(([code, { status, en }]) => `- **${status}** \`${code}\` ${wordsOf(en)}`)
    .join('\n');
}

const wordsOf = (words: ErrorWords): string => (typeof words === 'string' ? words : words.other);
