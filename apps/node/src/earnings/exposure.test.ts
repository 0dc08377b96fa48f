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

  it('is never paid by what other machines of the provider earned, while a receipt of ours is not settled', () => {
    const unpromised = new Unpromised();
    unpromised.issued('a', whole(5n));
    unpromised.promised(1_000n);
    expect(unpromised.nano).toBe(5n);
    unpromised.acknowledged(['a']);
    unpromised.issued('b', whole(3n));
    expect(unpromised.nano).toBe(8n);
  });

  it('of an answer that broke off counts until the market has dealt with it', () => {
    const unpromised = new Unpromised();
    unpromised.issued('a', { nano: 9n, isWhole: false });
    expect(unpromised.nano).toBe(9n);
    unpromised.acknowledged(['a']);
    expect(unpromised.nano).toBe(0n);
  });

  it('is nothing, in the end, with a market that promises what it settles, in whatever order it all comes', () => {
    const receipts = fc.array(fc.bigInt({ min: 1n, max: 1_000n }), { minLength: 1, maxLength: 30 });
    fc.assert(
      fc.property(receipts, fc.infiniteStream(fc.nat(2)), (amounts, steps) => {
        const unpromised = new Unpromised();
        let [issued, acknowledged, promised] = [0, 0, 0];
        const sum = (from: number, to: number) => amounts.slice(from, to).reduce((all, it) => all + it, 0n);
        for (const step of steps) {
          if (promised === amounts.length) break;
          if (step === 0 && issued < amounts.length) unpromised.issued(String(issued), whole(amounts[issued++] ?? 0n));
          if (step === 1 && acknowledged < issued) unpromised.acknowledged([String(acknowledged++)]);
          // What was settled may be promised before its acknowledgement comes, and after.
          if (step === 2 && promised < acknowledged) {
            unpromised.promised(sum(promised, acknowledged));
            promised = acknowledged;
          }
          expect(unpromised.nano).toBe(sum(promised, issued));
        }
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
