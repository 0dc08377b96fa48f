import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Unpromised } from './exposure.ts';

const whole = (nano: bigint) => ({ nano, isWhole: true });

describe('what is earned and not promised', () => {
  it('counts from the receipt on, until a voucher promises that much more', () => {
    const unpromised = new Unpromised();
    unpromised.issued('a', whole(5n));
    unpromised.issued('b', whole(7n));
    unpromised.issued('b', whole(7n));
    expect(unpromised.nano).toBe(12n);
    unpromised.acknowledged(['a', 'b']);
    expect(unpromised.nano).toBe(12n);
    unpromised.promised(5n);
    expect(unpromised.nano).toBe(7n);
  });

  it('is not paid by what other machines of the provider earn, but for what is not acknowledged yet', () => {
    const unpromised = new Unpromised();
    unpromised.issued('a', whole(5n));
    unpromised.promised(1_000n);
    expect(unpromised.nano).toBe(5n);
    unpromised.acknowledged(['a']);
    expect(unpromised.nano).toBe(0n);
    unpromised.issued('b', whole(3n));
    unpromised.acknowledged(['b']);
    expect(unpromised.nano).toBe(3n);
  });

  it('of an answer that broke off counts until the market has dealt with it', () => {
    const unpromised = new Unpromised();
    unpromised.issued('a', { nano: 9n, isWhole: false });
    expect(unpromised.nano).toBe(9n);
    unpromised.acknowledged(['a']);
    expect(unpromised.nano).toBe(0n);
  });

  it('is nothing, in the end, with a market that promises what it settles, in whatever order it is all told', () => {
    const receipts = fc.array(fc.tuple(fc.bigInt({ min: 1n, max: 1_000n }), fc.boolean()), {
      minLength: 1,
      maxLength: 30,
    });
    fc.assert(
      fc.property(receipts, fc.infiniteStream(fc.nat(3)), (amounts, steps) => {
        let unpromised = new Unpromised();
        let [issued, settled, acknowledged, promised] = [0, 0, 0, 0];
        const sum = (from: number, to: number) => amounts.slice(from, to).reduce((all, [nano]) => all + nano, 0n);
        for (const step of steps) {
          if (acknowledged === amounts.length && promised === amounts.length) break;
          const [nano, isWhole] = amounts[issued] ?? [0n, true];
          if (step === 0 && issued < amounts.length) unpromised.issued(String(issued++), { nano, isWhole });
          if (step === 1 && settled < issued) settled += 1;
          if (step === 2 && acknowledged < settled) unpromised.acknowledged([String(acknowledged++)]);
          if (step === 3 && promised < settled) {
            unpromised.promised(sum(promised, settled));
            promised = settled;
          }
          // A program that is started again goes on with the same count.
          unpromised = new Unpromised(unpromised.state);
          expect(unpromised.nano).toBeGreaterThanOrEqual(sum(acknowledged, issued));
          expect(unpromised.nano).toBeLessThanOrEqual(sum(Math.min(promised, acknowledged), issued));
        }
        expect(unpromised.nano).toBe(0n);
      }),
    );
  });

  it('stays for ever with a market that settles less than the receipts say', () => {
    const unpromised = new Unpromised();
    for (let at = 0; at < 10; at++) {
      unpromised.issued(String(at), whole(10n));
      unpromised.acknowledged([String(at)]);
      unpromised.promised(6n);
    }
    expect(unpromised.nano).toBe(40n);
  });
});
