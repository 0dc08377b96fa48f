import { nodePrimitives } from '@spindle/sealed/node';
import { FaultError, type RelayVoucher, worstCostNano } from '@spindle/shared';
import { describe, expect, it } from 'vitest';
import { type AnswerToSign, type AskInput, createClient, type SignFor } from './index.ts';
import { createEdge, type EdgeOptions } from './testing/index.ts';

const VOUCHER: RelayVoucher = { channel: '0:ab', cumulativeNano: '5', signature: 'cd'.repeat(64) };
const NEEDED = { code: 'signature_needed', facts: { needed: '1 TON' } } as const;

async function ask(options: EdgeOptions, { signFor, ...input }: Partial<AskInput> & { signFor?: SignFor } = {}) {
  const edge = createEdge(options);
  const client = createClient({ transport: edge, now: () => edge.nowMs, primitives: nodePrimitives, signFor });
  const question: AskInput = { model: 'tiny', messages: [{ role: 'user', content: 'Hi' }], ...input };
  let most = 0n;
  try {
    for await (const event of client.ask(question)) {
      if (event.kind !== 'quoted') continue;
      most = event.usable.map(worstCostNano).reduce((a, b) => (a > b ? a : b));
    }
    return { edge, most, fault: null };
  } catch (error) {
    if (!(error instanceof FaultError)) throw error;
    return { edge, most, fault: error.fault };
  }
}

const honest: EdgeOptions = {
  quote: (quote) => ({
    ...quote,
    holdNano: quote.candidates
      .map(({ terms }): bigint => worstCostNano(terms))
      .reduce((a, b) => (a > b ? a : b))
      .toString(),
  }),
};

function signer(answer: RelayVoucher | null = VOUCHER) {
  const asked: AnswerToSign[] = [];
  const signFor: SignFor = async (it) => {
    asked.push(it);
    return answer;
  };
  return { asked, signFor };
}

describe('an answer that is signed for', () => {
  it('carries the signature for its own worst case with the question', async () => {
    const { asked, signFor } = signer();
    const { edge, most, fault } = await ask(honest, { signFor });
    expect(fault).toBeNull();
    expect(asked).toMatchObject([{ mostNano: most, isRefused: false }]);
    expect(edge.heads).toMatchObject([{ voucher: VOUCHER }]);
  });

  it('carries none where what was signed before is enough', async () => {
    const { edge, fault } = await ask(honest, { signFor: signer(null).signFor });
    expect(fault).toBeNull();
    expect(edge.heads[0]).not.toHaveProperty('voucher');
  });

  it('is signed again, under a new quote, when another one was faster', async () => {
    const { asked, signFor } = signer();
    const { edge, fault } = await ask({ ...honest, refuse: [NEEDED] }, { signFor });
    expect(fault).toBeNull();
    expect(asked.map(({ isRefused }) => isRefused)).toEqual([false, true]);
    expect(edge.quoted).toHaveLength(2);
  });

  it('is not asked for for ever', async () => {
    const { asked, signFor } = signer();
    const { fault } = await ask({ ...honest, refuse: NEEDED }, { signFor });
    expect([fault?.code, asked.length]).toEqual(['signature_needed', 3]);
  });

  it('is refused at once where nobody can sign', async () => {
    const { edge, fault } = await ask({ ...honest, refuse: NEEDED });
    expect([fault?.code, edge.quoted.length]).toEqual(['signature_needed', 1]);
  });

  it('is neither signed nor sent when the market would hold more than its own terms can cost', async () => {
    const { asked, signFor } = signer();
    const dear: EdgeOptions = { quote: (quote) => ({ ...quote, holdNano: '999999999999' }) };
    const { edge, fault } = await ask(dear, { signFor });
    expect(fault).toEqual({ code: 'quote_unfit', facts: { field: 'hold' } });
    expect([asked.length, edge.relayed.length]).toEqual([0, 0]);
  });

  it('is not sent when the device does not sign', async () => {
    const signFor: SignFor = async () => {
      throw new FaultError({ code: 'books_untrusted' });
    };
    const { edge, fault } = await ask(honest, { signFor });
    expect([fault?.code, edge.relayed.length]).toEqual(['books_untrusted', 0]);
  });
});

describe('a cap for one answer', () => {
  it('is kept on the device: nothing is signed and nothing sent', async () => {
    const { asked, signFor } = signer();
    const { edge, fault } = await ask(honest, { signFor, maxCostNano: '1' });
    expect(fault).toMatchObject({ code: 'answer_cap_reached', facts: { cap: '0.000000001 TON' } });
    expect([asked.length, edge.relayed.length]).toEqual([0, 0]);
  });

  it('lets an answer through that cannot cost more, and is no word for the machine', async () => {
    const { most } = await ask(honest);
    const { edge, fault } = await ask(honest, { maxCostNano: String(most) });
    expect(fault).toBeNull();
    expect(edge.asked[0]).not.toHaveProperty('maxCostNano');
    expect(edge.quoted[0]).not.toHaveProperty('maxCostNano');
  });
});
