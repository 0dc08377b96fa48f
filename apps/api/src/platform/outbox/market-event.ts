import * as z from 'zod';
import { code, count, event, id, nano } from './event-parts.ts';

const listing = { listingId: id };
const node = { ...listing, nodeId: id };
const badge = { ...listing, badge: code, code };
const maintenance = { ...listing, windowId: id, startMs: count, endMs: count };
/** Without a job it is a report of a listing. */
const dispute = { disputeId: id, jobId: id.nullable(), side: z.enum(['buyer', 'provider']) };
/** Of a buyer. */
const review = { ...listing, reviewId: id };
const listingDecision = z.enum(['approved', 'rejected', 'paused', 'banned', 'resumed']);

/** Everything that may happen and that somebody should hear of. Whoever needs another kind adds a line. */
export const MarketEventSchema = z.discriminatedUnion('kind', [
  event('listing_decided', { ...listing, decision: listingDecision, code: code.nullable() }),
  /** An admin wants to know something of the owner. */
  event('listing_asked', { ...listing, code }),
  /** The owner has answered: told to the admin who asked, or to all. */
  event('listing_answered', listing),
  event('appeal_opened', { appealId: id, listingId: id.nullable() }),
  event('appeal_decided', {
    appealId: id,
    listingId: id.nullable(),
    decision: z.enum(['granted', 'refused']),
    code: code.nullable(),
  }),
  event('account_banned', { code }),
  /** By a decision of its own; of an appeal that is granted `appeal_decided` tells. */
  event('account_unbanned', {}),
  event('node_offline', { ...node, sinceMs: count, code: code.nullable() }),
  event('node_back', { ...node, offlineMs: count }),
  event('badge_lost', badge),
  event('badge_won', badge),
  event('payout_done', { payoutId: code, amountNano: nano }),
  event('payout_waiting', { payoutId: code, amountNano: nano.nullable(), code }),
  /** `percentOfMedian`: 250 is two and a half times the median of the market. */
  event('price_far_from_market', { ...listing, modelId: code, percentOfMedian: count }),
  event('maintenance_planned', maintenance),
  event('maintenance_began', maintenance),
  event('maintenance_ended', maintenance),
  event('balance_low', { spendableNano: nano, thresholdNano: nano }),
  event('dispute_opened', { ...dispute, code }),
  event('dispute_decided', { ...dispute, code, refundNano: nano }),
  event('review_written', { ...review, stars: count }),
  event('review_answered', review),
  /** Told to who wrote that part of it. */
  event('review_decided', { ...review, part: z.enum(['review', 'answer']), decision: z.enum(['hidden', 'shown']) }),
  /** Told to everybody: a number of the market's policy changes at a time to come. */
  event('policy_announced', { setting: code, effectiveFromMs: count, before: count, value: count }),
]);

export type MarketEvent = z.output<typeof MarketEventSchema>;
export type MarketEventKind = MarketEvent['kind'];

/** An event as it lies in the table, under its number. */
export interface RecordedEvent {
  eventId: bigint;
  atMs: number;
  event: MarketEvent;
}

export interface EventRow {
  id: string;
  kind: string;
  account_id: string | null;
  subject: string;
  facts: unknown;
  created_at: Date;
}

/** @returns null for a row that this broker does not understand: another version of it wrote it. */
export function readEvent({
  id: number,
  kind,
  account_id,
  subject,
  facts,
  created_at,
}: EventRow): RecordedEvent | null {
  const read = MarketEventSchema.safeParse({ kind, accountId: account_id, subject, facts });
  return read.success ? { eventId: BigInt(number), atMs: created_at.getTime(), event: read.data } : null;
}
