import { toNano } from '@ton/core';
import { describe, expect, test } from 'vitest';
import { makeWorld, YEAR_SECONDS } from '../testing/world.ts';
import { STORAGE_RESERVE_NANO } from './amounts.ts';
import { claimBody, finishCloseBody, requestCloseBody } from './messages.ts';

describe('after ten idle years', () => {
  test('at the prices of 2026 the reserve has paid for all of it', async () => {
    const world = await makeWorld({ prices: 'of 2026' });
    await world.deposit('2');
    world.wait(10 * YEAR_SECONDS);
    expect(await world.send(world.payee, claimBody(toNano('2'), await world.voucher('2')), toNano('0.03'))).toBe('ok');
    expect(await world.balance()).toBe(STORAGE_RESERVE_NANO);
  });

  test('at the prices before, a claim that brings too little is refused or rolls back whole, and passes with more', async () => {
    const world = await makeWorld({ prices: 'before' });
    await world.deposit('2');
    world.wait(10 * YEAR_SECONDS);
    const voucher = await world.voucher('2');
    const body = claimBody(toNano('2'), voucher); // cannot be paid; a half can, but would leave the rest uncovered
    for (const tooMuch of [body, claimBody(toNano('1'), voucher)]) {
      expect(await world.send(world.payee, tooMuch, toNano('0.03'))).toBe('LowValue');
      expect(await world.send(world.payer, tooMuch, toNano('0.03'))).toMatch(/^rolled back/);
      expect((await world.state()).claimedNano).toBe(0n);
      const [back] = world.lastTransaction().outMessages.values();
      expect(back?.info.type === 'internal' && back.info.bounced && back.info.value.coins > toNano('0.02')).toBe(true);
    }
    expect(await world.send(world.payee, body, toNano('0.2'))).toBe('ok');
    expect((await world.state()).claimedNano).toBe(toNano('2'));
  });

  test.each(['of 2026', 'before'] as const)('payer still leaves with little gas (prices %s)', async (prices) => {
    const world = await makeWorld({ prices });
    await world.deposit('2');
    world.wait(10 * YEAR_SECONDS);
    expect(await world.send(world.payer, requestCloseBody(), toNano('0.01'))).toBe('ok');
    world.wait(world.terms.closeDelaySeconds);
    const before = await world.payer.getBalance();
    expect(await world.send(world.payer, finishCloseBody(), toNano('0.01'))).toBe('ok');
    expect((await world.payer.getBalance()) - before).toBeGreaterThan(toNano('1.9'));
    expect(await world.balance()).toBe(0n);
  });

  test('an empty channel in debt still closes, and freezes rather than forget that it is closed', async () => {
    const world = await makeWorld({ prices: 'before' });
    await world.deposit('0.001');
    world.wait(9 * YEAR_SECONDS); // owes more than it has
    expect(await world.send(world.payer, requestCloseBody(), toNano('0.2'))).toBe('ok');
    world.wait(world.terms.closeDelaySeconds);
    expect(await world.send(world.payer, finishCloseBody(), toNano('0.2'))).toBe('ok');
    expect(await world.deposit('2')).toBe('Closed');

    world.wait(20 * YEAR_SECONDS);
    const before = await world.payer.getBalance();
    expect(await world.deposit('2')).toBe('not run');
    expect((await world.chain.getContract(world.address)).accountState?.type).toBe('frozen');
    expect((await world.payer.getBalance()) - before).toBeGreaterThan(toNano('1.99')); // it bounced
  });
});
