import { expect, it } from 'vitest';
import { checkTokens } from './check-tokens.ts';
import type { BilledFacts, ListingFacts } from './listing-facts.ts';

const HONEST: BilledFacts = {
  modelId: 'm',
  ...{ inputTokens: 400_000, inputBytesPerToken: 4.4, othersInputBytesPerToken: 4.6 },
  ...{ outputTokens: 90_000, outputBytesPerToken: 6.2 },
};
const NOBODY: ListingFacts = {
  ...{ listingId: '', accountId: '', title: '', region: '', gpuCount: 1, accountAgeMs: 0, hasWallet: true, twins: 0 },
  hardware: { id: '', name: '', memoryGb: 0, kind: 'gpu' },
  ...{ offers: [], machines: [], sharedWith: 0, billed: [] },
};

it.each<[string, Partial<BilledFacts>[], string]>([
  ['nothing was billed', [], 'unknown'],
  ['as others do', [{}], 'pass'],
  ['its buyers write in another script', [{ inputBytesPerToken: 3.2 }], 'pass'],
  ['half as many bytes for each token as with others', [{ inputBytesPerToken: 2.3 }], 'warn'],
  ['the same, of a few questions', [{ inputBytesPerToken: 2.3, inputTokens: 9_000, outputTokens: 900 }], 'unknown'],
  ['nobody else to hold it against', [{ inputBytesPerToken: 2.3, othersInputBytesPerToken: null }], 'pass'],
  ['hardly any text for its tokens', [{ outputBytesPerToken: 1.8 }], 'warn'],
  ['no text at all for its tokens', [{ outputBytesPerToken: 1.1 }], 'fail'],
  ['the worst of its models', [{}, { outputBytesPerToken: 1.1, modelId: 'bad' }, { inputBytesPerToken: 2 }], 'fail'],
])('%s', (_, billed, outcome) => {
  const found = checkTokens({ ...NOBODY, billed: billed.map((it) => ({ ...HONEST, ...it })) });
  expect(found.outcome).toBe(outcome);
});

it('shows what it rests on', () => {
  expect(checkTokens({ ...NOBODY, billed: [{ ...HONEST, outputBytesPerToken: 1.1 }] })).toEqual({
    check: 'tokens',
    outcome: 'fail',
    claimed: 'm',
    reported: '400000 + 90000 tok',
    measured: '4.4 (4.6) + 1.1 B/tok',
  });
});
