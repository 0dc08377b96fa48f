import { beginCell, toNano } from '@ton/core';
import { describe, expect, test } from 'vitest';
import { NETWORKS } from '../networks.ts';
import { makeWorld, type World } from '../testing/world.ts';
import { generateSessionKey } from '../voucher/session-key.ts';
import { signCloseAgreement } from '../voucher/sign-promise.ts';
import { GAS_BUDGET_NANO, STORAGE_RESERVE_NANO } from './amounts.ts';
import {
  CHANNEL_OP,
  cancelCloseBody,
  claimBody,
  closeNowBody,
  finishCloseBody,
  requestCloseBody,
  topUpBody,
  voucherCell,
} from './messages.ts';

async function fundedWorld(): Promise<World> {
  const world = await makeWorld();
  await world.deposit('2');
  return world;
}

/** Nano that the last transaction sent to this wallet as payments (not as returned gas). */
function paid(world: World, to: World['payer']): bigint {
  const values = world.lastTransaction().outMessages.values();
  const payments = values
    .slice(0, -1)
    .map(({ info }) => (info.type === 'internal' && info.dest.equals(to.address) ? info.value.coins : 0n));
  return payments.reduce((sum, value) => sum + value, 0n);
}

describe('leaving without us', () => {
  test('payer asks, waits, and gets the rest with the reserve, whoever carries the last message', async () => {
    const world = await fundedWorld();
    await world.send(world.payee, claimBody(toNano('0.5'), await world.voucher('0.5')));
    expect(await world.send(world.payer, requestCloseBody())).toBe('ok');
    expect(await world.state()).toMatchObject({
      status: 'closing',
      closeAt: (world.chain.now ?? 0) + world.terms.closeDelaySeconds,
    });

    world.wait(world.terms.closeDelaySeconds - 1);
    expect(await world.send(world.payer, finishCloseBody())).toBe('TooEarly');
    world.wait(1);
    expect(await world.send(world.stranger, finishCloseBody())).toBe('ok');
    expect(paid(world, world.payer)).toBeGreaterThan(toNano('1.5') + STORAGE_RESERVE_NANO - 100_000n);
    expect(await world.state()).toMatchObject({ status: 'closed', claimedNano: toNano('0.5'), closeAt: null });
    expect(await world.balance()).toBe(0n);
  });

  test('payee’s claim counts until the very finish', async () => {
    const world = await fundedWorld();
    const voucher = await world.voucher('1.5');
    await world.send(world.payer, requestCloseBody());
    expect(await world.send(world.payee, claimBody(toNano('1'), voucher))).toBe('ok');
    world.wait(10 * world.terms.closeDelaySeconds);
    expect(await world.send(world.payee, claimBody(toNano('1.5'), voucher))).toBe('ok');
    await world.send(world.payer, finishCloseBody());
    expect(paid(world, world.payer)).toBeLessThan(toNano('0.53'));
    expect(await world.send(world.payee, claimBody(toNano('1.5'), voucher))).toBe('Closed');
  });

  test('payer may think better of it, and a later closing waits its whole delay again', async () => {
    const world = await fundedWorld();
    await world.send(world.payer, requestCloseBody());
    world.wait(world.terms.closeDelaySeconds);
    expect(await world.send(world.payee, cancelCloseBody())).toBe('NotPayer');
    expect(await world.send(world.payer, cancelCloseBody())).toBe('ok');
    expect(await world.state()).toMatchObject({ status: 'open', closeAt: null });
    expect(await world.send(world.payer, finishCloseBody())).toBe('NotClosing');
    expect(await world.deposit('1')).toBe('ok');
    await world.send(world.payer, requestCloseBody());
    expect(await world.send(world.payer, finishCloseBody())).toBe('TooEarly');
  });

  test('the closing takes no new deposit, is not asked for twice, and is payer’s to ask', async () => {
    const world = await fundedWorld();
    expect(await world.send(world.payer, cancelCloseBody())).toBe('NotClosing');
    expect(await world.send(world.payee, requestCloseBody())).toBe('NotPayer');
    expect(await world.send(world.stranger, requestCloseBody())).toBe('NotPayer');
    await world.send(world.payer, requestCloseBody());
    expect(await world.send(world.payer, requestCloseBody())).toBe('Closing');
    expect(await world.deposit('1')).toBe('Closing');
  });
});

