import { type EarningsStatement, fail, ok, type Result } from '@spindle/shared';
import { channelAddress } from '@spindle/ton/channel';
import { verifyVoucher } from '@spindle/ton/voucher';
import type { KeptAccount } from './kept-account.ts';

/**
 * Whether a statement of the market may be believed, as far as that can be told without the chain: its terms make its
 * address, its voucher is signed by the key of those terms, it promises no less than before, and it pays the owner's
 * wallet, if they named one.
 * @returns earnings_untrusted, which names the field.
 */
export function checkStatement(
  statement: EarningsStatement,
  before: KeptAccount | undefined,
  payoutWallet: string | null,
): Result<KeptAccount> {
  const { address, terms, signature } = statement;
  const promisedNano = BigInt(statement.promisedNano);
  if (channelAddress({ ...terms, salt: BigInt(terms.salt) }) !== address) return untrusted('address');
  if (payoutWallet !== null && terms.payee !== payoutWallet) return untrusted('payee');
  if (promisedNano < (before?.promisedNano ?? 0n)) return untrusted('promised');
  if (promisedNano > 0n && !isSigned(statement)) return untrusted('signature');
  const said = { depositedNano: BigInt(statement.depositedNano), claimedNano: BigInt(statement.claimedNano) };
  return ok({ address, terms, promisedNano, signature, ...said, seen: before?.seen ?? null });
}

function isSigned({ address: channel, terms, promisedNano, signature }: EarningsStatement): boolean {
  const { networkId, sessionKey } = terms;
  const voucher = { networkId, channel, cumulativeNano: BigInt(promisedNano) };
  return signature !== null && verifyVoucher({ ...voucher, signature }, sessionKey);
}

const untrusted = (field: string) => fail('earnings_untrusted', { field });
