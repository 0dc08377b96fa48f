import { Address, beginCell, Cell, loadStateInit, toNano } from '@ton/core';
import { internal } from '@ton/sandbox';
import { describe, expect, test } from 'vitest';
import { NETWORKS } from '../networks.ts';
import { makeWorld } from '../testing/world.ts';
import { GAS_BUDGET_NANO, MESSAGE_VALUE_NANO, STORAGE_RESERVE_NANO, TOP_UP_EXTRA_NANO } from './amounts.ts';
import { depositMessage } from './deposit.ts';
import { CHANNEL_OP, claimBody, finishCloseBody, requestCloseBody, topUpBody } from './messages.ts';
import { channelAddress, channelInit } from './terms.ts';

describe('a deposit', () => {
  test('deploys the channel, is credited to the nano, and what it did not need goes back', async () => {
    const world = await makeWorld();
    expect(await world.deposit('2')).toBe('ok');

    const state = await world.state();
    expect(state).toEqual({
      status: 'open',
      depositedNano: toNano('2'),
      claimedNano: 0n,
      closeAt: null,
      terms: world.terms,
    });
    expect(await world.balance()).toBe(toNano('2') + STORAGE_RESERVE_NANO);
  });

  test('adds to the ones before, and the reserve is not taken twice', async () => {
    const world = await makeWorld();
    await world.deposit('2');
    expect(await world.deposit('3')).toBe('ok');
    expect((await world.state()).depositedNano).toBe(toNano('5'));
    expect(await world.balance()).toBe(toNano('5') + STORAGE_RESERVE_NANO);
  });

  test('that says more than it brings is refused whole, even when stray coins would cover it', async () => {
    const world = await makeWorld();
    await world.deposit('2');
    await world.send(world.payer, Cell.EMPTY, toNano('10'));
    expect(await world.send(world.payer, topUpBody(toNano('3')), toNano('0.05'))).toBe('NotCovered');
    expect(await world.send(world.payer, topUpBody(2n ** 119n), toNano('5'))).toBe('NotCovered');
    expect((await world.state()).depositedNano).toBe(toNano('2'));
  });

  test('that would leave no storage reserve is refused', async () => {
    const world = await makeWorld();
    const value = toNano('2') + GAS_BUDGET_NANO;
    expect(await world.send(world.payer, topUpBody(toNano('2')), value)).toBe('NotCovered');
    expect((await world.state()).depositedNano).toBe(0n);
  });

  test('is payer’s alone to make', async () => {
    const world = await makeWorld();
    expect(await world.deposit('2', world.stranger)).toBe('NotPayer');
    expect(await world.deposit('2', world.payee)).toBe('NotPayer');
  });

  test('as the device sends it to the wallet: bounceable, with state init, for this network', async () => {
    const world = await makeWorld();
    const message = depositMessage(world.terms, toNano('0.1'));
    expect(Address.parseFriendly(message.address)).toMatchObject({ isBounceable: true, isTestOnly: false });
    expect(Address.parse(message.address).toRawString()).toBe(world.channel);
    const init = loadStateInit(Cell.fromBase64(message.stateInit).beginParse());
    const transfer = internal({
      from: world.payer.address,
      to: Address.parse(message.address),
      value: BigInt(message.amount),
      body: Cell.fromBase64(message.payload),
      bounce: true,
      stateInit: { code: init.code ?? null, data: init.data ?? null },
    });
    await world.chain.sendMessage(transfer);
    expect((await world.state()).depositedNano).toBe(toNano('0.1'));

    const onTestnet = { ...world.terms, networkId: NETWORKS.testnet };
    expect(Address.parseFriendly(depositMessage(onTestnet, 1n).address).isTestOnly).toBe(true);
  });
});