describe('leaving at once, both agree', () => {
  test('payee brings payer’s agreement: both are paid in one transaction', async () => {
    const world = await fundedWorld();
    await world.send(world.payee, claimBody(toNano('0.5'), await world.voucher('0.5')));
    expect(await world.send(world.payee, closeNowBody(await world.agreement('0.8')))).toBe('ok');
    expect(paid(world, world.payee)).toBe(toNano('0.3'));
    expect(paid(world, world.payer)).toBe(toNano('1.2') + STORAGE_RESERVE_NANO);
    expect(await world.state()).toMatchObject({ status: 'closed', claimedNano: toNano('0.8') });
    expect(await world.balance()).toBe(0n);
  });

  test('also while closing, and when nothing more is owed', async () => {
    const world = await fundedWorld();
    await world.send(world.payer, requestCloseBody());
    expect(await world.send(world.payee, closeNowBody(await world.agreement('0')))).toBe('ok');
    expect(paid(world, world.payee)).toBe(0n);
    expect(paid(world, world.payer)).toBe(toNano('2') + STORAGE_RESERVE_NANO);
  });

  test('nobody but payee brings it', async () => {
    const world = await fundedWorld();
    const body = closeNowBody(await world.agreement('0'));
    expect(await world.send(world.payer, body)).toBe('NotPayee');
    expect(await world.send(world.stranger, body)).toBe('NotPayee');
  });

  test('it is refused below what was claimed and above the deposit', async () => {
    const world = await fundedWorld();
    await world.send(world.payee, claimBody(toNano('0.5'), await world.voucher('0.5')));
    expect(await world.send(world.payee, closeNowBody(await world.agreement('0.499999999')))).toBe('Stale');
    expect(await world.send(world.payee, closeNowBody(await world.agreement('2.1')))).toBe('OverDeposit');
  });

  test('it is refused when forged, or for another place', async () => {
    const world = await fundedWorld();
    const agreement = await world.agreement('1');
    const forged = await signCloseAgreement(await generateSessionKey(), agreement);
    const elsewhere = await signCloseAgreement(world.key, { ...agreement, networkId: NETWORKS.mainnet });
    const other = await signCloseAgreement(world.key, { ...agreement, channel: world.terms.payer });
    expect(await world.send(world.payee, closeNowBody(forged))).toBe('BadSignature');
    expect(await world.send(world.payee, closeNowBody({ ...agreement, totalNano: toNano('2') }))).toBe('BadSignature');
    expect(await world.send(world.payee, closeNowBody(elsewhere))).toBe('WrongNetwork');
    expect(await world.send(world.payee, closeNowBody(other))).toBe('WrongChannel');
  });

  test('a voucher is no agreement to close', async () => {
    const world = await fundedWorld();
    const voucher = await world.voucher('1');
    const body = beginCell()
      .storeUint(CHANNEL_OP.closeNow, 32)
      .storeUint(0, 64)
      .storeBuffer(Buffer.from(voucher.signature, 'hex'))
      .storeRef(voucherCell(voucher))
      .endCell();
    expect(await world.send(world.payee, body)).toBe('WrongMagic');
  });
});

test('a closed channel stays closed: deployed again with the same salt, no old voucher pays a second time', async () => {
  const world = await fundedWorld();
  const voucher = await world.voucher('1');
  await world.send(world.payee, claimBody(toNano('1'), voucher));
  await world.send(world.payee, closeNowBody(await world.agreement('1')));

  expect(await world.deposit('2')).toBe('Closed'); // carries the state init, as every deposit
  expect(await world.send(world.payee, claimBody(toNano('1'), voucher))).toBe('Closed');
  expect(await world.send(world.payee, closeNowBody(await world.agreement('1')))).toBe('Closed');
  expect(await world.send(world.payer, requestCloseBody())).toBe('Closed');
  expect(await world.send(world.payer, finishCloseBody())).toBe('Closed');
  expect(await world.send(world.payer, cancelCloseBody())).toBe('Closed');
  expect(await world.state()).toMatchObject({ status: 'closed', depositedNano: toNano('2'), claimedNano: toNano('1') });
});

test('every message but a deposit brings its own gas or is refused', async () => {
  const world = await fundedWorld();
  const bodies = [closeNowBody(await world.agreement('1')), requestCloseBody(), finishCloseBody(), cancelCloseBody()];
  for (const body of bodies) expect(await world.send(world.payee, body, GAS_BUDGET_NANO - 1n)).toBe('LowValue');
  expect(await world.send(world.payer, topUpBody(0n), GAS_BUDGET_NANO - 1n)).toBe('NotCovered');
});
