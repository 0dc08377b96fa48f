import { fail, ok, type Result } from '@spindle/shared';
import { claimMessage } from '@spindle/ton';
import type { Database } from '../../platform/index.ts';
import type { Actor } from '../accounts/index.ts';
import { claimableNano, claimableTotalNano } from './earnings-account.ts';
import { findEarningsAccount } from './overview.repo.ts';
import type { ClaimMessage } from './shapes.ts';

/**
 * The transfer by which a provider takes what is promised and funded without us: their wallet sends it, and pays the
 * network's fee.
 * @returns channel_unknown, channel_closed, nothing_to_claim.
 */
export async function claimMessageFor(
  { db }: { db: Database },
  actor: Actor,
  input: { address: string },
): Promise<Result<ClaimMessage>> {
  const account = await findEarningsAccount(db.pool, actor.accountId, input.address);
  if (!account) return fail('channel_unknown');
  if (account.state === 'closed') return fail('channel_closed');
  const { address: channel, networkId, promisedNano: cumulativeNano, signature, payee } = account;
  const claimNano = claimableNano(account);
  if (signature === null || claimNano === 0n) return fail('nothing_to_claim');
  const voucher = { networkId, channel, cumulativeNano, signature };
  return ok({ ...claimMessage(claimableTotalNano(account), voucher), payee, claimNano });
}
