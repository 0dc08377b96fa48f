/** Global ids of the networks (config parameter 19). */
export const NETWORKS = {
  mainnet: -239,
  testnet: -3,
  /**
   * The local chain, in terms and vouchers only, so that nothing signed in development is good on mainnet.
   * Wallets on the local chain still say −239: {@link walletNetworkId}.
   */
  local: -217,
} as const;

export type Network = keyof typeof NETWORKS;
export const LOCAL_NETWORK_ID = NETWORKS.local;

/** What a wallet on this network answers as its network in TonConnect. */
export function walletNetworkId(network: Network): number {
  return network === 'local' ? NETWORKS.mainnet : NETWORKS[network];
}
