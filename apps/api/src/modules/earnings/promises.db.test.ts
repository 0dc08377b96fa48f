import { unwrap } from '@spindle/shared';
import { channelAddress, verifyVoucher } from '@spindle/ton';
import { afterAll, describe, expect, it } from 'vitest';
import { forgetWallet } from '../accounts/index.ts';
import { bindWallet } from '../escrow/testing/bind-wallet.ts';
import type { EarningsAccount } from './earnings-account.ts';
import { readAccountsOf } from './overview.repo.ts';
import { createEarningsWorld, EARNINGS_CLOSE_DELAY_SECONDS, type TestProvider } from './testing/earnings-world.ts';

const world = await createEarningsWorld();
afterAll(() => world.close());

const { earnings } = world;
const COIN = 10n ** 9n;
const accountsOf = ({ accountId }: TestProvider) => readAccountsOf(world.db.pool, accountId);
const overview = async ({ actor }: TestProvider) => unwrap(await earnings.overview(actor));

/** Whether the voucher of an account is one that its contract would take. */
function isSigned(account: EarningsAccount | undefined): boolean {
  if (!account?.signature) return false;
  const { networkId, address: channel, promisedNano: cumulativeNano, signature, sessionKey, salt } = account;
  const isItsAddress = channelAddress({ ...account, salt: BigInt(salt) }) === channel;
  return isItsAddress && verifyVoucher({ networkId, channel, cumulativeNano, signature }, sessionKey);
}

describe('what a provider earned', () => {
  it('is promised on the account of their wallet, whatever the number of requests, by one voucher', async () => {
    const provider = await world.provider();
    await world.earn(provider, 3n, 4n, 5n);
    await earnings.promise();
    const [account, ...others] = await accountsOf(provider);
    expect(others).toEqual([]);
    expect(account).toMatchObject({
      payer: world.market.address,
      payee: provider.wallet.address,
      closeDelaySeconds: EARNINGS_CLOSE_DELAY_SECONDS,
      state: 'expected',
      promisedNano: 12n,
      depositedNano: 0n,
    });
    expect(isSigned(account)).toBe(true);
    expect(await overview(provider)).toMatchObject({
      earnedNano: 12n,
      promisedNano: 12n,
      claimableNano: 0n,
      why: null,
    });
  });

  it('is promised again when it grows, and signed no more when it does not', async () => {
    const provider = await world.provider();
    await world.earn(provider, 10n);
    await earnings.promise();
    const [first] = await accountsOf(provider);
    await earnings.promise();
    expect((await accountsOf(provider))[0]).toEqual(first);
    await world.earn(provider, 7n);
    await earnings.promise();
    const [second] = await accountsOf(provider);
    expect(second).toMatchObject({ address: first?.address, promisedNano: 17n });
    expect(isSigned(second)).toBe(true);
  });

  it('stays in the books alone without a wallet, which is said; with one, all of it is promised', async () => {
    const provider = await world.provider({ hasWallet: false });
    await world.earn(provider, COIN);
    await earnings.promise();
    expect(await accountsOf(provider)).toEqual([]);
    expect(await overview(provider)).toMatchObject({ earnedNano: COIN, promisedNano: 0n, why: 'wallet_required' });
    await bindWallet(world, provider.actor, provider.wallet);
    await earnings.promise();
    expect(await overview(provider)).toMatchObject({ promisedNano: COIN, why: null });
  });

  it('stays in the books alone without a key of vouchers, which is said', async () => {
    const provider = await world.provider();
    await world.earn(provider, COIN);
    const keyless = world.another({ market: null });
    await keyless.promise();
    expect(unwrap(await keyless.overview(provider.actor))).toMatchObject({
      earnedNano: COIN,
      promisedNano: 0n,
      why: 'earnings_unpromised',
    });
  });
});

