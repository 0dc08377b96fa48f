import { unwrap } from '@spindle/shared';
import { channelAddress, createWalletSender, generateSessionKey } from '@spindle/ton';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createChainFollower } from '../chain/index.ts';
import { silentReader } from '../chain/testing/silent-reader.ts';
import { createLedgerWorld, type LedgerWorld } from '../ledger/testing/index.ts';
import { type ChannelTermsDeps, channelTermsFor, followEscrows } from './index.ts';
import { actorOf, bindWallet } from './testing/bind-wallet.ts';
import { contractTerms } from './testing/escrow-buyer.ts';
import { NO_TREASURY } from './testing/no-treasury.ts';

const CHAIN = { networkId: -217, marketAddress: `0:${'ab'.repeat(32)}`, closeDelaySeconds: 3_600 };
let world: LedgerWorld;
beforeAll(async () => {
  world = await createLedgerWorld();
});
afterAll(() => world.close());

const SILENT = { info: () => {}, warn: () => {}, error: () => {} };
let lastSeed = 0;
const newWallet = () => {
  lastSeed += 1;
  const seed = lastSeed.toString(16).padStart(64, '3');
  return createWalletSender({ seed, version: 'v5r1', networkId: -239 }, { baseUrl: 'http://127.0.0.1:1' });
};

async function setup() {
  const actor = actorOf(await world.person());
  const wallet = newWallet();
  await bindWallet(world, actor, wallet);
  const { publicKey: sessionKey } = await generateSessionKey();
  const terms = async (change: { sessionKey?: string; chain?: Partial<ChannelTermsDeps['chain']> } = {}) =>
    unwrap(
      await channelTermsFor({ ...world, chain: { ...CHAIN, ...change.chain } }, actor, {
        sessionKey: change.sessionKey ?? sessionKey,
      }),
    );
  const rows = async () =>
    (await world.db.pool.query('SELECT * FROM channel WHERE account_id = $1', [actor.accountId])).rows;
  return { actor, wallet, sessionKey, terms, rows };
}

describe('terms of a channel', () => {
  it('need a proven wallet', async () => {
    const actor = actorOf(await world.person());
    const answer = await channelTermsFor({ ...world, chain: CHAIN }, actor, { sessionKey: 'ab'.repeat(32) });
    expect(answer).toEqual({ ok: false, fault: { code: 'wallet_required' } });
  });

  it('are of that wallet, this market and the device’s key, and the address follows from them', async () => {
    const { wallet, sessionKey, terms } = await setup();
    const made = await terms();
    expect(made).toEqual({
      address: channelAddress(contractTerms(made)),
      payer: wallet.address,
      payee: CHAIN.marketAddress,
      networkId: -217,
      sessionKey,
      closeDelaySeconds: CHAIN.closeDelaySeconds,
      salt: expect.stringMatching(/^\d+$/),
      minDepositNano: 100_000_000n,
    });
  });

  it('are the same for the same key, also in another case, and when many ask at once', async () => {
    const { sessionKey, terms, rows } = await setup();
    // Connections for all of them, so that they do meet.
    await Promise.all(Array.from({ length: 5 }, () => world.db.pool.query('SELECT pg_sleep(0.1)')));
    const keys = [sessionKey, sessionKey.toUpperCase(), sessionKey, sessionKey, sessionKey];
    const made = await Promise.all(keys.map((key) => terms({ sessionKey: key })));
    expect(new Set(made.map(({ address }) => address)).size).toBe(1);
    expect(await rows()).toHaveLength(1);
  });

  it('are others for another key, wallet or person', async () => {
    const { actor, terms } = await setup();
    const first = await terms();
    const second = await terms({ sessionKey: (await generateSessionKey()).publicKey });
    await bindWallet(world, actor, newWallet());
    const third = await terms();
    const fourth = await (await setup()).terms({ sessionKey: first.sessionKey });
    const made = [first, second, third, fourth];
    expect(new Set(made.map(({ address }) => address)).size).toBe(4);
    expect(new Set(made.map(({ salt }) => salt)).size).toBe(4);
  });

  it.each<[string, Partial<ChannelTermsDeps['chain']>]>([
    ['is paid at another address', { marketAddress: `0:${'cd'.repeat(32)}` }],
    ['has another closing delay', { closeDelaySeconds: 7 }],
    ['is on another network', { networkId: -3 }],
  ])('are new when the market %s', async (_, chain) => {
    const { terms } = await setup();
    const before = await terms();
    const after = await terms({ chain });
    expect(after.address).not.toBe(before.address);
    expect(after.address).toBe(channelAddress(contractTerms(after)));
    expect((await terms()).address).toBe(before.address);
  });

  it.each([
    ['open', true],
    ['closing', false],
    ['closed', false],
  ])('of a channel that is %s are given again: %s', async (state, isSame) => {
    const { terms } = await setup();
    const before = await terms();
    await world.db.pool.query('UPDATE channel SET state = $2 WHERE address = $1', [before.address, state]);
    expect((await terms()).address === before.address).toBe(isSame);
  });

  it('asked for again have the address watched anew', async () => {
    const { terms } = await setup();
    const startMs = world.clock.nowMs();
    const { address } = await terms();
    const watched = async () => {
      const reader = silentReader();
      const kinds = [followEscrows({ ...world, treasury: NO_TREASURY })];
      await createChainFollower({ ...world, log: SILENT, reader, kinds }).follow();
      return reader.asked.includes(address);
    };
    expect(await watched()).toBe(true);
    await world.db.pool.query('UPDATE channel SET checked_at = $1', [new Date(startMs + 30 * 3_600_000)]);
    world.clock.set(startMs + 31 * 3_600_000);
    expect(await watched()).toBe(false);
    await terms();
    expect(await watched()).toBe(true);
    world.clock.set(startMs);
  });
});
