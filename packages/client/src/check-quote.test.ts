import { nodePrimitives } from '@spindle/sealed/node';
import { makeCandidate, makeNode, makeQuote, makeTerms, NOW_MS } from '@spindle/sealed/testing';
import type { QuoteRequest, Terms } from '@spindle/shared';
import { describe, expect, it } from 'vitest';
import { checkQuote } from './check-quote.ts';

const node = makeNode('a');
const { listingId } = makeTerms(node.nodeId);
const OTHER = '99999999-9999-7999-8999-999999999999';
const REQUEST: QuoteRequest = { model: 'tiny', maxInputTokens: 1000, maxOutputTokens: 500 };

async function unfit(wishes: Partial<QuoteRequest>, terms: Partial<Terms> = {}) {
  const quote = makeQuote([await makeCandidate(node, terms)]);
  const checked = await checkQuote(quote, { ...REQUEST, ...wishes }, NOW_MS, {
    primitives: nodePrimitives,
    evidence: undefined,
  });
  expect(checked.usable.length + checked.refused.length).toBe(1);
  return checked.refused[0]?.fault.facts?.field ?? null;
}

// The fixture asks 0.1 USD for input and 0.4 for output, at 3 USD a coin.
describe('a candidate is held to every wish that its terms can tell', () => {
  it.each<[string, Partial<QuoteRequest>, string | null]>([
    ['one price for both', { maxPriceMicroUsdPerMTok: '400000' }, null],
    ['one price for both', { maxPriceMicroUsdPerMTok: '399999' }, 'price'],
    ['a price for input', { maxInputMicroUsdPerMTok: '100000' }, null],
    ['a price for input', { maxInputMicroUsdPerMTok: '99999' }, 'price'],
    ['a price for output', { maxOutputMicroUsdPerMTok: '400000' }, null],
    ['a price for output', { maxOutputMicroUsdPerMTok: '399999' }, 'price'],
    ['a price for input in nano', { maxInputNanoPerMTok: '33333334' }, null],
    ['a price for input in nano', { maxInputNanoPerMTok: '33333333' }, 'price'],
    ['a price for output in nano', { maxOutputNanoPerMTok: '133333333' }, 'price'],
    ['only these listings', { onlyListings: [OTHER, listingId] }, null],
    ['only these listings', { onlyListings: [OTHER] }, 'listing'],
    ['not these listings', { ignoreListings: [OTHER] }, null],
    ['not these listings', { ignoreListings: [listingId] }, 'listing'],
    ['the kind', { kind: 'embeddings' }, 'kind'],
  ])('%s', async (_, wishes, field) => {
    expect(await unfit(wishes)).toBe(field);
  });

  it('the kind that it is for', async () => {
    expect(await unfit({ kind: 'embeddings', maxOutputTokens: 0 }, { kind: 'embeddings', maxOutputTokens: 0 })).toBe(
      null,
    );
    expect(await unfit({}, { kind: 'completion' })).toBe('kind');
  });
});