describe('a provider who takes another wallet', () => {
  it('gets another account; what was promised stays where it was', async () => {
    const provider = await world.provider();
    await world.earn(provider, 100n);
    await earnings.promise();
    const second = await world.newWallet(COIN);
    await bindWallet(world, provider.actor, second);
    await world.earn(provider, 11n);
    await earnings.promise();
    const all = await accountsOf(provider);
    const newer = all.find(({ payee }) => payee === second.address);
    const older = all.find(({ payee }) => payee === provider.wallet.address);
    expect([all.length, newer?.promisedNano, older?.promisedNano]).toEqual([2, 11n, 100n]);
    const { accounts, promisedNano } = await overview(provider);
    expect(accounts.map(({ address, isCurrent }) => [address, isCurrent])).toEqual([
      [newer?.address, true],
      [older?.address, false],
    ]);
    expect(promisedNano).toBe(111n);
  });

  it('and comes back to the first one has its account again', async () => {
    const provider = await world.provider();
    await world.earn(provider, 1n);
    await earnings.promise();
    unwrap(await forgetWallet(world, provider.actor));
    await world.earn(provider, 1n);
    await earnings.promise();
    expect(await overview(provider)).toMatchObject({ promisedNano: 1n, earnedNano: 2n, why: 'wallet_required' });
    await bindWallet(world, provider.actor, provider.wallet);
    await earnings.promise();
    expect(await accountsOf(provider)).toMatchObject([{ promisedNano: 2n }]);
  });
});

it('several brokers that promise at once, while wallets change, never promise more than was earned', async () => {
  const provider = await world.provider();
  const brokers = [earnings, world.another(), world.another()];
  const wallets = [provider.wallet, await world.newWallet(COIN), await world.newWallet(COIN)];
  let earned = 0n;
  for (let round = 0; round < 6; round++) {
    await world.earn(provider, 5n);
    earned += 5n;
    const wallet = wallets[round % wallets.length] ?? provider.wallet;
    const changing = bindWallet(world, provider.actor, wallet).then(() => earnings.overview(provider.actor));
    await Promise.all([...brokers.map((broker) => broker.promise()), changing]);
    const promised = (await accountsOf(provider)).reduce((sum, { promisedNano }) => sum + promisedNano, 0n);
    expect(promised).toBeLessThanOrEqual(earned);
  }
  await earnings.promise();
  const accounts = await accountsOf(provider);
  expect(accounts.reduce((sum, { promisedNano }) => sum + promisedNano, 0n)).toBe(earned);
  expect(accounts.filter(({ promisedNano }) => promisedNano > 0n).every(isSigned)).toBe(true);
});

describe('machines', () => {
  const link = (listingId: string) => {
    const node = { nodeId: crypto.randomUUID(), listingId };
    world.linked.push(node);
    return node;
  };
  const toldTo = ({ nodeId }: { nodeId: string }) => world.told.get(nodeId) ?? [];

  it('hear of their provider’s voucher once linked, and again when something changed, and of no other’s', async () => {
    const [provider, other] = [await world.provider(), await world.provider()];
    const [node, late] = [link(provider.listingId), { nodeId: crypto.randomUUID(), listingId: provider.listingId }];
    await world.earn(provider, 5n);
    await earnings.promise();
    await earnings.tellNodes();
    const [account] = await accountsOf(provider);
    expect(toldTo(node)).toMatchObject([
      { why: null, accounts: [{ address: account?.address, promisedNano: '5', signature: account?.signature }] },
    ]);
    await world.earn(other, 1n);
    await earnings.promise();
    await earnings.tellNodes();
    expect(toldTo(node)).toHaveLength(1);
    await world.earn(provider, 5n);
    await earnings.promise();
    world.linked.push(late);
    await earnings.tellNodes();
    expect(toldTo(node)[1]).toMatchObject({ accounts: [{ promisedNano: '10' }] });
    expect(toldTo(late)).toMatchObject([{ accounts: [{ promisedNano: '10' }] }]);
  });

  it('hear why nothing is promised', async () => {
    const provider = await world.provider({ hasWallet: false });
    const node = link(provider.listingId);
    await earnings.promise();
    await earnings.tellNodes();
    expect(toldTo(node)).toEqual([{ accounts: [], why: 'wallet_required' }]);
  });

  it('that did not take it hear it again with the next change', async () => {
    const provider = await world.provider();
    const node = link(provider.listingId);
    world.deaf.add(node.nodeId);
    await earnings.promise();
    await earnings.tellNodes();
    world.deaf.delete(node.nodeId);
    await earnings.tellNodes();
    expect(toldTo(node)).toEqual([]);
    await world.earn(provider, 5n);
    await earnings.promise();
    await earnings.tellNodes();
    expect(toldTo(node)).toMatchObject([{ accounts: [{ promisedNano: '5' }] }]);
  });
});
