import type { Language } from '@spindle/shared';
import type { SwapPrice } from '../../../../lib/api/index.ts';

const PLACES = 4;

/** An amount of a jetton for people: "7.4251 USDT". Cut off, never rounded up: nobody is shown more than there is. */
export function jettonText(
  units: bigint,
  { symbol, decimals }: Pick<SwapPrice, 'symbol' | 'decimals'>,
  language: Language,
): string {
  const unitsPerPlace = 10n ** BigInt(Math.max(0, decimals - PLACES));
  const isTiny = units < unitsPerPlace;
  const shown = isTiny ? units : units - (units % unitsPerPlace);
  const format = new Intl.NumberFormat(language, { maximumFractionDigits: isTiny ? decimals : PLACES });
  return `${format.format(Number(shown) / 10 ** decimals)} ${symbol}`;
}
