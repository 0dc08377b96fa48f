import { signingKeyFromSeed } from '@spindle/sealed/node';
import { parseCoins } from '@spindle/shared';
import { createChainReader, highloadWallet, LOCAL_NETWORK_ID, NETWORKS } from '@spindle/ton';

/** A W5 wallet of a key that the local world keeps. On the local chain wallets call the network mainnet. */
export const walletOf = (seed: string, networkId: number) => ({
  seed,
  version: 'v5r1' as const,
  networkId: networkId === LOCAL_NETWORK_ID ? NETWORKS.mainnet : networkId,
});

/** The market's own wallet: payee of the buyers' escrows, payer of the providers' accounts. */
const marketAddress = (seed: string): string => highloadWallet(signingKeyFromSeed(seed).publicKey).address;

/** What the market's wallet is filled up to at each start: enough for the fees and the fundings of a long day. */
const FILLED_COINS = '100';

/** Play coins for the market's wallet, when it has less than half of what it should. */
export async function fillMarketWallet(chainUrl: string, seed: string): Promise<string> {
  const address = marketAddress(seed);
  const balance = await createChainReader({ baseUrl: chainUrl }).getBalance(address);
  const enoughNano = (parseCoins(FILLED_COINS) ?? 0n) / 2n;
  if (balance.ok && balance.value >= enoughNano) return 'has its play coins';
  const response = await fetch(`${chainUrl}/local/faucet`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ address, amount: FILLED_COINS }),
  });
  if (!response.ok) throw new Error(`the faucet answers ${response.status}`);
  return `${FILLED_COINS} play coins from the faucet`;
}
