import { Readable } from 'node:stream';
import multipart, { type Multipart } from '@fastify/multipart';
import { fail, type Result } from '@spindle/shared';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import * as z from 'zod';
import type { FileView } from '../../modules/batches/index.ts';
import { needsScope, refuse } from '../bearer.ts';
import { toFileObject, toListObject } from './batch-objects.ts';
import type { Door } from './parts.ts';
import { readInput } from './read-input.ts';

export const ListFilesQuery = z.strictObject({
  after: z.string().optional(),
  limit: z.coerce.number().int().min(1).max(10_000).default(10_000),
  order: z.literal('desc', 'Files come newest first.').optional(),
  purpose: z.enum(['batch', 'batch_output']).optional(),
});

const MAX_FIELD_BYTES = 1024;
type WithId = { Params: { id: string } };

/** `/v1/files`: what batches read, and what they answered. */
export function openFileRoutes(scope: FastifyInstance, door: Door): void {
  const guard = { onRequest: needsScope(door.actorOf, 'batches') };
  const { batches, callerOf } = door;
  // The size is judged where it is stored: here a file that is too large would only be cut.
  const limits = { files: 1, fields: 8, fieldSize: MAX_FIELD_BYTES, fileSize: Number.MAX_SAFE_INTEGER };
  scope.register(multipart, { limits });
  scope.post('/files', guard, async (request, reply) => {
    const stored = await readUpload(door, request);
    return stored.ok ? reply.send(toFileObject(stored.value)) : refuse(reply, stored.fault);
  });
  scope.get('/files', guard, async (request, reply) => {
    const query = readInput(ListFilesQuery, request.query);
    if (!query.ok) return refuse(reply, query.fault);
    const { purpose, after, limit } = query.value;
    const page = await batches.listFiles(callerOf(request), { after, limit, purpose });
    return reply.send(toListObject(page, toFileObject));
  });
  scope.get<WithId>('/files/:id', guard, async (request, reply) => {
    const file = await batches.findFile(callerOf(request), request.params.id);
    return file.ok ? reply.send(toFileObject(file.value)) : refuse(reply, file.fault);
  });
  scope.get<WithId>('/files/:id/content', guard, async (request, reply) => {
    const file = await batches.fileContent(callerOf(request), request.params.id);
    if (!file.ok) return refuse(reply, file.fault);
    return reply.header('content-type', 'application/jsonl').send(Readable.from(file.value.content));
  });
  scope.delete<WithId>('/files/:id', guard, async (request, reply) => {
    const removed = await batches.removeFile(callerOf(request), request.params.id);
    return removed.ok
      ? reply.send({ id: request.params.id, object: 'file', deleted: true })
      : refuse(reply, removed.fault);
  });
}

/** Stores the file as it comes in; the form may say its purpose before or behind it. */
async function readUpload({ batches, callerOf }: Door, request: FastifyRequest): Promise<Result<FileView>> {
  if (!request.isMultipart()) return wrong('file', 'Send multipart/form-data with purpose and file.');
  const caller = callerOf(request);
  let stored: Result<FileView> | null = null;
  let purpose: unknown;
  try {
    for await (const part of request.parts()) {
      if (part.type === 'field') purpose = part.fieldname === 'purpose' ? part.value : purpose;
      else stored = await storePart(part);
    }
  } catch (error) {
    // The form broke off behind its file.
    if (stored?.ok) await batches.removeFile(caller, stored.value.id);
    if (isFormBroken(error)) return wrong('file', 'Send a whole form, with its boundary.');
    throw error;
  }
  if (!stored) return wrong('file', 'Send a file of JSON lines.');
  if (!stored.ok || purpose === 'batch') return stored;
  await batches.removeFile(caller, stored.value.id);
  return wrong('purpose', 'Use batch.');

  async function storePart(part: Extract<Multipart, { type: 'file' }>): Promise<Result<FileView> | null> {
    const isFile = part.fieldname === 'file' && stored === null;
    // What is left unread when a file is refused would hold up the rest of the form.
    const content = part.file.iterator({ destroyOnReturn: false });
    const result = isFile ? await batches.storeFile(caller, { name: part.filename, content }) : stored;
    part.file.resume();
    return result;
  }
}

/** The reader of forms has words for it, and no codes. */
const isFormBroken = (error: unknown): boolean =>
  error instanceof Error && /^Multipart: |unexpected end of multipart data$/i.test(error.message);

const wrong = (field: string, hint: string): Result<never> => fail('invalid_input', { field, hint });
