import type { AccountId } from '@spindle/shared';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Bill, depositLegs, type Leg, MARKET, refundLegs, settleLegs } from './postings.ts';

const buyer = '01900000-0000-7000-8000-000000000001' as AccountId;
const provider = '01900000-0000-7000-8000-000000000002' as AccountId;
const sum = (legs: Leg[]) => legs.reduce((total, leg) => total + leg.amountNano, 0n);
const of = (legs: Leg[], kind: Leg['kind']) => sum(legs.filter((leg) => leg.kind === kind));

const bill = fc
  .tuple(fc.bigInt(0n, 10n ** 15n), fc.bigInt(0n, 10n ** 15n), fc.bigInt(0n, 10n ** 15n))
  .map((amounts): Bill => {
    const [feeNano = 0n, costNano = 0n, holdNano = 0n] = amounts.toSorted((a, b) => (a < b ? -1 : 1));
    return { feeNano, costNano, holdNano, providerId: provider };
  });

describe('postings', () => {
  it('sum to zero, whatever was held, billed and given back', () => {
    fc.assert(fc.property(bill, (it) => sum(settleLegs(buyer, it)) === 0n));
    fc.assert(fc.property(fc.bigInt(1n, 10n ** 15n), (it) => sum(depositLegs(buyer, it)) === 0n));
    fc.assert(
      fc.property(fc.bigInt(0n, 10n ** 12n), fc.bigInt(0n, 10n ** 12n), (refundNano, leftNano) => {
        const legs = refundLegs(buyer, { refundNano, leftNano });
        return sum(legs) === 0n && of(legs, 'deposited') >= -leftNano && of(legs, 'chain') === refundNano;
      }),
    );
  });

  it('take the cost from the buyer, for the provider and the market', () => {
    expect(settleLegs(buyer, { holdNano: 100n, costNano: 60n, feeNano: 3n, providerId: provider })).toEqual([
      { owner: buyer, kind: 'deposited', amountNano: -60n },
      { owner: provider, kind: 'earned', amountNano: 57n },
      { owner: MARKET, kind: 'fees', amountNano: 3n },
    ]);
  });

  it('move nothing when nothing was billed', () => {
    expect(settleLegs(buyer, { holdNano: 100n, costNano: 0n, feeNano: 0n, providerId: null })).toEqual([]);
  });

  it('charge the market for what was spent and never claimed', () => {
    expect(refundLegs(buyer, { refundNano: 100n, leftNano: 70n })).toEqual([
      { owner: buyer, kind: 'deposited', amountNano: -70n },
      { owner: MARKET, kind: 'promotions', amountNano: -30n },
      { owner: MARKET, kind: 'chain', amountNano: 100n },
    ]);
  });

  it.each<[string, Bill]>([
    ['above the hold', { holdNano: 10n, costNano: 11n, feeNano: 0n, providerId: provider }],
    ['with a fee above it', { holdNano: 10n, costNano: 5n, feeNano: 6n, providerId: provider }],
    ['that nobody earned', { holdNano: 10n, costNano: 5n, feeNano: 0n, providerId: null }],
  ])('refuse a cost %s', (_, wrong) => {
    expect(() => settleLegs(buyer, wrong)).toThrow();
  });
});
