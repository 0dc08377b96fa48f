import { type Database, inTransaction } from '../../platform/index.ts';
import type { MarketTerms } from './market-terms.ts';
import { keepPromises, lockUnpromised, type NewPromise, readNewPromises } from './renew-vouchers.repo.ts';

/** So many vouchers are signed in one transaction: some 30 ms of it. */
const ROUND_EARNERS = 200;
/** Rounds of one call: the rest comes with the next one. */
const MAX_ROUNDS = 20;

export interface RenewDeps {
  db: Database;
  market: MarketTerms | null;
}

/**
 * Promises to each provider what they have earned since the last time: a voucher over the new sum, however many requests
 * were settled meanwhile. Nothing of it is on the way of a request.
 * All that is promised to a provider, on all their accounts, is never more than what the ledger says they have earned:
 * it is reckoned and written while their row is locked. Several brokers share the work.
 * @returns how many vouchers were signed.
 */
export async function renewVouchers({ db, market }: RenewDeps): Promise<number> {
  if (!market) return 0;
  let signed = 0;
  for (let round = 0; round < MAX_ROUNDS; round++) {
    const count = await inTransaction(db.pool, async (sql) => {
      const earners = await lockUnpromised(sql, market.signer.publicKey, ROUND_EARNERS);
      if (earners.length === 0) return 0;
      const promises = await readNewPromises(sql, earners);
      const vouchers = await Promise.all(promises.map((promise) => withSignature(market, promise)));
      return keepPromises(sql, vouchers);
    });
    signed += count;
    if (count < ROUND_EARNERS) break;
  }
  return signed;
}

async function withSignature({ signer }: MarketTerms, promise: NewPromise) {
  const { networkId, address: channel, promisedNano: cumulativeNano } = promise;
  const { signature } = await signer.sign({ networkId, channel, cumulativeNano });
  return { ...promise, signature };
}
