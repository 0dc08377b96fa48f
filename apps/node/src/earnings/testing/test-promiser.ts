import { randomBytes } from 'node:crypto';
import type { EarningsStatement, EarningsTerms } from '@spindle/shared';
import { generateSessionKey, LOCAL_NETWORK_ID, signVoucher } from '@spindle/ton/browser';
import { channelAddress } from '@spindle/ton/channel';

const raw = () => `0:${randomBytes(32).toString('hex')}`;

/** A market that promises to one provider: signs real vouchers for real addresses. For tests. */
export async function makePromiser(more: Partial<EarningsTerms> = {}) {
  const key = await generateSessionKey();
  const terms: EarningsTerms = {
    networkId: LOCAL_NETWORK_ID,
    payer: raw(),
    payee: raw(),
    sessionKey: key.publicKey,
    closeDelaySeconds: 604_800,
    salt: '7',
    ...more,
  };
  const address = channelAddress({ ...terms, salt: BigInt(terms.salt) });
  return {
    address,
    terms,
    /** A statement as an honest market makes it, with parts of it changed. */
    statement: async (
      promisedNano: bigint,
      depositedNano = 0n,
      changes: Partial<EarningsStatement> = {},
    ): Promise<EarningsStatement> => {
      const { networkId } = terms;
      const voucher = { networkId, channel: address, cumulativeNano: promisedNano };
      const signature = promisedNano === 0n ? null : (await signVoucher(key, voucher)).signature;
      const said = { promisedNano: String(promisedNano), depositedNano: String(depositedNano), claimedNano: '0' };
      return { address, terms, signature, ...said, ...changes };
    },
  };
}
