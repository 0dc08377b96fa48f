import { type Result, unwrap } from '@spindle/shared';
import {
  cancelCloseBody,
  claimBody,
  generateSessionKey,
  MESSAGE_VALUE_NANO,
  requestCloseBody,
  signCloseAgreement,
  signVoucher,
} from '@spindle/ton';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { holdOf, settleOne } from '../ledger/testing/index.ts';
import { closeNow, queueClaims, watchChannel } from './index.ts';
import { chainAndBooks } from './testing/chain-and-books.ts';
import type { EscrowBuyer } from './testing/escrow-buyer.ts';
import { createEscrowWorld, type EscrowWorld } from './testing/escrow-world.ts';
import { Killed, mortalDatabase } from './testing/mortal-database.ts';
import { spend } from './testing/spend.ts';

const COIN = 10n ** 9n;
const SPENT = 300_000_000n;
let world: EscrowWorld;
let buyer: EscrowBuyer;
beforeAll(async () => {
  world = await createEscrowWorld();
});
beforeEach(async () => {
  buyer = await world.openBuyer(2n * COIN, COIN);
  await spend(world, buyer, SPENT);
});
afterAll(() => world.close());

type Body = ReturnType<typeof requestCloseBody>;

const tell = (body: Body) => world.send(buyer.wallet, { to: buyer.terms.address, valueNano: MESSAGE_VALUE_NANO, body });
const agree = async (totalNano = SPENT, key = buyer.key) => {
  const { networkId, address: channel } = buyer.terms;
  return {
    channel,
    totalNano,
    signature: (await signCloseAgreement(key, { networkId, channel, totalNano })).signature,
  };
};
const close = async (input?: Awaited<ReturnType<typeof agree>>) =>
  closeNow(world, buyer.actor, input ?? (await agree()));
const codeOf = (result: Result<unknown>) => (result.ok ? 'ok' : result.fault.code);
const channel = async () => unwrap(await watchChannel(world, buyer.actor, { channel: buyer.terms.address }));
const onChain = async () => {
  const state = unwrap(await world.reader.getChannel(buyer.terms.address));
  return state === 'absent' ? null : state;
};
const orders = async () => {
  const { rows } = await world.db.pool.query(
    `SELECT state, reason FROM outgoing WHERE destination = $1 AND kind = 'close_now'`,
    [buyer.terms.address],
  );
  return rows;
};
const fits = async () => {
  const { books, chain } = await chainAndBooks(world);
  expect(books).toEqual(chain);
  expect(await world.ledger.audit()).toEqual([]);
};

describe('closing at once', () => {
  it('pays what was spent and brings the rest home in one step', async () => {
    const before = unwrap(await world.reader.getBalance(buyer.wallet.address));
    expect(unwrap(await close())).toMatchObject({
      state: 'closing',
      isLeaving: true,
      why: 'closing_now',
      closeAt: null,
    });
    expect(codeOf(await world.ledger.openHold(holdOf(buyer.accountId, 1n)))).toBe('channel_closing');
    await world.settle();
    expect(await onChain()).toMatchObject({ status: 'closed', claimedNano: SPENT });
    expect(await channel()).toMatchObject({ state: 'closed', isLeaving: false, why: null });
    expect(await world.ledger.balancesOf(buyer.accountId)).toMatchObject({ depositedNano: 0n, heldNano: 0n });
    const home = unwrap(await world.reader.getBalance(buyer.wallet.address)) - before;
    expect(home).toBeGreaterThan(2n * COIN - SPENT);
    await fits();
  });

  it('asked for twice, in the same moment or later, is done once', async () => {
    const answers = await Promise.all([close(), close(), close()]);
    expect(answers.map(codeOf)).toEqual(['ok', 'ok', 'ok']);
    expect(codeOf(await close())).toBe('ok');
    expect(await orders()).toHaveLength(1);
    await world.settle();
    expect(codeOf(await close())).toBe('channel_closed');
    expect(await orders()).toEqual([{ state: 'done', reason: null }]);
    await fits();
  });

  it('settles a claim that is on its way, whichever comes first', async () => {
    await queueClaims(world);
    await world.treasury.send();
    await spend(world, buyer, 100_000_000n);
    unwrap(await close(await agree(SPENT + 100_000_000n)));
    await world.settle();
    expect(await onChain()).toMatchObject({ status: 'closed', claimedNano: SPENT + 100_000_000n });
    await fits();
  });

  it('is good for a channel that closes by itself already, and its owner changing their mind opens nothing', async () => {
    await tell(requestCloseBody());
    await world.follower.follow();
    unwrap(await close());
    await tell(cancelCloseBody());
    await world.follower.follow();
    expect(await channel()).toMatchObject({ state: 'closing', isLeaving: true });
    expect(codeOf(await world.ledger.openHold(holdOf(buyer.accountId, 1n)))).toBe('channel_closing');
    await world.settle();
    expect(await channel()).toMatchObject({ state: 'closed' });
    await fits();
  });

  it('that the chain refuses opens the channel again, says why, and can be asked for again', async () => {
    // Somebody claimed more than was spent behind our back: then what was spent is less than what was claimed.
    const { networkId, address } = buyer.terms;
    const voucher = await signVoucher(buyer.key, { networkId, channel: address, cumulativeNano: COIN });
    await world.market.send([{ to: address, valueNano: MESSAGE_VALUE_NANO, body: claimBody(SPENT + 1n, voucher) }]);
    unwrap(await close());
    await world.settle();
    expect(await orders()).toEqual([{ state: 'refused', reason: 'voucher_stale' }]);
    expect(await channel()).toMatchObject({ state: 'open', isLeaving: false, why: 'voucher_stale' });
    await spend(world, buyer, 100_000_000n);
    unwrap(await close(await agree(SPENT + 100_000_000n)));
    expect(await channel()).toMatchObject({ state: 'closing', why: 'closing_now' });
    await world.settle();
    expect(await channel()).toMatchObject({ state: 'closed' });
    await fits();
  });
});

