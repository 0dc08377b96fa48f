import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto';
import { type AccountId, END_KINDS, fail, ok, REQUEST_KINDS, type Result } from '@spindle/shared';
import * as z from 'zod';
import { EXPORT_FORMATS } from '../usage-export/index.ts';

/** Long enough for a slow phone to ask "download?", too short to be worth passing on. */
export const TICKET_TTL_MS = 10 * 60_000;

const accountId = z.custom<AccountId>((value) => z.uuid().safeParse(value).success);
const TicketSchema = z.object({
  accountId,
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
});

/** Leave to download some of an account's usage, for a client that can send no header: Telegram's own downloader. */
export type ExportTicket = z.output<typeof TicketSchema>;

/** The key of tickets, made of the broker's seed: the same in every broker of a deployment. */
export function exportSecretOf(brokerSeedHex: string): Buffer {
  return Buffer.from(hkdfSync('sha256', Buffer.from(brokerSeedHex, 'hex'), '', 'spindle-usage-export/1', 32));
}

export function sealTicket(secret: Buffer, ticket: ExportTicket): string {
  const body = Buffer.from(JSON.stringify(ticket)).toString('base64url');
  return `${body}.${macOf(secret, body).toString('base64url')}`;
}

/** Refusal: `export_link_expired`, also for what we never made. */
export function openTicket(secret: Buffer, text: string, nowMs: number): Result<ExportTicket> {
  const [body = '', mac = ''] = text.split('.');
  const given = Buffer.from(mac, 'base64url');
  const expected = macOf(secret, body);
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) return fail('export_link_expired');
  const parsed = TicketSchema.safeParse(JSON.parse(Buffer.from(body, 'base64url').toString()));
  return parsed.success && nowMs <= parsed.data.expiresAtMs ? ok(parsed.data) : fail('export_link_expired');
}

const macOf = (secret: Buffer, body: string): Buffer => createHmac('sha256', secret).update(body).digest();
