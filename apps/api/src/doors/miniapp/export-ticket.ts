import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto';
import { type AccountId, fail, ok, type Result } from '@spindle/shared';
import * as z from 'zod';

/** Long enough for a slow phone to ask "download?", too short to be worth passing on. */
export const TICKET_TTL_MS = 10 * 60_000;

export const accountIdSchema = z.custom<AccountId>((value) => z.uuid().safeParse(value).success);

/** What a ticket is good for: one of another purpose opens nothing. */
export interface TicketKind<Ticket extends { expiresAtMs: number }> {
  purpose: string;
  schema: z.ZodType<Ticket>;
}

/** The key of tickets, made of the broker's seed: the same in every broker of a deployment. */
export function exportSecretOf(brokerSeedHex: string): Buffer {
  return Buffer.from(hkdfSync('sha256', Buffer.from(brokerSeedHex, 'hex'), '', 'spindle-usage-export/1', 32));
}

export function sealTicket<Ticket extends { expiresAtMs: number }>(
  { purpose }: TicketKind<Ticket>,
  secret: Buffer,
  ticket: Ticket,
): string {
  const body = Buffer.from(JSON.stringify(ticket)).toString('base64url');
  return `${body}.${macOf(secret, purpose, body).toString('base64url')}`;
}

/** Refusal: `export_link_expired`, also for what we never made. */
export function openTicket<Ticket extends { expiresAtMs: number }>(
  { purpose, schema }: TicketKind<Ticket>,
  secret: Buffer,
  text: string,
  nowMs: number,
): Result<Ticket> {
  const [body = '', mac = ''] = text.split('.');
  const given = Buffer.from(mac, 'base64url');
  const expected = macOf(secret, purpose, body);
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) return fail('export_link_expired');
  const parsed = schema.safeParse(JSON.parse(Buffer.from(body, 'base64url').toString()));
  return parsed.success && nowMs <= parsed.data.expiresAtMs ? ok(parsed.data) : fail('export_link_expired');
}

const macOf = (secret: Buffer, purpose: string, body: string): Buffer =>
  createHmac('sha256', secret).update(`${purpose}.${body}`).digest();
