import { fail, ok, type QuoteRequest, type Result } from '@spindle/shared';
import { type Clock, type Database, inTransaction, type Sql, utcDate } from '../../platform/index.ts';
import type { Actor } from '../accounts/index.ts';
import type { HoldInput, Ledger } from '../ledger/index.ts';
import { hashAddress } from '../nodes/index.ts';
import { foldGifts } from './fold-gifts.ts';
import { foldEnded, insertGift, lockGifts, readGiftSums } from './gifts.repo.ts';
import { type GiftAsk, judgeGift } from './judge-gift.ts';
import type { GiftRefusal, GiftRule } from './shapes.ts';

export interface GiftDeps {
  db: Database;
  clock: Clock;
  ledger: Pick<Ledger, 'openGiftHold'>;
  rule(): GiftRule;
  /** Salts what is kept of addresses. */
  addressSecret: string;
}

type Limits = Pick<QuoteRequest, 'maxOutputTokens' | 'listingId'>;

/**
 * Sets the market's own money aside for a person's answer, or says why not. @param address where they ask from; null where that
 * is not known.
 */
export type OpenGift = (
  actor: Actor,
  hold: HoldInput,
  limits: Limits,
  address: string | null,
) => Promise<Result<null, GiftRefusal | 'quote_used'>>;

/**
 * Gifts are judged and held in one transaction, one after another in all brokers, and within one broker without taking more than
 * one connection: so neither a person's, an address's nor a day's limit is ever passed by two at once. Who is refused anyway is
 * told so before they wait in that line.
 */
export function createOpenGift(deps: GiftDeps): OpenGift {
  let line: Promise<unknown> = Promise.resolve();
  return async (actor, hold, { maxOutputTokens, listingId }, address) => {
    // A key is a program's, and has an owner who pays.
    if (actor.apiKeyId !== null) return fail('gift_not_offered');
    const ask = { holdNano: hold.amountNano, maxOutputTokens, isPinned: listingId !== undefined };
    const early = await judgeEarly(deps, { hold, ask, address });
    if (!early.ok) return early;
    const turn = line.then(() => inTransaction(deps.db.pool, (sql) => give(deps, sql, { hold, ask, address })));
    line = turn.catch(() => undefined);
    return turn;
  };
}

interface Asked {
  hold: HoldInput;
  ask: GiftAsk;
  address: string | null;
}

/** Without the lock, by what is known; a refusal is looked at once more when what has ended meanwhile was taken up. */
async function judgeEarly(deps: GiftDeps, asked: Asked): Promise<Result<null, GiftRefusal>> {
  const judged = await judge(deps, deps.db.pool, asked);
  if (judged.ok || (judged.fault.code !== 'gift_used' && judged.fault.code !== 'gift_exhausted')) return judged;
  await foldGifts(deps);
  return judge(deps, deps.db.pool, asked);
}

async function judge(deps: GiftDeps, sql: Sql, { hold, ask, address }: Asked): Promise<Result<null, GiftRefusal>> {
  const nowMs = deps.clock.nowMs();
  return judgeGift(deps.rule(), await readGiftSums(sql, hold.accountId, addressHash(deps, address), nowMs), ask);
}

async function give(deps: GiftDeps, sql: Sql, asked: Asked): Promise<Result<null, GiftRefusal | 'quote_used'>> {
  const { hold, address } = asked;
  await lockGifts(sql);
  await foldEnded(sql, deps.clock.nowMs());
  const judged = await judge(deps, sql, asked);
  if (!judged.ok) return judged;
  // Together with its gift, or not at all: a hold without one would be money that nobody gave.
  if (!(await deps.ledger.openGiftHold(sql, hold))) return fail('quote_used');
  const gift = { ...hold, addressHash: addressHash(deps, address), holdNano: hold.amountNano };
  if (!(await insertGift(sql, gift, deps.clock.nowMs()))) throw new Error('a gift without its hold');
  return ok(null);
}

/** Of this day alone: tomorrow's says nothing of today's. */
function addressHash({ addressSecret, clock }: GiftDeps, address: string | null): string | null {
  return address === null ? null : hashAddress(addressSecret, `${utcDate(clock.nowMs())} ${address}`);
}
