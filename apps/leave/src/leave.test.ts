import { execFile, execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { type Devnet, startDevnet } from '@spindle/devnet';
import { unwrap } from '@spindle/shared';
import {
  type ChannelTerms,
  channelAddress,
  channelInit,
  createChainReader,
  createWalletSender,
  LOCAL_NETWORK_ID,
  NETWORKS,
  readAddress,
  STORAGE_RESERVE_NANO,
  TOP_UP_EXTRA_NANO,
  topUpBody,
  type WalletSender,
} from '@spindle/ton';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { bodyOfLink } from './testing/body-of-link.ts';

/**
 * A chain and a wallet, and nothing of ours beside them: no broker, no Mini App, no database. The program is run as a
 * person runs it, and what its links say is sent from the wallet's key.
 */
const PROGRAM = 'apps/leave/bin/spindle-leave.mjs';
const COIN = 10n ** 9n;
const DELAY_SECONDS = 86_400;
let devnet: Devnet;
let payer: WalletSender;
let stranger: WalletSender;
let terms: ChannelTerms;
let escrow: string;
let salt = 0n;

beforeAll(async () => {
  execFileSync(process.execPath, ['build.mjs'], { cwd: 'apps/leave' });
  devnet = await startDevnet();
  [payer, stranger] = [await walletWith('100'), await walletWith('5')];
});
afterAll(() => devnet.stop());
beforeEach(async () => {
  salt += 1n;
  terms = {
    networkId: LOCAL_NETWORK_ID,
    payer: payer.address,
    payee: `0:${'ee'.repeat(32)}`,
    sessionKey: 'ab'.repeat(32),
    closeDelaySeconds: DELAY_SECONDS,
    salt,
  };
  escrow = channelAddress(terms);
  const valueNano = COIN + TOP_UP_EXTRA_NANO;
  unwrap(await payer.send([{ to: escrow, valueNano, body: topUpBody(COIN), init: channelInit(terms) }]));
});

async function local(method: string, parameters: object): Promise<void> {
  const answer = await fetch(`${devnet.url}/local/${method}`, { method: 'POST', body: JSON.stringify(parameters) });
  if (!answer.ok) throw new Error(await answer.text());
}

async function walletWith(amount: string): Promise<WalletSender> {
  const seed = randomBytes(32).toString('hex');
  const nowSeconds = () => devnet.chain.now();
  const options = { seed, version: 'v5r1', networkId: NETWORKS.mainnet, nowSeconds } as const;
  const wallet = createWalletSender(options, { baseUrl: devnet.url });
  await local('faucet', { address: wallet.address, amount });
  return wallet;
}

interface Printed {
  code: number;
  out: string;
  err: string;
}

/** Runs the program as a person does. */
function leave(...args: string[]): Promise<Printed> {
  const env = { ...process.env, LC_ALL: 'en_US.UTF-8', TZ: 'UTC' };
  return new Promise((resolve) => {
    execFile(process.execPath, [PROGRAM, ...args], { env }, (error, out, err) => {
      resolve({ code: error ? Number(error.code ?? -1) : 0, out, err });
    });
  });
}

const ask = (name: string, ...flags: string[]) => leave(name, escrow, '--api', devnet.url, ...flags);
const read = async (name: string) => {
  const { out, err } = await ask(name, '--json');
  return JSON.parse(out || err);
};

/** Opens a link with a wallet. */
async function open(link: string, wallet: WalletSender): Promise<void> {
  const { to, valueNano, body } = bodyOfLink(link);
  expect(readAddress(to)?.address).toBe(escrow);
  unwrap(await wallet.send([{ to, valueNano, body }]));
}

const balance = async ({ address }: WalletSender) =>
  unwrap(await createChainReader({ baseUrl: devnet.url }).getBalance(address));

describe('a buyer with nothing of the market left', () => {
  it('takes everything back to the last nano, less the fees', async () => {
    expect(await read('status')).toMatchObject({ status: 'open', leftNano: String(COIN), next: 'request' });
    const before = await balance(payer);
    await open((await read('request')).ton, payer);
    expect(await read('status')).toMatchObject({ status: 'closing', next: 'wait', closeDelaySeconds: DELAY_SECONDS });
    expect(await read('finish')).toMatchObject({ event: 'refused', why: 'early' });

    await local('advance', { seconds: DELAY_SECONDS });
    expect(await read('status')).toMatchObject({ next: 'finish' });
    const beforeFinish = await balance(payer);
    await open((await read('finish')).ton, stranger);
    expect(await read('status')).toMatchObject({ status: 'closed', leftNano: '0', next: 'nothing' });

    // Whoever finishes pays for it: the payer gets the whole deposit, and the reserve less a day's storage.
    const cameHome = (await balance(payer)) - beforeFinish;
    expect(cameHome).toBeGreaterThan(COIN + STORAGE_RESERVE_NANO - 100_000n);
    expect(cameHome).toBeLessThanOrEqual(COIN + STORAGE_RESERVE_NANO + TOP_UP_EXTRA_NANO);
    expect((await balance(payer)) - before).toBeGreaterThan(COIN + STORAGE_RESERVE_NANO - 10_000_000n);
  });

  it('may change their mind', async () => {
    await open((await read('request')).ton, payer);
    await open((await read('cancel')).ton, payer);
    expect(await read('status')).toMatchObject({ status: 'open', closeAt: null });
    expect(await read('cancel')).toMatchObject({ event: 'refused', why: 'notClosing' });
  });

  it('is alone in that: another wallet’s request is refused and comes back', async () => {
    await open((await read('request')).ton, stranger);
    expect(await read('status')).toMatchObject({ status: 'open' });
  });
});

describe('what it says', () => {
  it('is how the escrow stands and what to do next', async () => {
    const { code, out } = await ask('status');
    expect(code).toBe(0);
    expect(out).toMatch(/Deposited +1 TON/);
    expect(out).toMatch(/Left +1 TON/);
    expect(out).toMatch(/State +open\n/);
    expect(out).toMatch(/To take it back: spindle-leave request EQ[\w-]{46}\n.* waits 1 day,/);
  });

  it('while it closes, is until when to wait', async () => {
    await open((await read('request')).ton, payer);
    const { out } = await ask('status');
    expect(out).toMatch(
      /State +closing; it may be finished from \d+ \w+ 20\d\d at \d\d:\d\d UTC \(in (1 day|23 hours)/,
    );
    expect(out).toContain('spindle-leave finish');
    const early = await ask('finish');
    expect(early).toMatchObject({ code: 1, out: '' });
    expect(early.err).toMatch(/It is too early/);
  });

  it('is a link for each wallet, and from which wallet to send it', async () => {
    const { code, out } = await ask('request');
    expect(code).toBe(0);
    expect(out).toMatch(/From +UQ[\w-]{46}, the wallet that made the deposit/);
    expect(out).toMatch(/^ton:\/\/transfer\/EQ[\w-]{46}\?amount=20000000&bin=[\w-]+$/m);
    expect(out).toMatch(/^https:\/\/app\.tonkeeper\.com\/transfer\//m);
  });

  it('is said in Russian too', async () => {
    const { out } = await ask('status', '--lang', 'ru');
    expect(out).toMatch(/Осталось +1 TON/);
    expect(out).toContain('Чтобы забрать: spindle-leave request');
    expect((await leave('status', 'x', '--lang', 'ru')).err).toContain('не адрес в TON');
    expect((await leave('--help', '--lang', 'ru')).out).toContain('забирает ваши деньги');
  });
});

describe('when something is wrong', () => {
  it('an API that does not answer leaves the links, with a warning', async () => {
    const down = await leave('request', escrow, '--api', 'http://127.0.0.1:9');
    expect(down.code).toBe(0);
    expect(down.err).toContain('127.0.0.1:9 does not tell us about the escrow');
    const link = down.out.match(/^ton:.*$/m)?.[0] ?? '';
    expect(link).toBe((await read('request')).ton);
    expect(await leave('status', escrow, '--api', 'http://127.0.0.1:9')).toMatchObject({ code: 1, out: '' });
  });

  it('an address at which nothing stands, or another contract, gets no link', async () => {
    const absent = await leave('request', `0:${'00'.repeat(32)}`, '--api', devnet.url, '--json');
    expect(absent).toMatchObject({ code: 1, out: '' });
    expect(JSON.parse(absent.err)).toMatchObject({ code: 'leave_absent' });
    const wallet = await leave('request', payer.address, '--api', devnet.url, '--json');
    expect(JSON.parse(wallet.err)).toMatchObject({ code: 'leave_foreign' });
  });

  it('a step that the contract would refuse is told, not linked', async () => {
    expect(await read('finish')).toMatchObject({ event: 'refused', why: 'notClosing' });
    expect((await ask('cancel')).err).toContain('The escrow is not closing');
  });
});
