import { randomBytes } from 'node:crypto';
import { type Devnet, startDevnet } from '@spindle/devnet';
import { unwrap } from '@spindle/shared';
import {
  channelInit,
  createChainReader,
  createWalletSender,
  NETWORKS,
  TOP_UP_EXTRA_NANO,
  topUpBody,
  type WalletSender,
} from '@spindle/ton';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bodyOfLink } from '../../../leave/src/testing/body-of-link.ts';
import { makePrinter } from '../cli/printer.ts';
import { EarningsBook } from '../earnings/earnings-book.ts';
import { makePromiser } from '../earnings/testing/test-promiser.ts';
import { homeAt } from '../home/home.ts';
import type { Settings } from '../settings/settings.ts';
import { temporaryFolder } from '../testing/temporary-folder.ts';
import { claimCommand } from './claim.ts';

/** A chain, the owner's wallet and their disk: no market. */
const COIN = 10n ** 9n;
let devnet: Devnet;
let market: WalletSender;
let owner: WalletSender;

beforeAll(async () => {
  devnet = await startDevnet();
  [market, owner] = [await walletWith('100'), await walletWith('5')];
});
afterAll(() => devnet.stop());

async function walletWith(amount: string): Promise<WalletSender> {
  const nowSeconds = () => devnet.chain.now();
  const seed = randomBytes(32).toString('hex');
  const wallet = createWalletSender(
    { seed, version: 'v5r1', networkId: NETWORKS.mainnet, nowSeconds },
    { baseUrl: devnet.url },
  );
  const body = JSON.stringify({ address: wallet.address, amount });
  await fetch(`${devnet.url}/local/faucet`, { method: 'POST', body });
  return wallet;
}

/** A machine's disk with a promise on it, of an account that the market has funded so far. */
interface Money {
  promisedNano?: bigint;
  fundedNano?: bigint;
  /** What the market says that it funded. */
  saidNano?: bigint;
  url?: string;
}

async function setup({ promisedNano = 3n * COIN, fundedNano = 2n * COIN, saidNano, url = devnet.url }: Money = {}) {
  const folder = temporaryFolder();
  const promiser = await makePromiser({
    payer: market.address,
    payee: owner.address,
    salt: String(randomBytes(4).readUInt32BE()),
  });
  const { address: to, terms } = promiser;
  if (fundedNano > 0n) {
    const init = channelInit({ ...terms, salt: BigInt(terms.salt) });
    const valueNano = fundedNano + TOP_UP_EXTRA_NANO;
    unwrap(await market.send([{ to, valueNano, body: topUpBody(fundedNano), init }]));
  }
  const settings: Settings = {
    ...{ home: folder, brokerUrl: null, configFile: null, joinCode: null, slots: null, models: [] },
    earnings: { limitNano: null, payoutWallet: null, tonApi: { url, key: null } },
    enclave: { mode: 'off', pccs: 'http://localhost', image: null, dstackSocket: null },
  };
  const parts = { home: homeAt(folder), settings: settings.earnings, nowMs: () => Date.now(), onChange: () => {} };
  const book = await EarningsBook.open(parts);
  if (promisedNano > 0n) {
    unwrap(await book.take({ accounts: [await promiser.statement(promisedNano, saidNano ?? fundedNano)], why: null }));
  }
  const claim = async () => {
    const lines: { event: string; ton: string; claimNano: string; payee: string; code?: string }[] = [];
    const outlet = (line: string) => lines.push(JSON.parse(line));
    const result = await claimCommand(settings, makePrinter({ out: outlet, err: outlet }, true, Date.now));
    const code = result.ok ? null : result.fault.code;
    return {
      code,
      link: lines.find(({ event }) => event === 'claim'),
      faults: lines.flatMap(({ code: it }) => it ?? []),
    };
  };
  return { claim, book };
}

const balance = async ({ address }: WalletSender) =>
  unwrap(await createChainReader({ baseUrl: devnet.url }).getBalance(address));

/** Opens a link with a wallet. */
async function open(link: string, wallet: WalletSender): Promise<void> {
  const { to, valueNano, body } = bodyOfLink(link);
  unwrap(await wallet.send([{ to, valueNano, body }]));
}

describe('an owner whose market is switched off', () => {
  it('takes what is promised and funded, and only they can', async () => {
    const { claim, book } = await setup();
    const { link, code } = await claim();
    expect([code, link?.claimNano]).toEqual([null, String(2n * COIN)]);
    const stranger = await walletWith('1');
    await open(link?.ton ?? '', stranger);
    expect((await claim()).link?.claimNano).toBe(String(2n * COIN));
    const before = await balance(owner);
    await open(link?.ton ?? '', owner);
    const came = (await balance(owner)) - before;
    expect(came).toBeGreaterThan(2n * COIN - 10_000_000n);
    expect(came).toBeLessThan(2n * COIN);
    expect(await claim()).toMatchObject({ code: 'nothing_to_claim', link: undefined });
    await book.lookAtChain();
    expect(book.view).toMatchObject({ source: 'chain', fundedNano: 2n * COIN, exposureNano: COIN });
    await book.close();
  });

  it('takes no more than is promised', async () => {
    const { claim, book } = await setup({ promisedNano: COIN, fundedNano: 5n * COIN });
    expect((await claim()).link?.claimNano).toBe(String(COIN));
    await book.close();
  });

  it('has nothing to take where nothing is funded, whatever the market said', async () => {
    const { claim, book } = await setup({ fundedNano: 0n, saidNano: 9n * COIN });
    expect(await claim()).toMatchObject({ code: 'nothing_to_claim' });
    expect(book.view.exposureNano).toBe(3n * COIN);
    await book.close();
  });

  it('gets a link by what the market said last when the chain does not answer, with that said', async () => {
    const { claim, book } = await setup({ url: 'http://127.0.0.1:9', fundedNano: 0n, saidNano: 2n * COIN });
    expect(await claim()).toMatchObject({
      code: null,
      link: { claimNano: String(2n * COIN) },
      faults: ['chain_unreachable'],
    });
    await book.close();
  });

  it('is told when there is no voucher', async () => {
    const { claim, book } = await setup({ promisedNano: 0n, fundedNano: 0n });
    expect(await claim()).toMatchObject({ code: 'claim_no_voucher' });
    await book.close();
  });
});
