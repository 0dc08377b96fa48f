import { beginCell, toNano } from '@ton/core';
import { describe, expect, test } from 'vitest';
import { MESSAGE_VALUE_NANO, payoutOf } from '../channel/index.ts';
import { claimBody } from '../channel/messages.ts';
import { eventsOf, makeHighloadWorld } from '../testing/highload-world.ts';
import {
  HIGHLOAD_CODE,
  HIGHLOAD_CODE_HASH,
  HIGHLOAD_LIFE_SECONDS,
  MAX_BATCH_MESSAGES,
  QUERY_IDS,
  queryIdIn,
  queryIdOf,
} from './index.ts';

test('the code is the one that explorers know as highload wallet v3', () => {
  expect(HIGHLOAD_CODE.hash().toString('hex')).toBe(HIGHLOAD_CODE_HASH);
});

test('query ids are all different in one turn, fit the wallet’s form, and leave the emergency one free', () => {
  const emergency = 8_191 * 1_024 + 1_022;
  let last = -1;
  for (let batch = 0n; batch < BigInt(QUERY_IDS); batch++) {
    const queryId = queryIdOf(batch);
    if (queryId <= last || queryId % 1_024 > 1_022 || queryId >= emergency)
      throw new Error(`batch ${batch}: ${queryId}`);
    last = queryId;
  }
  expect(queryIdOf(BigInt(QUERY_IDS))).toBe(0);
});

describe('a batch', () => {
  test('deploys the wallet, lands once, and its transactions tell which messages it sent', async () => {
    const world = await makeHighloadWorld();
    await world.fund('1');
    const claims = await Promise.all([1n, 2n, 3n].map(async (salt) => (await world.channel(salt)).claim));
    const batch = await world.sign(claims);
    if (!batch) throw new Error('three claims fit');
    const seen = world.ofWallet(await world.deliver(batch.boc));
    const [accepted, carriedOut, ...received] = eventsOf(seen);
    expect(accepted).toEqual({ kind: 'accepted', queryId: 0, isUnderWay: true });
    expect(carriedOut).toMatchObject({ kind: 'carriedOut', queryId: 0 });
    const sent = carriedOut?.kind === 'carriedOut' ? carriedOut.sent : [];
    expect(sent.map(({ destination }) => destination)).toEqual(claims.map(({ destination }) => destination));
    expect(sent.map(({ body }) => queryIdIn(body))).toEqual([1_001n, 1_002n, 1_003n]);
    // By one message from each come the money, and what the claim did not need.
    expect(received).toHaveLength(3);
    expect(await world.balance()).toBeGreaterThan(toNano('2.49'));
    await expect(world.deliver(batch.boc)).rejects.toThrow();
  });

  test('fees, and what was sent and received, are all that changes the balance', async () => {
    const world = await makeHighloadWorld();
    await world.fund('1');
    const before = await world.balance();
    const { claim } = await world.channel(1n);
    const seen = world.ofWallet(await world.send([claim]));
    const change = seen.reduce(
      (sum, { inMessage, sent, feesNano }) =>
        sum + (inMessage?.valueNano ?? 0n) - sent.reduce((out, { valueNano }) => out + valueNano, 0n) - feesNano,
      0n,
    );
    expect(change).toBe((await world.balance()) - before);
  });

  test('is refused before its time, and when its time is over, for ever', async () => {
    const world = await makeHighloadWorld();
    await world.fund('1');
    const { claim } = await world.channel(1n);
    const now = world.chain.now ?? 0;
    const early = await world.sign([claim], { createdAt: now + 1 });
    await expect(world.deliver(early?.boc ?? '')).rejects.toThrow();
    const batch = await world.sign([claim], { createdAt: now });
    world.wait(HIGHLOAD_LIFE_SECONDS - 1);
    await world.deliver(batch?.boc ?? '');
    const late = await world.sign([claim], { createdAt: world.chain.now ?? 0 });
    world.wait(HIGHLOAD_LIFE_SECONDS);
    await expect(world.deliver(late?.boc ?? '')).rejects.toThrow();
  });

  test('of a wallet that is too poor for all sends the first ones', async () => {
    const world = await makeHighloadWorld();
    await world.fund('0.1');
    const claims = await Promise.all([1n, 2n].map(async (salt) => (await world.channel(salt)).claim));
    const dear = claims.map((claim, at) => ({ ...claim, valueNano: at === 0 ? MESSAGE_VALUE_NANO : toNano('5') }));
    const [, carriedOut] = eventsOf(world.ofWallet(await world.send(dear)));
    expect(carriedOut?.kind === 'carriedOut' && carriedOut.sent.map(({ destination }) => destination)).toEqual([
      claims[0]?.destination,
    ]);
  });

  test('of a wallet that cannot even carry it to itself is gone without a trace but its acceptance', async () => {
    const world = await makeHighloadWorld();
    await world.fund('0.015');
    const { claim } = await world.channel(1n);
    expect(eventsOf(world.ofWallet(await world.send([claim])))).toEqual([
      { kind: 'accepted', queryId: 0, isUnderWay: false },
    ]);
  });

  test('what a channel refuses comes back, by the name that it was sent under', async () => {
    const world = await makeHighloadWorld();
    await world.fund('1');
    const { claim } = await world.channel(1n);
    const seen = world.ofWallet(await world.send([claim]));
    expect(seen).toHaveLength(3);
    expect(seen[2]?.inMessage && payoutOf(seen[2].inMessage)).toBe(toNano('0.5'));
    const again = eventsOf(world.ofWallet(await world.send([claim])));
    expect(again[2]).toMatchObject({ kind: 'received', source: claim.destination, isBounced: true });
  });

  test('of the most messages fits into one external message when they are claims', async () => {
    const world = await makeHighloadWorld();
    const { claim } = await world.channel(1n);
    const voucher = {
      networkId: -217,
      channel: world.channel.toString(),
      cumulativeNano: 1n,
      signature: 'ab'.repeat(64),
    };
    const claims = Array.from({ length: MAX_BATCH_MESSAGES }, (_, at) => {
      const destination = `0:${(at + 1).toString(16).padStart(64, '0')}`;
      const body = claimBody(toNano('1000') + BigInt(at), { ...voucher, channel: destination }, 2n ** 40n + BigInt(at));
      return { ...claim, destination, body };
    });
    expect((await world.sign(claims, { isFirst: true }))?.messageHash).toMatch(/^[0-9a-f]{64}$/);
    expect((await world.sign([...claims, claim])) === null).toBe(true);
    const filled = (at: number) => beginCell().storeUint(at, 1_000).endCell();
    const large = claims.map((message, at) => ({ ...message, init: { code: filled(at), data: filled(1_000 + at) } }));
    expect((await world.sign(large)) === null).toBe(true);
  });
});