it('killed before any of its statements, it has begun as a whole or not at all', async () => {
  let isWhole = false;
  let lives = 0;
  while (!isWhole) {
    lives += 1;
    const one = await world.openBuyer(COIN);
    await spend(world, one, SPENT);
    const { networkId, address } = one.terms;
    const input = {
      ...(await signCloseAgreement(one.key, { networkId, channel: address, totalNano: SPENT })),
      channel: address,
    };
    const db = mortalDatabase(world.db, lives);
    const broker = { ...world, ...world.anotherBroker({ db }) };
    await closeNow(broker, one.actor, input).catch((error: unknown) => {
      if (!(error instanceof Killed)) throw error;
    });
    isWhole = db.isAlive();
    const { state, isLeaving } = unwrap(await watchChannel(world, one.actor, { channel: address }));
    expect([state, isLeaving]).toEqual(isLeaving ? ['closing', true] : ['open', false]);
    expect(codeOf(await closeNow(world, one.actor, input))).toBe('ok');
    await world.settle();
    expect(unwrap(await watchChannel(world, one.actor, { channel: address }))).toMatchObject({ state: 'closed' });
  }
  expect(lives).toBeGreaterThan(5);
  await fits();
});

describe('closing at once is refused', () => {
  it('while something is held', async () => {
    const hold = holdOf(buyer.accountId, 10n);
    unwrap(await world.ledger.openHold(hold));
    expect(codeOf(await close())).toBe('close_money_held');
    await settleOne(world, hold, { costNano: 0n });
    expect(codeOf(await close())).toBe('ok');
    await world.settle();
  });

  it('for another total than what was spent', async () => {
    for (const total of [0n, SPENT - 1n, SPENT + 1n, 2n * COIN, 3n * COIN]) {
      expect(codeOf(await close(await agree(total)))).toBe('close_total_changed');
    }
    expect(await channel()).toMatchObject({ state: 'open' });
  });

  it('with the signature of another key, for another channel, or a voucher’s', async () => {
    const { networkId, address } = buyer.terms;
    const other = await agree(SPENT, await generateSessionKey());
    const elsewhere = await signCloseAgreement(buyer.key, {
      networkId,
      channel: `0:${'1'.repeat(64)}`,
      totalNano: SPENT,
    });
    const network = await signCloseAgreement(buyer.key, { networkId: -3, channel: address, totalNano: SPENT });
    const voucher = await signVoucher(buyer.key, { networkId, channel: address, cumulativeNano: SPENT });
    for (const { signature } of [other, elsewhere, network, voucher]) {
      expect(codeOf(await close({ channel: address, totalNano: SPENT, signature }))).toBe('agreement_signature');
    }
  });

  it('to others, for channels that hold nothing, and by a market without its key', async () => {
    const input = await agree();
    const stranger = await world.escrowBuyer();
    expect(codeOf(await closeNow(world, stranger.actor, input))).toBe('channel_unknown');
    expect(codeOf(await closeNow(world, stranger.actor, { ...input, channel: stranger.terms.address }))).toBe(
      'channel_unknown',
    );
    const treasury = { ...world.treasury, canSign: false };
    expect(codeOf(await closeNow({ ...world, treasury }, buyer.actor, input))).toBe('treasury_off');
    const elsewhere = { ...world.treasury, address: `0:${'2'.repeat(64)}` };
    expect(codeOf(await closeNow({ ...world, treasury: elsewhere }, buyer.actor, input))).toBe('treasury_off');
  });

  it('or the new hold is: never are both let in', async () => {
    for (let round = 0; round < 8; round++) {
      const one = await world.openBuyer(COIN);
      const { networkId, address } = one.terms;
      const { signature } = await signCloseAgreement(one.key, { networkId, channel: address, totalNano: 0n });
      const [held, closed] = await Promise.all([
        world.ledger.openHold(holdOf(one.accountId, 10n)),
        closeNow(world, one.actor, { channel: address, totalNano: 0n, signature }),
      ]);
      expect([codeOf(held), codeOf(closed)].filter((code) => code === 'ok')).toHaveLength(1);
    }
  });
});
