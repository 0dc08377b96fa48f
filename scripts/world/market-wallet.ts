import { createWalletSender, LOCAL_NETWORK_ID, NETWORKS } from '@spindle/ton';

/** A W5 wallet of a key that the local world keeps. On the local chain wallets call the network mainnet. */
export const walletOf = (seed: string, networkId: number) => ({
  seed,
  version: 'v5r1' as const,
  networkId: networkId === LOCAL_NETWORK_ID ? NETWORKS.mainnet : networkId,
});

/** Its address, for instance of the market's wallet, payee of the buyers' channels. */
export function walletAddress(seed: string, networkId: number): string {
  return createWalletSender(walletOf(seed, networkId), { baseUrl: 'http://127.0.0.1' }).address;
}
