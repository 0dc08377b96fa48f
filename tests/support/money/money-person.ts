import { randomBytes } from 'node:crypto';
import { coinsText, FaultError } from '@spindle/shared';
import { createChainReader, createWalletSender, NETWORKS, type Transfer, type WalletSender } from '@spindle/ton';
import { TRPCClientError } from '@trpc/client';
import { until } from '../../../scripts/world/http.ts';
import type { MarketClient } from '../../../scripts/world/market-client.ts';
import { proveWallet } from '../../../scripts/world/prove-wallet.ts';
import type { KillableMarket } from './killable-market.ts';

/** Somebody with a proven wallet of their own. */
export interface MoneyPerson {
  market: MarketClient;
  wallet: WalletSender;
  /** An API key without caps. */
  apiKey: string;
  /** Sends it once, and resolves when the chain shows it, whatever is lost or silent on the way. */
  send(transfer: Transfer): Promise<void>;
}

/** After so long without a trace a message is taken for lost, and signed again with the same number. */
const LOST_AFTER_MS = 1_500;

export async function moneyPerson(
  world: KillableMarket,
  as: Parameters<KillableMarket['logIn']>[0],
  walletNano: bigint,
): Promise<MoneyPerson> {
  const market = await world.logIn(as);
  const wallet = createWalletSender(
    {
      seed: randomBytes(32).toString('hex'),
      version: 'v5r1',
      networkId: NETWORKS.mainnet,
      nowSeconds: () => world.devnet.chain.now(),
    },
    { baseUrl: world.devnet.url },
  );
  await local(world, 'faucet', { address: wallet.address, amount: coinsText(walletNano) });
  await proveWallet(market, wallet, world.url);
  const { key: apiKey } = await market.keys.create.mutate({ name: `money ${as}`, capNano: null });
  const reader = createChainReader({ baseUrl: world.devnet.url });
  const isThere = async (messageHash: string) => {
    const found = await reader.findByMessageHash(messageHash);
    return found.ok && found.value !== 'unseen';
  };
  const send = async (transfer: Transfer): Promise<void> => {
    for (;;) {
      const sent = await wallet.send([transfer]);
      if (sent.ok && (await until(() => isThere(sent.value.messageHash), LOST_AFTER_MS, 50))) return;
      if (!sent.ok) await new Promise((resolve) => setTimeout(resolve, 100));
    }
  };
  return { market, wallet, apiKey, send };
}

/** What only the local chain can do: faucet, advance, switches. */
export async function local(world: KillableMarket, method: string, parameters: object): Promise<void> {
  const answer = await fetch(`${world.devnet.url}/local/${method}`, {
    method: 'POST',
    body: JSON.stringify(parameters),
  });
  if (!answer.ok) throw new Error(await answer.text());
}

/** The code of a refusal of the market; null when it was not the market that spoke. */
export function codeOf(error: unknown): string | null {
  if (error instanceof FaultError) return error.fault.code;
  if (!(error instanceof TRPCClientError)) return null;
  return error.data?.fault?.code ?? null;
}
