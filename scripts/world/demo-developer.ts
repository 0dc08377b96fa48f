import { readFileSync } from 'node:fs';
import path from 'node:path';
import { unwrap } from '@spindle/shared';
import {
  channelInit,
  createWalletSender,
  importSessionKey,
  LOCAL_NETWORK_ID,
  signVoucher,
  TOP_UP_EXTRA_NANO,
  topUpBody,
  type WalletSender,
} from '@spindle/ton';
import type { Furnishing } from './demo.ts';
import { until } from './http.ts';
import type { MarketClient } from './market-client.ts';
import { walletOf } from './market-wallet.ts';
import { proveWallet } from './prove-wallet.ts';
import { Refusal } from './refusal.ts';
import { writePrivate } from './settings.ts';

const DEPOSIT_NANO = 5_000_000_000n;
const FAUCET_COINS = '10';

type Developer = Furnishing & { developer: MarketClient };

/**
 * A developer with a key that can spend: a wallet from the faucet, proven by ton_proof, a channel that was really funded
 * on the local chain, and an allowance signed by its session key.
 * @returns the API key, the same at every start.
 */
export async function fundDeveloper(world: Developer): Promise<string> {
  const { developer, secrets, settings } = world;
  const file = path.join(settings.dataDir, 'developer.json');
  const known = readKey(file);
  const keys = await developer.keys.list.query();
  if (known && keys.some((key) => known.startsWith(key.prefix))) return known;
  const sessionKey = await importSessionKey(secrets.developerSessionSeed);
  if (!sessionKey) throw new Refusal('.data/secrets.json is damaged. Delete .data to start a new local world.');
  const wallet = createWalletSender(walletOf(secrets.developerWalletSeed, LOCAL_NETWORK_ID), {
    baseUrl: world.chainUrl,
  });
  await proveWallet(developer, wallet, world.url);
  const terms = await developer.wallet.channelTerms.mutate({ sessionKey: sessionKey.publicKey });
  await deposit(world, wallet, terms);
  const voucher = { networkId: terms.networkId, channel: terms.address, cumulativeNano: DEPOSIT_NANO };
  const { signature } = await signVoucher(sessionKey, voucher);
  await developer.wallet.signAllowance.mutate({ channel: terms.address, cumulativeNano: DEPOSIT_NANO, signature });
  const { key } = await developer.keys.create.mutate({ name: 'demo', capNano: null });
  writePrivate(file, { apiKey: key });
  return key;
}

type Terms = Awaited<ReturnType<MarketClient['wallet']['channelTerms']['mutate']>>;

/** Pays into the channel once, and waits until the market has seen it on the chain. */
async function deposit({ developer, chainUrl }: Developer, wallet: WalletSender, terms: Terms): Promise<void> {
  const isCredited = async () =>
    (await developer.wallet.watchDeposit.query({ channel: terms.address })).depositedNano >= DEPOSIT_NANO;
  if (await isCredited()) return;
  await fetch(`${chainUrl}/local/faucet`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ address: wallet.address, amount: FAUCET_COINS }),
  });
  const init = channelInit({ ...terms, salt: BigInt(terms.salt) });
  unwrap(
    await wallet.send([
      { to: terms.address, valueNano: DEPOSIT_NANO + TOP_UP_EXTRA_NANO, body: topUpBody(DEPOSIT_NANO), init },
    ]),
  );
  if (!(await until(isCredited, 30_000)))
    throw new Refusal('The demo deposit was not credited; see .data/logs/api.log.');
}

function readKey(file: string): string | null {
  try {
    return JSON.parse(readFileSync(file, 'utf8')).apiKey;
  } catch {
    return null;
  }
}
