import { ok, type SigningKey, unwrap } from '@spindle/shared';
import {
  createChainSender,
  highloadWallet,
  queryIdOf,
  signBatch,
  type Transfer,
  type WalletSender,
} from '@spindle/ton';

/** Query ids that no treasury of a test comes near to. */
const FIRST_BATCH = 4_000_000n;

/** The market's wallet in the hands of a test: what it sends, no treasury knows of. */
export interface MarketWallet extends Pick<WalletSender, 'address' | 'send'> {
  key: SigningKey;
}

export function createMarketWallet(
  key: SigningKey,
  endpoint: { baseUrl: string },
  nowSeconds: () => number,
): MarketWallet {
  const wallet = highloadWallet(key.publicKey);
  const sender = createChainSender(endpoint);
  let batches = FIRST_BATCH;
  return {
    key,
    address: wallet.address,
    send: async (transfers) => {
      const queryId = queryIdOf(batches++);
      const messages = transfers.map(({ to, valueNano, body, init }: Transfer) => {
        if (!body) throw new Error('the market sends messages with a body');
        return { destination: to, valueNano, body, ...(init && { init }) };
      });
      const batch = await signBatch(key, wallet, { queryId, createdAt: nowSeconds(), messages, isFirst: true });
      if (!batch) throw new Error('too many messages');
      unwrap(await sender.sendBoc(batch.boc));
      return ok({ messageHash: batch.messageHash });
    },
  };
}
