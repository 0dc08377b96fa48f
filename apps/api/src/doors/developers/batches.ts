import { fail, ok, type Result } from '@spindle/shared';
import type { FastifyInstance } from 'fastify';
import * as z from 'zod';
import { BATCH_ENDPOINTS, type BatchInput } from '../../modules/batches/index.ts';
import { needsScope, refuse } from '../bearer.ts';
import { toBatchObject, toListObject } from './batch-objects.ts';
import type { Door } from './parts.ts';
import { readInput } from './read-input.ts';
import { replyOnce } from './reply-once.ts';

const MAX_HOURS = 168;

export const CreateBatchBody = z.strictObject({
  input_file_id: z.string().max(100),
  endpoint: z.enum(BATCH_ENDPOINTS),
  /** Whole hours. */
  completion_window: z.string().regex(/^[1-9]\d{0,2}h$/, 'Use whole hours, such as 24h.'),
  metadata: z
    .record(z.string().max(64), z.string().max(512))
    .refine((pairs) => Object.keys(pairs).length <= 16, 'Use at most 16 pairs.')
    .nullish(),
});

export const ListBatchesQuery = z.strictObject({
  after: z.string().optional(),
  limit: z.coerce.number().int().min(1).max(100).default(20),
});

type WithId = { Params: { id: string } };

/** `/v1/batches`: many requests in a file, on idle machines and at the batch price. */
export function openBatchRoutes(scope: FastifyInstance, door: Door): void {
  const guard = { onRequest: needsScope(door.actorOf, 'batches') };
  const { batches, callerOf } = door;
  scope.post('/batches', guard, async (request, reply) => {
    const input = readBatch(request.body);
    if (!input.ok) return refuse(reply, input.fault);
    return replyOnce(door, request, reply, async () => {
      const batch = await batches.create(callerOf(request), input.value);
      if (!batch.ok) return { kind: 'refused', fault: batch.fault, headers: {} };
      return { kind: 'whole', headers: {}, body: toBatchObject(batch.value) };
    });
  });
  scope.get('/batches', guard, async (request, reply) => {
    const query = readInput(ListBatchesQuery, request.query);
    if (!query.ok) return refuse(reply, query.fault);
    return reply.send(toListObject(await batches.list(callerOf(request), query.value), toBatchObject));
  });
  scope.get<WithId>('/batches/:id', guard, async (request, reply) => {
    const batch = await batches.find(callerOf(request), request.params.id);
    return batch.ok ? reply.send(toBatchObject(batch.value)) : refuse(reply, batch.fault);
  });
  scope.post<WithId>('/batches/:id/cancel', guard, async (request, reply) => {
    const batch = await batches.cancel(callerOf(request), request.params.id);
    return batch.ok ? reply.send(toBatchObject(batch.value)) : refuse(reply, batch.fault);
  });
}

function readBatch(body: unknown): Result<BatchInput> {
  const read = readInput(CreateBatchBody, body);
  if (!read.ok) return read;
  const { input_file_id: inputFileId, endpoint, completion_window: window, metadata = null } = read.value;
  const hours = Number.parseInt(window, 10);
  if (hours > MAX_HOURS) {
    return fail('invalid_input', { field: 'completion_window', hint: `Use at most ${MAX_HOURS}h.` });
  }
  return ok({ inputFileId, endpoint, windowSeconds: hours * 3600, metadata });
}
