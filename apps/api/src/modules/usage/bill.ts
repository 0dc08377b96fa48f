import {
  assertNever,
  costNano,
  feeNano,
  nanoToUsd,
  type Receipt,
  type StreamEnd,
  type Terms,
  type TokenCount,
} from '@spindle/shared';

/** What one answer costs, and how it ended: the one value that bill, usage row and client read. */
export interface Bill {
  end: StreamEnd;
  /** Tokens that are billed: of an answer that the buyer stopped, those that were delivered. */
  tokens: TokenCount;
  costNano: bigint;
  /** The market's part inside the cost. */
  feeNano: bigint;
  costMicroUsd: bigint;
}

export const NO_TOKENS: TokenCount = { input: 0, cached: 0, output: 0 };

/**
 * Bills an answer by its receipt, at the quoted price and rate: what was delivered, once; nothing without a first token,
 * nothing when the provider's side broke it.
 * @param deliveredTokens what passed through us of an answer that the buyer stopped; null when we cannot know (after a
 * restart), then the receipt's word counts.
 */
export function billReceipt(terms: Terms, receipt: Receipt, deliveredTokens: number | null): Bill {
  const output = Math.min(receipt.tokens.output, deliveredTokens ?? receipt.tokens.output);
  const tokens = { ...receipt.tokens, output };
  const end = endOf(receipt, output);
  const isEmpty = output === 0 && terms.kind !== 'embeddings';
  const isFree = isEmpty || end.kind === 'cut' || end.kind === 'empty';
  const cost = isFree ? 0n : costNano(priceOf(terms), tokens, BigInt(terms.rateMicroUsdPerCoin));
  return {
    end,
    tokens,
    costNano: cost,
    feeNano: feeNano(cost, terms.feeBasisPoints),
    costMicroUsd: nanoToUsd(cost, BigInt(terms.rateMicroUsdPerCoin)),
  };
}

/** The bill of an answer that costs nothing. */
export const freeOfCharge = (end: StreamEnd): Bill => ({
  end,
  tokens: { ...NO_TOKENS, output: 'delivered' in end ? end.delivered : 0 },
  costNano: 0n,
  feeNano: 0n,
  costMicroUsd: 0n,
});

function endOf(receipt: Receipt, output: number): StreamEnd {
  switch (receipt.end) {
    case 'stop':
    case 'length':
    case 'tool_calls':
      return { kind: 'complete', reason: receipt.end };
    case 'stopped':
      return output === 0 ? { kind: 'empty' } : { kind: 'stopped', delivered: output };
    case 'failed':
      return { kind: 'cut', delivered: output, by: 'node' };
    default:
      return assertNever(receipt.end);
  }
}

const priceOf = (terms: Terms) => ({
  inputMicroUsdPerMTok: BigInt(terms.inputMicroUsdPerMTok),
  cachedInputMicroUsdPerMTok: BigInt(terms.cachedInputMicroUsdPerMTok),
  outputMicroUsdPerMTok: BigInt(terms.outputMicroUsdPerMTok),
});
