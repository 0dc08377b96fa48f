import type { WalletSender } from '@spindle/ton';
import type { MarketClient } from './market-client.ts';

/** Proves a wallet to the market at `url` by ton_proof, as a wallet app would. */
export async function proveWallet(market: MarketClient, wallet: WalletSender, url: string): Promise<void> {
  const { payload } = await market.wallet.proofPayload.mutate();
  const nowSeconds = Math.floor(Date.now() / 1000);
  const proof = wallet.prove({ domain: new URL(url).host, payload, nowSeconds });
  await market.wallet.prove.mutate({
    address: proof.address,
    networkId: Number(proof.network),
    publicKey: proof.publicKey,
    stateInit: proof.walletStateInit,
    proof: { ...proof.proof, timestamp: nowSeconds },
  });
}
