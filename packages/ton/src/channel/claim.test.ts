import { beginCell, toNano } from '@ton/core';
import { describe, expect, test } from 'vitest';
import { NETWORKS } from '../networks.ts';
import { payoutOf } from '../testing/money-of.ts';
import { makeWorld, type World } from '../testing/world.ts';
import type { SignedVoucher } from '../voucher/promises.ts';
import { generateSessionKey } from '../voucher/session-key.ts';
import { signVoucher } from '../voucher/sign-promise.ts';
import { GAS_BUDGET_NANO, MESSAGE_VALUE_NANO, STORAGE_RESERVE_NANO } from './amounts.ts';
import { CHANNEL_OP, claimBody, closeAgreementCell } from './messages.ts';

async function fundedWorld(): Promise<World> {
  const world = await makeWorld();
  await world.deposit('2');
  return world;
}

describe('an allowance signed ahead', () => {
  test('is taken bit by bit, exactly as it was spent, with one voucher', async () => {
    const world = await fundedWorld();
    const allowance = await world.voucher('0.5');
    for (const total of ['0.1', '0.100000001', '0.3', '0.5']) {
      expect(await world.send(world.payee, claimBody(toNano(total), allowance))).toBe('ok');
      expect((await world.state()).claimedNano).toBe(toNano(total));
      expect(await world.balance()).toBe(toNano('2') - toNano(total) + STORAGE_RESERVE_NANO);
    }
  });

  test.each(['payee', 'payer'] as const)(
    'pays payee the difference and not a nano else when %s carries it',
    async (who) => {
      const world = await fundedWorld();
      await world.send(world[who], claimBody(toNano('0.2'), await world.voucher('0.5')));
      await world.send(world[who], claimBody(toNano('0.45'), await world.voucher('0.5')));
      expect(await world.balance()).toBe(toNano('2') - toNano('0.45') + STORAGE_RESERVE_NANO);
      expect(payoutOf(world.lastTransaction())).toBe(toNano('0.25'));
      const sent = world
        .lastTransaction()
        .outMessages.values()
        .flatMap(({ info }) => (info.type === 'internal' ? [info] : []));
      expect(sent.map(({ bounce }) => bounce)).not.toContain(true);
      const [payout, excesses] = sent;
      expect(payout?.dest.equals(world.payee.address)).toBe(true);
      // What was attached comes back to who attached it: to payee by the same message, which is cheaper.
      expect(excesses?.dest.equals(world.payer.address) ?? null).toBe(who === 'payer' ? true : null);
      const aboveNano = (payout?.value.coins ?? 0n) - toNano('0.25');
      if (who === 'payer') expect(aboveNano).toBe(0n);
      else expect(aboveNano > 0n && aboveNano < MESSAGE_VALUE_NANO).toBe(true);
    },
  );

  test('pays nothing twice', async () => {
    const world = await fundedWorld();
    const voucher = await world.voucher('0.5');
    await world.send(world.payee, claimBody(toNano('0.5'), voucher));
    expect(await world.send(world.payee, claimBody(toNano('0.5'), voucher))).toBe('Stale');
    expect(await world.send(world.payee, claimBody(toNano('0.4'), voucher))).toBe('Stale');
    expect(await world.send(world.payee, claimBody(0n, voucher))).toBe('Stale');
  });

  test('a later voucher settles all before it; an older one is then worth nothing', async () => {
    const world = await fundedWorld();
    const [early, late] = [await world.voucher('0.5'), await world.voucher('1.5')];
    expect(await world.send(world.payee, claimBody(toNano('1.5'), late))).toBe('ok');
    expect(await world.send(world.payee, claimBody(toNano('0.5'), early))).toBe('Stale');
  });

  test('may be above the deposit; then the deposit is the limit', async () => {
    const world = await fundedWorld();
    const generous = await world.voucher('100');
    expect(await world.send(world.payee, claimBody(toNano('2.000000001'), generous))).toBe('OverDeposit');
    expect(await world.send(world.payee, claimBody(toNano('2'), generous))).toBe('ok');
    expect(await world.balance()).toBe(STORAGE_RESERVE_NANO);
    await world.deposit('1');
    expect(await world.send(world.payee, claimBody(toNano('3'), generous))).toBe('ok');
  });
});

