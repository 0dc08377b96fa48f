import { COIN, coinsText, fail, ok, type Result } from '@spindle/shared';
import type { GiftRefusal, GiftRule } from './shapes.ts';

/** What was given before, as the books say under the lock. */
export interface GiftSums {
  /** To this person, ever: those that cost something, and those under way. */
  given: number;
  /** To this person today, those too that came to nothing. */
  triesToday: number;
  /** To this address today. */
  addressGiven: number;
  /** To everybody today: what it cost, and what is held. */
  dayNano: bigint;
  /** Whether this person pays for themselves: something was deposited once. */
  hasDeposit: boolean;
}

/** What the market is asked to pay. */
export interface GiftAsk {
  holdNano: bigint;
  maxOutputTokens: number;
  /** One listing alone: its owner could send themselves the market's money. */
  isPinned: boolean;
}

/** An answer that comes to nothing costs nothing, and may be tried again; not for ever. */
const TRIES_PER_ANSWER = 5;

/** Whether the market gives anything to this person at all. */
export function judgePerson(rule: GiftRule, sums: GiftSums): Result<{ left: number }, GiftRefusal> {
  if (rule.answers === 0 || rule.dayNano === 0n || rule.mostNano === 0n || sums.hasDeposit)
    return fail('gift_not_offered');
  if (sums.given >= rule.answers || sums.triesToday >= rule.answers * TRIES_PER_ANSWER) return fail('gift_used');
  if (sums.addressGiven >= rule.addressAnswers || sums.dayNano >= rule.dayNano) return fail('gift_exhausted');
  return ok({ left: rule.answers - sums.given });
}

/** Whether the market pays for this answer: it is as sure of its own limits as a buyer may be of theirs. */
export function judgeGift(rule: GiftRule, sums: GiftSums, ask: GiftAsk): Result<null, GiftRefusal> {
  const person = judgePerson(rule, sums);
  if (!person.ok) return person;
  if (ask.isPinned || ask.maxOutputTokens > rule.answerTokens || ask.holdNano > rule.mostNano)
    return fail('gift_too_large', { tokens: rule.answerTokens, most: `${coinsText(rule.mostNano)} ${COIN.symbol}` });
  if (sums.dayNano + ask.holdNano > rule.dayNano) return fail('gift_exhausted');
  return ok(null);
}
