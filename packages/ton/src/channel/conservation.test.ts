import { Cell, toNano } from '@ton/core';
import * as fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { ChannelModel, type PartyName, type Step } from '../testing/channel-model.ts';
import { payoutOf, refundOf, unexplainedNano } from '../testing/money-of.ts';
import { makeWorld, type Outcome, type World } from '../testing/world.ts';
import { signCloseAgreement, signVoucher } from '../voucher/sign-promise.ts';
import { MESSAGE_VALUE_NANO, TOP_UP_EXTRA_NANO } from './amounts.ts';
import { cancelCloseBody, claimBody, closeNowBody, finishCloseBody, requestCloseBody, topUpBody } from './messages.ts';

const by = fc.constantFrom<PartyName>('payer', 'payer', 'payee', 'payee', 'stranger');
const amount = fc.bigInt({ min: 1n, max: toNano('3') });

/** Anything that payer, payee, a stranger and the clock can do. */
const anyStep: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ act: fc.constant('deposit' as const), by, amount, brought: amount }),
  fc
    .record({ act: fc.constant('deposit' as const), by, amount })
    .map((step) => ({ ...step, brought: step.amount + TOP_UP_EXTRA_NANO })),
  fc.record({ act: fc.constant('claim' as const), by, signed: amount, total: amount }),
  fc.record({ act: fc.constant('claim' as const), by, signed: fc.constant(toNano('3')), total: amount }),
  fc.record({ act: fc.constant('closeNow' as const), by, total: amount }),
  fc.record({ act: fc.constantFrom('requestClose', 'cancelClose', 'finishClose', 'gift'), by }),
  fc.record({ act: fc.constant('wait' as const), seconds: fc.integer({ min: 1, max: 200_000 }) }),
);

/** More stories for a longer look: `CHANNEL_STORIES=2000 npx vitest run conservation`. */
const STORIES = Number(process.env.CHANNEL_STORIES ?? 40);

describe.each(['of 2026', 'before'] as const)('whatever is done, in whatever order (prices %s)', (prices) => {
  let world: World;
  let start: ReturnType<World['chain']['snapshot']>;
  beforeAll(async () => {
    world = await makeWorld({ prices });
    await world.deposit('1');
    start = world.chain.snapshot();
  });

  test('the ledger is as the model says, no coin is made or lost, and nobody is stuck', async () => {
    await fc.assert(fc.asyncProperty(fc.array(anyStep, { minLength: 4, maxLength: 12 }), story), {
      numRuns: STORIES,
      seed: 20_261_123,
    });
  });

  async function story(steps: Step[]): Promise<void> {
    await world.chain.loadFrom(start);
    const model = new ChannelModel(toNano('1'));
    let paidNano = 0n;

    for (const step of steps) {
      const before = await world.balance();
      const wasClosed = model.status === 'closed';
      const outcome = await perform(world, step);
      const isTaken = model.take(step, world.chain.now ?? 0);
      if (step.act === 'wait') continue;

      expect([step, outcome === 'ok'], outcome).toEqual([step, isTaken]);
      expect(await world.state()).toMatchObject({
        status: model.status,
        depositedNano: model.deposited,
        claimedNano: model.claimed,
        closeAt: model.closeAt,
      });

      const after = await world.balance();
      expect(unexplainedNano(world.lastTransaction(), before, after)).toBe(0n);
      paidNano += payoutOf(world.lastTransaction());
      expect(paidNano).toBe(model.claimed);

      const owedNano = model.deposited - model.claimed;
      if (model.status !== 'closed') expect(after).toBeGreaterThanOrEqual(owedNano);
      else if (!wasClosed) expect(refundOf(world.lastTransaction())).toBeGreaterThanOrEqual(owedNano);
    }
    if (model.status !== 'closed') await everyoneLeaves(world, model);
  }
});

/** Wherever a story stops: payee still gets all that was signed, and payer, asking nobody, the whole rest. */
async function everyoneLeaves(world: World, model: ChannelModel): Promise<void> {
  if (model.claimed < model.deposited) {
    const voucher = await signVoucher(world.key, { ...placeOf(world), cumulativeNano: model.deposited });
    const halfNano = (model.claimed + model.deposited + 1n) / 2n;
    expect(await world.send(world.payee, claimBody(halfNano, voucher), MESSAGE_VALUE_NANO)).toBe('ok');
    expect(payoutOf(world.lastTransaction())).toBe(halfNano - model.claimed);
    model.claimed = halfNano;
  }
  if (model.status === 'open') expect(await world.send(world.payer, requestCloseBody())).toBe('ok');
  world.wait(world.terms.closeDelaySeconds);
  expect(await world.send(world.stranger, finishCloseBody())).toBe('ok');
  expect(refundOf(world.lastTransaction())).toBeGreaterThanOrEqual(model.deposited - model.claimed);
  expect(await world.balance()).toBe(0n);
}

const placeOf = (world: World) => ({ networkId: world.terms.networkId, channel: world.channel });

async function perform(world: World, step: Step): Promise<Outcome> {
  if (step.act === 'wait') {
    world.wait(step.seconds);
    return 'ok';
  }
  const from = world[step.by];
  const place = placeOf(world);
  switch (step.act) {
    case 'gift':
      return world.send(from, Cell.EMPTY, toNano('0.7'));
    case 'deposit':
      return world.send(from, topUpBody(step.amount), step.brought);
    case 'claim': {
      const voucher = await signVoucher(world.key, { ...place, cumulativeNano: step.signed });
      return world.send(from, claimBody(step.total, voucher), MESSAGE_VALUE_NANO);
    }
    case 'closeNow':
      return world.send(from, closeNowBody(await signCloseAgreement(world.key, { ...place, totalNano: step.total })));
    case 'requestClose':
      return world.send(from, requestCloseBody());
    case 'cancelClose':
      return world.send(from, cancelCloseBody());
    case 'finishClose':
      return world.send(from, finishCloseBody());
  }
}