describe('who may carry a voucher', () => {
  test('payer may: it only gives sooner what was signed', async () => {
    const world = await fundedWorld();
    const before = await world.payee.getBalance();
    expect(await world.send(world.payer, claimBody(toNano('0.5'), await world.voucher('0.5')))).toBe('ok');
    expect((await world.payee.getBalance()) - before).toBeGreaterThan(toNano('0.499'));
  });

  test('a stranger may not: a voucher seen on chain would take the whole allowance', async () => {
    const world = await fundedWorld();
    const seenOnChain = await world.voucher('1');
    await world.send(world.payee, claimBody(toNano('0.1'), seenOnChain));
    expect(await world.send(world.stranger, claimBody(toNano('1'), seenOnChain))).toBe('NotParty');
    expect(await world.send(world.stranger, claimBody(toNano('0.2'), seenOnChain))).toBe('NotParty');
    expect((await world.state()).claimedNano).toBe(toNano('0.1'));
  });

  test('payer cannot stop payee by claiming a nano first', async () => {
    const world = await fundedWorld();
    const voucher = await world.voucher('1');
    await world.send(world.payer, claimBody(1n, voucher));
    expect(await world.send(world.payee, claimBody(toNano('1'), voucher))).toBe('ok');
    expect((await world.state()).claimedNano).toBe(toNano('1'));
  });
});

describe('a claim is refused', () => {
  const total = toNano('0.5');

  test('above what the voucher promises', async () => {
    const world = await fundedWorld();
    expect(await world.send(world.payee, claimBody(total + 1n, await world.voucher('0.5')))).toBe('AboveVoucher');
  });

  test('when the amount, the network or the channel was altered after signing', async () => {
    const world = await fundedWorld();
    const voucher = await world.voucher('0.5');
    const altered: SignedVoucher[] = [
      { ...voucher, cumulativeNano: toNano('0.6') },
      { ...voucher, networkId: NETWORKS.mainnet },
      { ...voucher, channel: world.terms.payer },
      { ...voucher, signature: voucher.signature.replace(/^./, (digit) => (digit === '0' ? '1' : '0')) },
      { ...voucher, signature: '00'.repeat(64) },
    ];
    for (const bad of altered) {
      expect(await world.send(world.payee, claimBody(total, bad))).toBe('BadSignature');
    }
  });

  test('signed by another key', async () => {
    const world = await fundedWorld();
    const bad = await signVoucher(await generateSessionKey(), await world.voucher('0.5'));
    expect(await world.send(world.payee, claimBody(total, bad))).toBe('BadSignature');
  });

  test('signed for another network', async () => {
    const world = await fundedWorld();
    const bad = await signVoucher(world.key, { ...(await world.voucher('0.5')), networkId: NETWORKS.mainnet });
    expect(await world.send(world.payee, claimBody(total, bad))).toBe('WrongNetwork');
  });

  test('signed for another channel of the same key', async () => {
    const world = await fundedWorld();
    const bad = await signVoucher(world.key, { ...(await world.voucher('0.5')), channel: `0:${'11'.repeat(32)}` });
    expect(await world.send(world.payee, claimBody(total, bad))).toBe('WrongChannel');
  });

  test('with a close agreement in the voucher’s place', async () => {
    const world = await fundedWorld();
    const agreement = await world.agreement('0.5');
    const body = beginCell()
      .storeUint(CHANNEL_OP.claim, 32)
      .storeUint(0, 64)
      .storeCoins(total)
      .storeBuffer(Buffer.from(agreement.signature, 'hex'))
      .storeRef(closeAgreementCell(agreement))
      .endCell();
    expect(await world.send(world.payee, body)).toBe('WrongMagic');
  });

  test('with less than the gas budget', async () => {
    const world = await fundedWorld();
    const body = claimBody(total, await world.voucher('0.5'));
    expect(await world.send(world.payee, body, GAS_BUDGET_NANO - 1n)).toBe('LowValue');
    expect(await world.send(world.payee, body, GAS_BUDGET_NANO)).toBe('ok');
  });
});
