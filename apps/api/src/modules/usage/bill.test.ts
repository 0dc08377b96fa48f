import { makeTerms } from '@spindle/sealed/testing';
import { costNano, type Receipt, type Terms, worstCostNano } from '@spindle/shared';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { billReceipt, freeOfCharge } from './bill.ts';

const NODE = '01900000-0000-7000-8000-00000000000a';
const terms = makeTerms(NODE);

const receipt = (more: Partial<Receipt> = {}): Receipt => ({
  v: 1,
  jobId: terms.jobId,
  nodeId: NODE,
  termsHash: '',
  requestHash: '',
  answerHash: '',
  answerCommitment: '',
  tokens: { input: 100, cached: 20, output: 50 },
  end: 'stop',
  startedAt: 0,
  firstTokenAt: 1,
  endedAt: 2,
  ...more,
});

// 80 × $0.10 + 20 × $0.05 + 50 × $0.40 per million = 29 µ$; at $3 a coin 9,667 nano (rounded up), 5 % of it 483.
describe('a bill', () => {
  it.each<[string, Partial<Receipt>, number | null, object]>([
    ['of a whole answer', {}, null, { end: { kind: 'complete', reason: 'stop' }, costNano: 9_667n, feeNano: 483n }],
    [
      'that reached its limit',
      { end: 'length' },
      null,
      { end: { kind: 'complete', reason: 'length' }, costNano: 9_667n },
    ],
    ['that was stopped', { end: 'stopped' }, null, { end: { kind: 'stopped', delivered: 50 }, costNano: 9_667n }],
    [
      'that was stopped earlier than the node knows',
      { end: 'stopped' },
      10,
      { end: { kind: 'stopped', delivered: 10 }, costNano: 4_334n },
    ],
    ['that claims more than passed', { end: 'stopped' }, 0, { end: { kind: 'empty' }, costNano: 0n, feeNano: 0n }],
    [
      'that failed on the node',
      { end: 'failed' },
      null,
      { end: { kind: 'cut', delivered: 50, by: 'node' }, costNano: 0n },
    ],
    [
      'of no tokens',
      { tokens: { input: 100, cached: 0, output: 0 } },
      null,
      { end: { kind: 'complete', reason: 'stop' }, costNano: 0n, feeNano: 0n, costMicroUsd: 0n },
    ],
  ])('%s', (_, changes, delivered, expected) => {
    expect(billReceipt(terms, receipt(changes), delivered)).toMatchObject(expected);
  });

  it('shows dollars by the rate that was quoted', () => {
    expect(billReceipt(terms, receipt(), null).costMicroUsd).toBe(29n);
  });

  it('never exceeds the worst case, whatever a receipt within its terms says', () => {
    const price = fc.bigInt(0n, 10n ** 9n).map(String);
    const count = fc.integer({ min: 0, max: 100_000 });
    fc.assert(
      fc.property(
        price,
        price,
        price,
        fc.bigInt(1n, 10n ** 8n),
        count,
        count,
        count,
        (input, cached, output, rate, a, b, c) => {
          const dear: Terms = {
            ...terms,
            inputMicroUsdPerMTok: input,
            cachedInputMicroUsdPerMTok: cached,
            outputMicroUsdPerMTok: output,
            rateMicroUsdPerCoin: String(rate),
            maxInputTokens: Math.max(a, b),
            maxOutputTokens: c,
          };
          const tokens = { input: Math.max(a, b), cached: Math.min(a, b), output: c };
          const bill = billReceipt(dear, receipt({ tokens }), null);
          return bill.costNano <= worstCostNano(dear) && bill.feeNano <= bill.costNano;
        },
      ),
    );
  });

  it('is nothing for what our side broke', () => {
    const free = freeOfCharge({ kind: 'cut', delivered: 7, by: 'node' });
    expect(free).toMatchObject({ costNano: 0n, feeNano: 0n, tokens: { input: 0, cached: 0, output: 7 } });
  });

  it('is the same sum that the device works out', () => {
    const price = {
      inputMicroUsdPerMTok: 100_000n,
      cachedInputMicroUsdPerMTok: 50_000n,
      outputMicroUsdPerMTok: 400_000n,
    };
    expect(billReceipt(terms, receipt(), null).costNano).toBe(costNano(price, receipt().tokens, 3_000_000n));
  });
});
