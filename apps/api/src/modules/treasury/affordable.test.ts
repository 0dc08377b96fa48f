import { BATCH_VALUE_NANO, MAX_BATCH_MESSAGES } from '@spindle/ton';
import { beginCell } from '@ton/core';
import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { affordable, CLAIM_RESERVE_NANO } from './affordable.ts';
import type { WaitingMessage } from './batches.repo.ts';

const body = beginCell().endCell();
const message = (id: number, kind: string, valueNano: bigint): WaitingMessage => ({
  ...{ id: BigInt(id), kind, valueNano, body },
  destination: `0:${'11'.repeat(32)}`,
});
const anyMeans = fc.record({
  balanceNano: fc.bigInt({ min: 0n, max: 10n ** 11n }),
  committed: fc.record({
    orders: fc.integer({ min: 0, max: 4 }),
    messages: fc.integer({ min: 0, max: 300 }),
    valueNano: fc.bigInt({ min: 0n, max: 10n ** 10n }),
  }),
});
const anyWaiting = fc
  .array(fc.tuple(fc.constantFrom('claim', 'close_now', 'fund', 'payout'), fc.bigInt({ min: 1n, max: 10n ** 10n })), {
    maxLength: 400,
  })
  .map((all) => all.map(([kind, valueNano], id) => message(id, kind, valueNano)));

it('never promises more than there is, keeps the order, and loses nobody but those beyond a full batch', () => {
  const holds = fc.property(anyWaiting, anyMeans, (waiting, means) => {
    const { taken, tooDear } = affordable(waiting, means);
    const spentNano = taken.reduce((sum, { valueNano }) => sum + valueNano, 0n);
    if (taken.length > 0)
      expect(spentNano + BATCH_VALUE_NANO + means.committed.valueNano <= means.balanceNano).toBe(true);
    expect(taken.length).toBeLessThanOrEqual(MAX_BATCH_MESSAGES);
    expect(taken.map(({ id }) => id)).toEqual(taken.map(({ id }) => id).toSorted((a, b) => Number(a - b)));
    const left = waiting.length - taken.length - tooDear.length;
    if (taken.length < MAX_BATCH_MESSAGES) expect(left).toBe(0);
    const takesCoinsOut = taken.some(({ kind }) => kind === 'fund' || kind === 'payout');
    if (takesCoinsOut && taken.every(({ kind }) => kind !== 'claim' && kind !== 'close_now')) {
      expect(means.balanceNano - means.committed.valueNano - spentNano >= CLAIM_RESERVE_NANO).toBe(true);
    }
  });
  fc.assert(holds, { numRuns: 300 });
});

it('passes over what is too dear, and goes on behind it', () => {
  const waiting = [message(1, 'fund', 10n ** 9n), message(2, 'claim', 20_000_000n), message(3, 'fund', 10_000_000n)];
  const means = { balanceNano: 10n ** 9n, committed: { orders: 0, messages: 0, valueNano: 0n } };
  const { taken, tooDear } = affordable(waiting, means);
  expect([taken.map(({ id }) => id), tooDear.map(({ id }) => id)]).toEqual([[2n, 3n], [1n]]);
});