describe('what is not a deposit', () => {
  test('a plain transfer is never credited, and goes to payer when the channel closes', async () => {
    const world = await makeWorld();
    await world.deposit('2');
    expect(await world.send(world.stranger, Cell.EMPTY, toNano('5'))).toBe('ok');
    expect((await world.state()).depositedNano).toBe(toNano('2'));

    await world.send(world.payer, requestCloseBody());
    world.wait(world.terms.closeDelaySeconds);
    const before = await world.payer.getBalance();
    expect(await world.send(world.stranger, finishCloseBody())).toBe('ok');
    expect((await world.payer.getBalance()) - before).toBeGreaterThan(toNano('7.01'));
    expect(await world.balance()).toBe(0n);
  });

  test('what lies there by mistake is not handed to whoever sends the next message', async () => {
    const world = await makeWorld();
    await world.deposit('2');
    await world.send(world.payer, Cell.EMPTY, toNano('5'));
    const stray = (await world.balance()) - toNano('2') - STORAGE_RESERVE_NANO;
    await world.send(world.payee, claimBody(toNano('0.5'), await world.voucher('0.5')));
    expect(await world.balance()).toBe(toNano('1.5') + STORAGE_RESERVE_NANO + stray);
    await world.deposit('1');
    expect(await world.balance()).toBe(toNano('2.5') + STORAGE_RESERVE_NANO + stray);
  });

  test('a message that a contract bounced to us is a plain transfer', async () => {
    const world = await makeWorld();
    await world.deposit('2');
    const state = await world.state();
    const bounced = internal({
      from: world.payer.address,
      to: world.address,
      value: toNano('3'),
      bounced: true,
      bounce: false,
      body: beginCell().storeUint(0xffffffff, 32).storeUint(CHANNEL_OP.topUp, 32).storeCoins(toNano('3')).endCell(),
    });
    await world.chain.sendMessage(bounced);
    expect(await world.state()).toEqual(state);
  });

  test.each([
    ['an operation that nobody knows', beginCell().storeUint(0x12345678, 32).storeUint(0, 64).endCell()],
    ['a few bits', beginCell().storeUint(5, 3).endCell()],
    ['a comment', beginCell().storeUint(0, 32).storeStringTail('for you').endCell()],
  ])('%s is refused and comes back', async (_, body) => {
    const world = await makeWorld();
    await world.deposit('1');
    const before = await world.payer.getBalance();
    expect(await world.send(world.payer, body, toNano('1'))).toBe('UnknownMessage');
    expect((await world.payer.getBalance()) - before).toBeGreaterThan(toNano('0.99'));
  });

  test('a message that is cut short is refused', async () => {
    const world = await makeWorld();
    await world.deposit('1');
    const cut = beginCell().storeUint(CHANNEL_OP.topUp, 32).storeUint(0, 64).endCell();
    expect(await world.send(world.payer, cut)).toBe('exit 9');
  });

  test('an external message moves nothing: nobody can make the channel pay gas', async () => {
    const world = await makeWorld();
    await world.deposit('1');
    const before = await world.balance();
    await expect(
      world.chain.sendMessage({
        info: { type: 'external-in', dest: world.address, importFee: 0n },
        body: requestCloseBody(),
      }),
    ).rejects.toThrow();
    expect(await world.balance()).toBe(before);
  });
});

test('other terms, another channel; the same terms on another network too', async () => {
  const { terms, payee } = await makeWorld();
  const others = [
    { ...terms, networkId: NETWORKS.mainnet },
    { ...terms, payer: payee.address.toRawString() },
    { ...terms, payee: terms.payer },
    { ...terms, sessionKey: 'ab'.repeat(32) },
    { ...terms, closeDelaySeconds: 1 },
    { ...terms, salt: 2n },
  ];
  expect(new Set([terms, ...others].map(channelAddress)).size).toBe(7);
  expect(() => channelInit({ ...terms, sessionKey: 'ab' })).toThrow(RangeError);
  expect(MESSAGE_VALUE_NANO).toBeLessThan(TOP_UP_EXTRA_NANO);
});
