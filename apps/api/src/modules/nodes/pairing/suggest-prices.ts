import type { TokenPrice } from '@spindle/shared';
import type { ModelView } from '../../catalog/index.ts';

export interface SuggestedPrice extends TokenPrice {
  /** `market`: the middle of what is asked now. `default`: nobody sells it, so it is by the model's size. */
  from: 'market' | 'default';
}

/** Fresh input costs a quarter of output, as most sellers have it. */
const INPUT_SHARE = 4n;
const CACHED_SHARE = 2n;
const LEAST_OUTPUT_MICRO_USD = 20_000n;
const OUTPUT_MICRO_USD_PER_BILLION = 30_000;

/**
 * What to ask for a model at first: the median of the offers on the market. The one place where advice on prices comes in
 * while a machine joins.
 */
export function suggestPrice(
  model: Pick<ModelView, 'parametersB' | 'activeB'>,
  offers: readonly { price: TokenPrice }[],
): SuggestedPrice {
  if (offers.length > 0) {
    return {
      inputMicroUsdPerMTok: median(offers.map(({ price }) => price.inputMicroUsdPerMTok)),
      cachedInputMicroUsdPerMTok: median(offers.map(({ price }) => price.cachedInputMicroUsdPerMTok)),
      outputMicroUsdPerMTok: median(offers.map(({ price }) => price.outputMicroUsdPerMTok)),
      from: 'market',
    };
  }
  const bySize = BigInt(Math.round((model.activeB ?? model.parametersB) * OUTPUT_MICRO_USD_PER_BILLION));
  const output = bySize > LEAST_OUTPUT_MICRO_USD ? bySize : LEAST_OUTPUT_MICRO_USD;
  const input = output / INPUT_SHARE;
  return {
    inputMicroUsdPerMTok: input,
    cachedInputMicroUsdPerMTok: input / CACHED_SHARE,
    outputMicroUsdPerMTok: output,
    from: 'default',
  };
}

/** The lower one of the two in the middle. */
function median(values: bigint[]): bigint {
  const sorted = values.toSorted((a, b) => (a < b ? -1 : Number(a > b)));
  return sorted[Math.floor((sorted.length - 1) / 2)] ?? 0n;
}
