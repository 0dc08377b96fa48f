import { NETWORKS } from './networks.ts';

/** Which chain, and where its own server is when that is a local one. */
export interface ChainPlace {
  networkId: number;
  localUrl: string | null;
}

/** Where a transaction can be looked up by anyone. The local chain shows it as its server knows it. */
export function transactionLink({ networkId, localUrl }: ChainPlace, hash: string): string | null {
  if (networkId === NETWORKS.mainnet) return `https://tonviewer.com/transaction/${hash}`;
  if (networkId === NETWORKS.testnet) return `https://testnet.tonviewer.com/transaction/${hash}`;
  return localUrl && `${localUrl}/api/v3/transactions?hash=${hash}`;
}
