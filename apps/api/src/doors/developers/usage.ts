import { END_KINDS, fail, ok, REQUEST_KINDS, type Result } from '@spindle/shared';
import type { FastifyInstance, FastifyReply } from 'fastify';
import * as z from 'zod';
import type { Actor } from '../../modules/accounts/index.ts';
import { receiptOf, type UsageFilter, usageExport, usageOf } from '../../modules/usage/index.ts';
import type { Database } from '../../platform/index.ts';
import { type ActorOf, needsScope, refuse } from '../bearer.ts';
import { EXPORT_FORMATS, requestObject, sendUsage, usageFields } from '../usage-export/index.ts';

const DAY_MS = 86_400_000;
const DEFAULT_LIMIT = 100;

/** A day (UTC) or a moment, as Unix milliseconds of its start and whether a whole day was meant. */
const time = z
  .union([z.iso.date(), z.iso.datetime({ offset: true })])
  .transform((text) => ({ ms: Date.parse(text), isDay: text.length === 10 }));

/** What `GET /v1/usage` may be asked by. */
export const UsageQuery = z.strictObject({
  format: z.enum(EXPORT_FORMATS).default('json'),
  from: time.optional(),
  to: time.optional(),
  model: z.string().min(1).max(200).optional(),
  key: z.string().max(36).optional(),
  end: z.enum(END_KINDS).optional(),
  kind: z.enum(REQUEST_KINDS).optional(),
  listing: z.uuid().optional(),
  limit: z.coerce.number().int().min(1).max(1_000).optional(),
  cursor: z.string().max(100).optional(),
});
type Query = z.output<typeof UsageQuery>;

export interface UsageRouteParts {
  db: Database;
}

/** `GET /v1/usage`: what the account's requests were and cost; `GET /v1/usage/{request}`: one, with journey and receipt. */
export function openUsageRoutes(scope: FastifyInstance, parts: UsageRouteParts, actorOf: ActorOf): void {
  const mayRead = { onRequest: needsScope(actorOf, 'usage') };
  scope.get('/usage', mayRead, async (request, reply) => {
    const query = readQuery(request.query);
    return query.ok ? answer(parts, actorOf(request), query.value, reply) : refuse(reply, query.fault);
  });
  scope.get<{ Params: { request: string } }>('/usage/:request', mayRead, async (request, reply) => {
    const found = await receiptOf(parts, actorOf(request), { jobId: request.params.request });
    return found.ok ? reply.send(requestObject(found.value)) : refuse(reply, found.fault);
  });
}

async function answer(parts: UsageRouteParts, actor: Actor, query: Query, reply: FastifyReply): Promise<FastifyReply> {
  const filter = filterOf(query);
  if (query.format === 'csv') {
    const pages = await usageExport(parts, actor, filter);
    return pages.ok ? sendUsage(reply, 'csv', pages.value) : refuse(reply, pages.fault);
  }
  const page = await usageOf(parts, actor, { ...filter, cursor: query.cursor, limit: query.limit ?? DEFAULT_LIMIT });
  if (!page.ok) return refuse(reply, page.fault);
  const { items, next } = page.value;
  return reply.send({ object: 'list', data: items.map(usageFields), has_more: next !== null, next });
}

function readQuery(query: unknown): Result<Query> {
  const parsed = UsageQuery.safeParse(query);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    const field = issue?.code === 'unrecognized_keys' ? issue.keys.join(', ') : String(issue?.path[0] ?? 'query');
    return fail('invalid_input', { field, hint: issue?.message ?? '' });
  }
  const { format, limit, cursor } = parsed.data;
  if (format === 'csv' && (limit !== undefined || cursor !== undefined))
    return fail('invalid_input', {
      field: 'limit, cursor',
      hint: 'CSV comes whole: choose what you need by from and to.',
    });
  return ok(parsed.data);
}

/** `to` as a day means to its end. */
const filterOf = ({ from, to, model, key, end, kind, listing }: Query): UsageFilter => ({
  ...{ fromMs: from?.ms, toMs: to && to.ms + (to.isDay ? DAY_MS : 0) },
  ...{ modelId: model, key, end, kind, listingId: listing },
});
