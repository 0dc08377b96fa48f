import type { Prisma, Sql } from '../db.ts';
import { type MarketEvent, MarketEventSchema } from './market-event.ts';

const INSERT = `INSERT INTO outbox_event (kind, account_id, subject, facts, created_at)
  VALUES ($1, $2::uuid, $3, $4::jsonb, $5::timestamptz)`;

/**
 * Writes an event in the caller's transaction, so that it is told if and only if that commits. Record it after the change
 * that it tells of: whoever changes the same row waits for it, and so the events of one subject lie in their order.
 * @param tx the connection of `inTransaction`, or the client of a Prisma transaction.
 * @throws for facts that are none (text, a missing id): a bug of the caller.
 * @example await recordEvent(tx, { kind: 'badge_lost', accountId, subject: `listing:${listingId}`, facts: { … } }, nowMs)
 */
export async function recordEvent(tx: Sql | Prisma, event: MarketEvent, atMs: number): Promise<void> {
  const { kind, accountId, subject, facts } = MarketEventSchema.parse(event);
  const values = [kind, accountId, subject, factsText(facts), new Date(atMs)];
  if ('query' in tx) await tx.query({ name: 'outbox-record', text: INSERT, values });
  else await tx.$executeRawUnsafe(INSERT, ...values);
}

/** Facts as the table holds them: amounts as digits. */
export const factsText = (facts: object): string =>
  JSON.stringify(facts, (_, value: unknown) => (typeof value === 'bigint' ? value.toString() : value));
