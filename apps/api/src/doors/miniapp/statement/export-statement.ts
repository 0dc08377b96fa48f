import { Readable } from 'node:stream';
import { type AccountId, ok, type Result } from '@spindle/shared';
import type { ChainPlace } from '@spindle/ton';
import type { FastifyInstance } from 'fastify';
import * as z from 'zod';
import type { Actor } from '../../../modules/accounts/index.ts';
import { type Movement, type StatementPeriod, statementOf } from '../../../modules/escrow/index.ts';
import type { Clock, Database } from '../../../platform/index.ts';
import { refuse } from '../../bearer.ts';
import { accountIdSchema, openTicket, sealTicket, TICKET_TTL_MS, type TicketKind } from '../export-ticket.ts';
import { STATEMENT_HEAD, statementLine } from './statement-fields.ts';

const PATH = '/exports/statement';

interface StatementTicket {
  accountId: AccountId;
  period: StatementPeriod;
  expiresAtMs: number;
}

const STATEMENT_TICKET: TicketKind<StatementTicket> = {
  purpose: 'statement',
  schema: z.object({
    accountId: accountIdSchema,
    period: z.object({ fromMs: z.number().optional(), toMs: z.number().optional() }),
    expiresAtMs: z.number(),
  }),
};

export interface StatementParts {
  db: Database;
  clock: Clock;
  exportSecret: Buffer;
  place: ChainPlace;
}

/** An address under which the actor's movements of a period can be downloaded for ten minutes. */
export function statementLink(
  { clock, exportSecret }: Pick<StatementParts, 'clock' | 'exportSecret'>,
  { accountId }: Pick<Actor, 'accountId'>,
  period: StatementPeriod,
): Result<{ path: string }> {
  const expiresAtMs = clock.nowMs() + TICKET_TTL_MS;
  return ok({
    path: `${PATH}?ticket=${sealTicket(STATEMENT_TICKET, exportSecret, { accountId, period, expiresAtMs })}`,
  });
}

/** Downloads by such an address. Telegram's clients fetch it themselves, its web client from its own origin. */
export function openStatementRoute(app: FastifyInstance, parts: StatementParts): void {
  app.get<{ Querystring: { ticket?: string } }>(PATH, async (request, reply) => {
    reply.header('access-control-allow-origin', 'https://web.telegram.org');
    const text = String(request.query.ticket ?? '');
    const ticket = openTicket(STATEMENT_TICKET, parts.exportSecret, text, parts.clock.nowMs());
    if (!ticket.ok) return refuse(reply, ticket.fault);
    const { accountId, period } = ticket.value;
    const pages = await statementOf(parts, accountId, period);
    return reply
      .header('content-type', 'text/csv; charset=utf-8')
      .header('content-disposition', 'attachment; filename="spindle-statement.csv"')
      .header('cache-control', 'no-store')
      .header('x-content-type-options', 'nosniff')
      .send(Readable.from(csvOf(pages, parts.place), { objectMode: false, highWaterMark: 0 }));
  });
}

/** One text a page; what breaks in the middle breaks the connection, so that half a file never looks like a whole one. */
async function* csvOf(pages: AsyncIterable<Movement[]>, place: ChainPlace): AsyncGenerator<string> {
  yield STATEMENT_HEAD;
  for await (const page of pages) yield page.map((row) => statementLine(row, place)).join('');
}
