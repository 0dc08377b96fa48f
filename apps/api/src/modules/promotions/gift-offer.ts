import type { AccountId } from '@spindle/shared';
import { inTransaction } from '../../platform/index.ts';
import { foldGifts } from './fold-gifts.ts';
import { foldEnded, lockGifts, readGiftSums, readGiftTotals } from './gifts.repo.ts';
import { judgePerson } from './judge-gift.ts';
import type { GiftDeps } from './open-gift.ts';
import type { GiftOffer, GiftTotals } from './shapes.ts';

/** Whether the market would pay for this person's next answer, as far as it is known before they ask. */
export async function giftOffer(
  { db, clock, rule }: GiftDeps,
  { accountId }: { accountId: AccountId },
): Promise<GiftOffer> {
  const { answerTokens: maxOutputTokens, mostNano, ...rest } = rule();
  await foldGifts({ db, clock });
  const sums = await readGiftSums(db.pool, accountId, null, clock.nowMs());
  const judged = judgePerson({ answerTokens: maxOutputTokens, mostNano, ...rest }, sums);
  if (!judged.ok) return { isOffered: false, why: judged.fault.code };
  return { isOffered: true, left: judged.value.left, maxOutputTokens, mostNano };
}

/** What gifts have cost the market. */
export function giftTotals({ db, clock }: GiftDeps): Promise<GiftTotals> {
  return inTransaction(db.pool, async (sql) => {
    await lockGifts(sql);
    await foldEnded(sql, clock.nowMs());
    return readGiftTotals(sql, clock.nowMs());
  });
}
