import { COIN, coinsText, fail, ok, type Result } from '@spindle/shared';
import { NETWORKS } from '@spindle/ton/browser';
import { claimMessage, friendlyAddress, transferLinks } from '@spindle/ton/channel';
import type { Printer } from '../cli/printer.ts';
import { readEarnings } from '../earnings/earnings-file.ts';
import type { KeptAccount } from '../earnings/kept-account.ts';
import { lookAtAccount, readerOf } from '../earnings/look-at-account.ts';
import { homeAt } from '../home/home.ts';
import type { Settings } from '../settings/settings.ts';

/** Where a network is read when nothing else is set. The local chain of a development world has no such place. */
const PUBLIC_APIS: Record<number, string> = {
  [NETWORKS.mainnet]: 'https://toncenter.com',
  [NETWORKS.testnet]: 'https://testnet.toncenter.com',
};

/**
 * `spindle-node claim`: the transfers by which the owner takes what is promised and funded, from the vouchers on this disk
 * and the chain. The market is not asked: it may be switched off.
 * Refusals: `claim_no_voucher`, `nothing_to_claim`, `chain_unreachable`.
 */
export async function claimCommand(settings: Settings, printer: Printer): Promise<Result<null>> {
  const { accounts } = await readEarnings(homeAt(settings.home));
  const promised = accounts.filter(({ signature }) => signature !== null);
  if (promised.length === 0) return fail('claim_no_voucher', { home: settings.home });
  let claims = 0;
  let silent: Result<null> | null = null;
  for (const account of promised) {
    const seen = await lookAt(account, settings);
    // What the market said last is good enough for a link: the contract pays no more than is there.
    if (!seen.ok) printer.fault(seen.fault);
    if (!seen.ok) silent = seen;
    const known = seen.ok ? seen.value : { ...account, status: 'open' };
    if (known.status === 'closed' || known.status === 'absent') continue;
    const totalNano = account.promisedNano < known.depositedNano ? account.promisedNano : known.depositedNano;
    if (totalNano <= known.claimedNano) continue;
    sayLink(account, totalNano, totalNano - known.claimedNano, printer);
    claims += 1;
  }
  return claims > 0 ? ok(null) : (silent ?? fail('nothing_to_claim'));
}

async function lookAt({ address, terms }: KeptAccount, { earnings }: Settings) {
  const url = earnings.tonApi?.url ?? PUBLIC_APIS[terms.networkId];
  if (url === undefined) return fail('chain_unreachable', { why: 'no --ton-api' });
  return lookAtAccount(readerOf({ url, key: earnings.tonApi?.key ?? null }), address, Date.now());
}

function sayLink(account: KeptAccount, totalNano: bigint, claimNano: bigint, printer: Printer): void {
  const { address: channel, terms, promisedNano: cumulativeNano, signature } = account;
  const { networkId } = terms;
  if (signature === null) return;
  const message = claimMessage(totalNano, { networkId, channel, cumulativeNano, signature });
  const { ton, tonkeeper } = transferLinks(message);
  const payee = friendlyAddress(terms.payee, networkId);
  const words = [
    `${coinsText(claimNano)} ${COIN.symbol} can be taken from ${message.address}.`,
    `Open one of these with the wallet ${payee}; others are refused. Of the ${coinsText(BigInt(message.amount))} ${COIN.symbol} that it sends along nearly all comes back.`,
    ton,
    tonkeeper,
  ].join('\n');
  printer.say('claim', words, { ...message, payee, claimNano: String(claimNano), ton, tonkeeper });
}
