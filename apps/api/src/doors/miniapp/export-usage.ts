import { type AccountId, END_KINDS, ok, REQUEST_KINDS, type Result } from '@spindle/shared';
import type { FastifyInstance } from 'fastify';
import * as z from 'zod';
import type { Actor } from '../../modules/accounts/index.ts';
import { usageExport } from '../../modules/usage/index.ts';
import type { Clock, Database } from '../../platform/index.ts';
import { refuse } from '../bearer.ts';
import { EXPORT_FORMATS, sendUsage } from '../usage-export/index.ts';
import { accountIdSchema, openTicket, sealTicket, TICKET_TTL_MS, type TicketKind } from './export-ticket.ts';
import type { ExportInput } from './services.ts';

const PATH = '/exports/usage';

/** Leave to download some of an account's usage, for a client that can send no header: Telegram's own downloader. */
interface UsageTicket {
  accountId: AccountId;
  format: ExportInput['format'];
  filter: Omit<ExportInput, 'format'>;
  expiresAtMs: number;
}

const USAGE_TICKET: TicketKind<UsageTicket> = {
  purpose: 'usage',
  schema: z.object({
    accountId: accountIdSchema,
    format: z.enum(EXPORT_FORMATS),
    filter: z.object({
      fromMs: z.number().optional(),
      toMs: z.number().optional(),
      modelId: z.string().optional(),
      key: z.string().optional(),
      end: z.enum(END_KINDS).optional(),
      kind: z.enum(REQUEST_KINDS).optional(),
      listingId: z.string().optional(),
    }),
    expiresAtMs: z.number(),
  }),
};

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
  const expiresAtMs = clock.nowMs() + TICKET_TTL_MS;
  const ticket = sealTicket(USAGE_TICKET, exportSecret, { accountId, format, filter, expiresAtMs });
  return ok({ path: `${PATH}?ticket=${ticket}` });
}

/** Downloads by such an address. Telegram's clients fetch it themselves, its web client from its own origin. */
export function openExportRoute(app: FastifyInstance, parts: ExportParts): void {
  app.get<{ Querystring: { ticket?: string } }>(PATH, async (request, reply) => {
    reply.header('access-control-allow-origin', 'https://web.telegram.org');
    const ticket = openTicket(
      USAGE_TICKET,
      parts.exportSecret,
      String(request.query.ticket ?? ''),
      parts.clock.nowMs(),
    );
    if (!ticket.ok) return refuse(reply, ticket.fault);
    const { accountId, format, filter } = ticket.value;
    const pages = await usageExport(parts, { accountId }, filter);
    return pages.ok ? sendUsage(reply, format, pages.value) : refuse(reply, pages.fault);
  });
}
