import type { KeyScope, RequestKind } from '@spindle/shared';
import type * as z from 'zod';
import { CreateBatchBody, ListBatchesQuery } from '../developers/batches.ts';
import { ListFilesQuery } from '../developers/files.ts';
import { ModelObjectSchema } from '../developers/model-object.ts';
import { UsageQuery } from '../developers/usage.ts';
import {
  BatchObjectSchema,
  ChatCompletionSchema,
  DeletedFileSchema,
  EmbeddingListSchema,
  FileObjectSchema,
  listOf,
  ModelListSchema,
  PolicyObjectSchema,
  TextCompletionSchema,
  UsageListSchema,
  UsageRequestSchema,
} from './reply-schemas.ts';

/** One thing that the developers' door does. */
export interface Operation {
  method: 'get' | 'post' | 'delete';
  /** As OpenAPI writes it. */
  path: string;
  id: string;
  summary: string;
  tag: 'Answers' | 'Models' | 'Files' | 'Batches' | 'Usage' | 'Policy';
  /** Null: for everybody, without a key. */
  scope: KeyScope | null;
  /** A kind's body is OpenAI's, with our wishes; `form` is an upload. */
  body?: { kind: RequestKind } | { schema: z.ZodType } | 'form';
  query?: z.ZodObject;
  reply: z.ZodType | 'jsonl';
  isStreamed?: true;
  isOnce?: true;
}

const ask = (kind: RequestKind) =>
  ({ method: 'post', tag: 'Answers', scope: 'inference', body: { kind }, isOnce: true }) as const;

export const OPERATIONS: readonly Operation[] = [
  {
    ...ask('chat'),
    path: '/v1/chat/completions',
    id: 'createChatCompletion',
    summary: 'Goes on with a conversation',
    reply: ChatCompletionSchema,
    isStreamed: true,
  },
  {
    ...ask('completion'),
    path: '/v1/completions',
    id: 'createCompletion',
    summary: 'Goes on with a text',
    reply: TextCompletionSchema,
    isStreamed: true,
  },
  {
    ...ask('embeddings'),
    path: '/v1/embeddings',
    id: 'createEmbedding',
    summary: 'Turns texts into vectors',
    reply: EmbeddingListSchema,
  },
  ...readOperations(),
  ...fileOperations(),
  ...batchOperations(),
];

function readOperations(): Operation[] {
  const models = { method: 'get', tag: 'Models', scope: 'models' } as const;
  const usage = { method: 'get', tag: 'Usage', scope: 'usage' } as const;
  return [
    { ...models, path: '/v1/models', id: 'listModels', summary: 'What is for sale now', reply: ModelListSchema },
    { ...models, path: '/v1/models/{model}', id: 'retrieveModel', summary: 'One model', reply: ModelObjectSchema },
    {
      ...usage,
      path: '/v1/usage',
      id: 'listUsage',
      summary: 'What your requests were and cost',
      query: UsageQuery,
      reply: UsageListSchema,
    },
    {
      ...usage,
      path: '/v1/usage/{request}',
      id: 'retrieveUsage',
      summary: 'One request with its journey and receipt',
      reply: UsageRequestSchema,
    },
    {
      ...{ method: 'get', tag: 'Policy', scope: null },
      path: '/v1/policy',
      id: 'retrievePolicy',
      summary: 'Every number that the market promises to keep to, and each change of it',
      reply: PolicyObjectSchema,
    },
  ];
}

function fileOperations(): Operation[] {
  const of = { tag: 'Files', scope: 'batches' } as const;
  const one = { ...of, path: '/v1/files/{id}' };
  return [
    {
      ...of,
      method: 'post',
      path: '/v1/files',
      id: 'createFile',
      summary: 'Uploads JSON lines',
      body: 'form',
      reply: FileObjectSchema,
    },
    {
      ...of,
      method: 'get',
      path: '/v1/files',
      id: 'listFiles',
      summary: 'Your files, newest first',
      query: ListFilesQuery,
      reply: listOf(FileObjectSchema),
    },
    { ...one, method: 'get', id: 'retrieveFile', summary: 'One file', reply: FileObjectSchema },
    { ...one, method: 'delete', id: 'deleteFile', summary: 'Deletes a file for good', reply: DeletedFileSchema },
    {
      ...of,
      method: 'get',
      path: '/v1/files/{id}/content',
      id: 'downloadFile',
      summary: 'A file’s bytes',
      reply: 'jsonl',
    },
  ];
}

function batchOperations(): Operation[] {
  const of = { tag: 'Batches', scope: 'batches' } as const;
  const body = { schema: CreateBatchBody };
  return [
    {
      ...of,
      method: 'post',
      path: '/v1/batches',
      id: 'createBatch',
      summary: 'Runs the lines of a file on idle machines',
      body,
      reply: BatchObjectSchema,
      isOnce: true,
    },
    {
      ...of,
      method: 'get',
      path: '/v1/batches',
      id: 'listBatches',
      summary: 'Your batches, newest first',
      query: ListBatchesQuery,
      reply: listOf(BatchObjectSchema),
    },
    {
      ...of,
      method: 'get',
      path: '/v1/batches/{id}',
      id: 'retrieveBatch',
      summary: 'One batch: progress, files, what it waits for',
      reply: BatchObjectSchema,
    },
    {
      ...of,
      method: 'post',
      path: '/v1/batches/{id}/cancel',
      id: 'cancelBatch',
      summary: 'Takes no more lines',
      reply: BatchObjectSchema,
    },
  ];
}
