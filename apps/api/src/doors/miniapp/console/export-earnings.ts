import { Readable } from 'node:stream';
import { type AccountId, ok, type Result } from '@spindle/shared';
import type { FastifyInstance } from 'fastify';
import * as z from 'zod';
import type { Actor } from '../../../modules/accounts/index.ts';
import { type EarnRange, type EarnRecord, earnExport } from '../../../modules/usage/index.ts';
import { refuse } from '../../bearer.ts';
import { accountIdSchema, openTicket, sealTicket, TICKET_TTL_MS, type TicketKind } from '../export-ticket.ts';
import type { ExportParts } from '../export-usage.ts';
import { EARNINGS_HEAD, earningsLine } from './earning-fields.ts';

const PATH = '/exports/earnings';

interface EarningsTicket {
  accountId: AccountId;
  range: EarnRange;
  expiresAtMs: number;
}

const EARNINGS_TICKET: TicketKind<EarningsTicket> = {
  purpose: 'earnings',
  schema: z.object({
    accountId: accountIdSchema,
    range: z.object({
      fromMs: z.number(),
      toMs: z.number(),
      bucket: z.enum(['hour', 'day']),
      listingId: z.string().optional(),
      modelId: z.string().optional(),
    }),
    expiresAtMs: z.number(),
  }),
};

/** An address under which these earnings of the actor's can be downloaded for ten minutes. */
export function earningsLink(
  { clock, exportSecret }: Pick<ExportParts, 'clock' | 'exportSecret'>,
  { accountId }: Pick<Actor, 'accountId'>,
  range: EarnRange,
): Result<{ path: string }> {
  const expiresAtMs = clock.nowMs() + TICKET_TTL_MS;
  const ticket = sealTicket(EARNINGS_TICKET, exportSecret, { accountId, range, expiresAtMs });
  return ok({ path: `${PATH}?ticket=${ticket}` });
}

/** The download itself, for whoever has the address. Telegram's web client asks it from its own page. */
export function openEarningsRoute(app: FastifyInstance, parts: ExportParts): void {
  app.get<{ Querystring: { ticket?: string } }>(PATH, async (request, reply) => {
    reply.header('access-control-allow-origin', 'https://web.telegram.org');
    const text = String(request.query.ticket ?? '');
    const ticket = openTicket(EARNINGS_TICKET, parts.exportSecret, text, parts.clock.nowMs());
    if (!ticket.ok) return refuse(reply, ticket.fault);
    const { accountId, range } = ticket.value;
    const pages = await earnExport(parts, { accountId }, range);
    if (!pages.ok) return refuse(reply, pages.fault);
    return reply
      .header('content-type', 'text/csv; charset=utf-8')
      .header('content-disposition', 'attachment; filename="spindle-earnings.csv"')
      .header('cache-control', 'no-store')
      .header('x-content-type-options', 'nosniff')
      .send(Readable.from(csvOf(pages.value), { objectMode: false, highWaterMark: 0 }));
  });
}

/** One text a day; what breaks in the middle breaks the connection, so that half a file never looks like a whole one. */
async function* csvOf(pages: AsyncIterable<EarnRecord[]>): AsyncGenerator<string> {
  yield EARNINGS_HEAD;
  for await (const page of pages) if (page.length > 0) yield page.map(earningsLine).join('');
}
