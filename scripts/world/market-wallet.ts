import { createWalletSender, walletNetworkId } from '@spindle/ton';

/** Address of the market's wallet on the local chain: payee of the buyers' channels. */
export function marketWalletAddress(seed: string, chainUrl: string): string {
  return createWalletSender(localWallet(seed), { baseUrl: chainUrl }).address;
}

/** A W5 wallet of a key that the local world keeps. */
export const localWallet = (seed: string) => ({ seed, version: 'v5r1' as const, networkId: walletNetworkId('local') });
