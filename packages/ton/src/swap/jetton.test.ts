import { beginCell } from '@ton/core';
import { beforeEach, describe, expect, it } from 'vitest';
import { makeJettonWorld } from './testing/jetton-world.ts';

/** Our own TEP-74 jetton, before it is used to judge swaps. */
let world: Awaited<ReturnType<typeof makeJettonWorld>>;
beforeEach(async () => {
  world = await makeJettonWorld();
});

describe('a jetton', () => {
  it('is minted by its admin alone', async () => {
    const { payee, stranger, mint, balanceOf, supply } = world;
    const before = await supply();
    expect((await mint(payee.address, 500n)).outcome).toBe('ok');
    expect([await balanceOf(payee.address), (await supply()) - before]).toEqual([500n, 500n]);
    expect((await mint(stranger.address, 500n, stranger)).outcome).toBe('exit 73');
    expect(await balanceOf(stranger.address)).toBe(0n);
  });

  it('moves between owners, all of it or nothing, with a notice when coins come for one', async () => {
    const { payee, stranger, mint, transfer, balanceOf } = world;
    await mint(payee.address, 500n);
    const { transactions } = await transfer(payee, stranger.address, 200n, 1_000_000n);
    expect([await balanceOf(payee.address), await balanceOf(stranger.address)]).toEqual([300n, 200n]);
    const notice = transactions.find(({ inMessage }) => inMessage?.body.beginParse().preloadUint(32) === 0x7362d09c);
    expect(notice?.inMessage?.info.dest?.toString()).toBe(stranger.address.toString());
    expect((await transfer(payee, stranger.address, 301n)).outcome).toBe('exit 706');
    expect((await transfer(payee, stranger.address, 1n, 0n, '0.03')).outcome).toBe('exit 709');
    expect([await balanceOf(payee.address), await balanceOf(stranger.address)]).toEqual([300n, 200n]);
  });

  it('obeys its owner alone, and is received from wallets of its own minter alone', async () => {
    const { payee, stranger, mint, sendTo, walletOf, balanceOf } = world;
    await mint(payee.address, 500n);
    const wallet = await walletOf(payee.address);
    const take = beginCell().storeUint(0x0f8a7ea5, 32).storeUint(0, 64).storeCoins(500n).storeAddress(stranger.address);
    const body = take.storeAddress(stranger.address).storeBit(false).storeCoins(0n).storeBit(false).endCell();
    expect((await sendTo(stranger, wallet, body)).outcome).toBe('exit 705');
    const give = beginCell().storeUint(0x178d4519, 32).storeUint(0, 64).storeCoins(500n).storeAddress(stranger.address);
    const forged = give.storeAddress(stranger.address).storeCoins(0n).storeBit(false).endCell();
    expect((await sendTo(stranger, wallet, forged)).outcome).toBe('exit 707');
    expect(await balanceOf(payee.address)).toBe(500n);
  });

  it('is burned by its owner, and the supply falls with it', async () => {
    const { payee, mint, burn, balanceOf, supply } = world;
    await mint(payee.address, 500n);
    const before = await supply();
    expect((await burn(payee, 200n)).outcome).toBe('ok');
    expect([await balanceOf(payee.address), before - (await supply())]).toEqual([300n, 200n]);
  });
});
