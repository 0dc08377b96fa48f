import { unwrap } from '@spindle/shared';
import { beginCell, Cell, toNano } from '@ton/core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  cancelCloseBody,
  claimBody,
  closeNowBody,
  finishCloseBody,
  requestCloseBody,
  STORAGE_RESERVE_NANO,
  TOP_UP_EXTRA_NANO,
  topUpBody,
} from '../channel/index.ts';
import { serveWorld } from '../testing/serve-world.ts';
import type { ToncenterOverSandbox } from '../testing/toncenter-over-sandbox.ts';
import type { World } from '../testing/world.ts';
import { ACCOUNTS_AT_ONCE } from './account-states.ts';
import type { ChainReader } from './chain-reader.ts';
import { channelEvent, depositOf } from './channel-event.ts';
import type { ChainTransaction } from './transaction.ts';

let world: World;
let server: ToncenterOverSandbox;
let reader: ChainReader;

beforeAll(async () => {
  ({ world, server, reader } = await serveWorld());
});
afterAll(() => server.close());

const history = async (after: ChainTransaction | null = null) =>
  unwrap(await reader.transactionsAfter(world.channel, after));

describe('a channel as the chain has it', () => {
  test('is absent until somebody deposits, and has no history', async () => {
    expect(await reader.getChannel(world.channel)).toEqual({ ok: true, value: 'absent' });
    expect(await history()).toEqual([]);
  });

  test('then is read from its data, as its own getter tells it', async () => {
    await world.deposit('2');
    await world.send(world.payee, claimBody(toNano('0.5'), await world.voucher('1')));
    expect(await reader.getChannel(world.channel)).toEqual({ ok: true, value: await world.state() });
    await world.send(world.payer, requestCloseBody());
    expect(unwrap(await reader.getChannel(world.channel))).toMatchObject({ status: 'closing' });
    await world.send(world.payer, cancelCloseBody());
    expect(await reader.getBalance(world.channel)).toEqual({ ok: true, value: toNano('1.5') + STORAGE_RESERVE_NANO });
  });

  test('is not any contract that happens to stand at an address', async () => {
    expect(await reader.getChannel(world.payer.address.toRawString())).toMatchObject({
      fault: { code: 'channel_unknown' },
    });
  });
});

describe('the history of a channel', () => {
  test('comes whole and oldest first, over many pages, and goes on from any cursor', async () => {
    for (let i = 0; i < 55; i++) await world.send(world.stranger, Cell.EMPTY, toNano('0.01'));
    const whole = await history();
    expect(whole.length).toBeGreaterThan(58);
    expect(whole.map(({ lt }) => lt)).toEqual(whole.map(({ lt }) => lt).toSorted((a, b) => (a < b ? -1 : 1)));
    expect(whole[0]).toMatchObject({ account: world.channel, exitCode: 0, actionOk: true });

    for (const at of [0, 3, whole.length - 2, whole.length - 1]) {
      expect((await history(whole[at])).map(({ hash }) => hash)).toEqual(whole.slice(at + 1).map(({ hash }) => hash));
    }
  });

  test('of many accounts ends where one request says, which saves asking each', async () => {
    const whole = await history();
    const [before, last] = [whole.at(-3), whole.at(-1)];
    if (!before || !last) throw new Error('there is a history');
    const unseen = Array.from({ length: ACCOUNTS_AT_ONCE }, (_, at) => `0:${String(at).padStart(64, '0')}`);
    server.asked.length = 0;
    const lasts = unwrap(await reader.lastTransactions([...unseen, world.channel]));
    const end = { lt: last.lt, hash: last.hash };
    expect(server.asked).toEqual(['accountStates', 'accountStates']);
    expect(lasts.size).toBe(ACCOUNTS_AT_ONCE + 1);
    expect(lasts.get(unseen[0] ?? '')).toBeNull();
    expect(lasts.get(world.channel)).toEqual(end);

    server.asked.length = 0;
    const read = await reader.transactionsAfter(world.channel, before, end);
    expect(unwrap(read).map(({ hash }) => hash)).toEqual(whole.slice(-2).map(({ hash }) => hash));
    expect(server.asked).toEqual(['getTransactions']);
    expect(await reader.transactionsAfter(world.channel, last, end)).toEqual({
      ok: true,
      value: [],
    });
  });

  test('tells what each transaction really did', async () => {
    const seen = (await history()).at(-1) ?? null;
    await world.deposit('1');
    await world.send(world.payer, topUpBody(toNano('5')), toNano('0.1')); // lies
    await world.deposit('1', world.stranger); // not payer
    await world.send(world.payer, Cell.EMPTY, toNano('1')); // a plain transfer
    await world.send(world.payer, topUpBody(0n)); // nothing
    const transactions = await history(seen);
    expect(transactions.map(depositOf)).toEqual([toNano('1'), null, null, null, null]);
    expect(transactions.map(({ exitCode }) => exitCode)).toEqual([0, 412, 401, 0, 0]);
    expect(transactions[0]?.inMessage).toMatchObject({
      source: world.payer.address.toRawString(),
      valueNano: toNano('1') + TOP_UP_EXTRA_NANO,
      opcode: 0x2b1c7e01,
    });
  });

  test('has an event for every act, and none for a refusal', async () => {
    const seen = (await history()).at(-1) ?? null;
    await world.send(world.payee, claimBody(toNano('0.6'), await world.voucher('1')));
    await world.send(world.payee, claimBody(toNano('0.6'), await world.voucher('1')));
    await world.send(world.payer, requestCloseBody());
    await world.send(world.payer, cancelCloseBody());
    await world.send(world.payee, closeNowBody(await world.agreement('1')));
    const events = (await history(seen)).map(channelEvent);
    expect(events).toMatchObject([
      { kind: 'claimed', paidNano: toNano('0.1'), totalNano: toNano('0.6') },
      null,
      { kind: 'closeRequested' },
      { kind: 'closeCancelled' },
      { kind: 'closed', paidNano: toNano('0.4'), totalNano: toNano('1') },
    ]);
    expect(await world.send(world.payer, finishCloseBody())).toBe('Closed');
  });

  test('the chain’s own time is read, not this machine’s', async () => {
    expect(await reader.nowSeconds()).toEqual({ ok: true, value: world.chain.now });
  });

  test('a transaction rolled back by its action phase is no deposit and no event', async () => {
    const [good] = await history();
    if (!good) throw new Error('the first transaction was a deposit');
    expect(depositOf(good)).toBe(toNano('2'));
    expect(depositOf({ ...good, actionOk: false })).toBeNull();
    expect(depositOf({ ...good, exitCode: null })).toBeNull();
    expect(depositOf({ ...good, logs: [] })).toBeNull();
    expect(channelEvent({ ...good, logs: [beginCell().storeUint(7, 32).endCell()] })).toBeNull();
  });
});
