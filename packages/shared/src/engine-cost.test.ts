import { expect, it } from 'vitest';
import { losingPrices } from './engine-cost.ts';

/** 0.03, 0.003 and 0.24 coins a million tokens. */
const COST = { inputNanoPerMTok: '30000000', cachedNanoPerMTok: '3000000', outputNanoPerMTok: '240000000' };
const RATE = 1_300_000n;
const priceOf = (input: bigint, cached: bigint, output: bigint) => ({
  inputMicroUsdPerMTok: input,
  cachedInputMicroUsdPerMTok: cached,
  outputMicroUsdPerMTok: output,
});

it.each([
  // 1.3 dollars a coin: the cost is 39,000, 3,900 and 312,000 millionths of a dollar.
  ['covers what it costs', priceOf(39_000n, 3_900n, 312_000n), 0n, []],
  ['is a millionth too low', priceOf(38_999n, 3_900n, 311_999n), 0n, ['input', 'output']],
  ['covers it only before the fee', priceOf(39_000n, 8_000n, 400_000n), 50_000n, ['input']],
  ['is nothing', priceOf(0n, 0n, 0n), 0n, ['input', 'cached', 'output']],
] as const)('a price that %s', (_, price, fee, losing) => {
  expect(losingPrices(price, COST, RATE, fee)).toEqual(losing);
});

it('loses nothing where nobody is paid', () => {
  expect(losingPrices(priceOf(0n, 0n, 0n), null, RATE)).toEqual([]);
});
