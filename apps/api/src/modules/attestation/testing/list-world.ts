import { randomBytes } from 'node:crypto';
import { startDevnet } from '@spindle/devnet';
import {
  createChainReader,
  createWalletSender,
  LIST_DELAY_SECONDS,
  type ListTerms,
  LOCAL_NETWORK_ID,
  NETWORKS,
  type WalletSender,
} from '@spindle/ton';
import { openTestDatabase, testClock } from '../../../platform/testing/open-test-database.ts';
import { createAllowList } from '../allow-list/index.ts';

/** A list of allowed images whose contract is on a chain that runs, with the wallets of its two keepers. */
export async function openListWorld() {
  const [{ db, close }, devnet] = await Promise.all([openTestDatabase(), startDevnet()]);
  const endpoint = { baseUrl: devnet.url };
  /** What only a local chain can: its faucet, its clock, its faults. */
  const local = async (method: string, parameters: object) => {
    const response = await fetch(`${devnet.url}/local/${method}`, { method: 'POST', body: JSON.stringify(parameters) });
    if (!response.ok) throw new Error(await response.text());
  };
  const newWallet = async (): Promise<WalletSender> => {
    const seed = randomBytes(32).toString('hex');
    const wallet = {
      seed,
      version: 'v4r2',
      networkId: NETWORKS.mainnet,
      nowSeconds: () => devnet.chain.now(),
    } as const;
    const sender = createWalletSender(wallet, endpoint);
    await local('faucet', { address: sender.address, amount: '10' });
    return sender;
  };
  const [owner, guardian] = [await newWallet(), await newWallet()];
  const terms: ListTerms = {
    ...{ networkId: LOCAL_NETWORK_ID, purpose: 'images', delaySeconds: LIST_DELAY_SECONDS, salt: 0n },
    ...{ owner: owner.address, guardian: guardian.address },
  };
  const clock = testClock();
  const log = { info: () => undefined, warn: () => undefined, error: () => undefined };
  const parts = { db, clock, log, reader: createChainReader(endpoint), networkId: LOCAL_NETWORK_ID };
  return {
    ...{ db, devnet, local, owner, guardian, terms, clock, log, parts },
    allowList: createAllowList({ ...parts, terms }),
    close: async () => {
      await devnet.stop();
      await close();
    },
  };
}
