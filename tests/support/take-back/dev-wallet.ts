import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { createWalletSender, NETWORKS, type WalletSender } from '@spindle/ton';
import { mnemonicToPrivateKey } from '@ton/crypto';

/** The wallet that the buyer approved with, by its key. */
export async function devWalletOf(
  payer: string,
  chainDir: string,
  baseUrl: string,
  nowSeconds: () => number,
): Promise<WalletSender> {
  const files = readdirSync(chainDir, { recursive: true, encoding: 'utf8' }).filter((name) =>
    /wallets\/.*\.json$/.test(name),
  );
  for (const file of files) {
    const { mnemonic }: { mnemonic: string[] } = JSON.parse(readFileSync(path.join(chainDir, file), 'utf8'));
    const seed = (await mnemonicToPrivateKey(mnemonic)).secretKey.subarray(0, 32).toString('hex');
    const wallet = createWalletSender({ seed, version: 'v5r1', networkId: NETWORKS.mainnet, nowSeconds }, { baseUrl });
    if (wallet.address === payer) return wallet;
  }
  throw new Error(`no wallet file of ${payer} among ${files.join(', ')}`);
}
