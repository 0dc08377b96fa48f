import { unwrap } from '@spindle/shared';
import {
  allowListAddress,
  createChainReader,
  createWalletSender,
  LIST_DELAY_SECONDS,
  type ListTerms,
  LOCAL_NETWORK_ID,
  listMessage,
  readAllowList,
  transferOf,
  type WalletSender,
} from '@spindle/ton';
import { until } from './http.ts';
import { walletOf } from './market-wallet.ts';

/** Enough for a hundred messages; what they do not use comes back. */
const FAUCET_COINS = '10';
const DEPLOYED_WITHIN_MS = 15_000;

/** The wallet that owns the local world's list of allowed images. Its key is here for tries; a real one is a person's. */
export const listOwner = (seed: string, chainUrl: string, nowSeconds?: () => number): WalletSender =>
  createWalletSender({ ...walletOf(seed, LOCAL_NETWORK_ID), ...(nowSeconds && { nowSeconds }) }, { baseUrl: chainUrl });

/** What makes the address of the local world's list. */
export const termsOf = (owner: WalletSender): ListTerms => ({
  ...{ networkId: LOCAL_NETWORK_ID, purpose: 'images', delaySeconds: LIST_DELAY_SECONDS, salt: 0n },
  ...{ owner: owner.address, guardian: owner.address },
});

/** What the local world's Mini App pins, so that devices read the list from the local chain themselves. */
export const localPinnedList = (seed: string, chainUrl: string): string =>
  `${allowListAddress(termsOf(listOwner(seed, chainUrl)))}@${LOCAL_NETWORK_ID}@${chainUrl}`;

/** Deploys the list, empty, so that it allows nothing. Done once, found again later. */
export async function deployAllowList(chainUrl: string, seed: string): Promise<string> {
  const owner = listOwner(seed, chainUrl);
  const terms = termsOf(owner);
  const address = allowListAddress(terms);
  const reader = createChainReader({ baseUrl: chainUrl });
  const isThere = async () => {
    const list = await readAllowList(reader, address);
    return list.ok && list.value !== 'absent';
  };
  if (await isThere()) return 'its contract is on the local chain';
  const response = await fetch(`${chainUrl}/local/faucet`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ address: owner.address, amount: FAUCET_COINS }),
  });
  if (!response.ok) throw new Error(`the faucet answers ${response.status}`);
  unwrap(await owner.send([transferOf(listMessage(terms))]));
  const isDeployed = await until(isThere, DEPLOYED_WITHIN_MS);
  if (!isDeployed) throw new Error('the list was not deployed');
  return 'contract deployed on the local chain, empty: nothing is allowed yet';
}
