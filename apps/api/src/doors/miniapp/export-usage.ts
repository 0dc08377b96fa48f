import { ok, type Result } from '@spindle/shared';
import type { FastifyInstance } from 'fastify';
import type { Actor } from '../../modules/accounts/index.ts';
import { usageExport } from '../../modules/usage/index.ts';
import type { Clock, Database } from '../../platform/index.ts';
import { refuse } from '../bearer.ts';
import { sendUsage } from '../usage-export/index.ts';
import { openTicket, sealTicket, TICKET_TTL_MS } from './export-ticket.ts';
import type { ExportInput } from './services.ts';

const PATH = '/exports/usage';

export interface ExportParts {
  db: Database;
  clock: Clock;
  exportSecret: Buffer;
}

/** An address under which this choice of the actor's requests can be downloaded for ten minutes. */
export function exportLink(
  { clock, exportSecret }: Pick<ExportParts, 'clock' | 'exportSecret'>,
  { accountId }: Pick<Actor, 'accountId'>,
  { format, ...filter }: ExportInput,
): Result<{ path: string }> {
  const ticket = sealTicket(exportSecret, { accountId, format, filter, expiresAtMs: clock.nowMs() + TICKET_TTL_MS });
  return ok({ path: `${PATH}?ticket=${ticket}` });
}

/** Downloads by such an address. Telegram's clients fetch it themselves, its web client from its own origin. */
export function openExportRoute(app: FastifyInstance, parts: ExportParts): void {
  app.get<{ Querystring: { ticket?: string } }>(PATH, async (request, reply) => {
    reply.header('access-control-allow-origin', 'https://web.telegram.org');
    const ticket = openTicket(parts.exportSecret, String(request.query.ticket ?? ''), parts.clock.nowMs());
    if (!ticket.ok) return refuse(reply, ticket.fault);
    const { accountId, format, filter } = ticket.value;
    const pages = await usageExport(parts, { accountId }, filter);
    return pages.ok ? sendUsage(reply, format, pages.value) : refuse(reply, pages.fault);
  });
}
