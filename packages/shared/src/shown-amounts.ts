import { COIN } from './coin.ts';
import type { Language } from './errors/index.ts';
import { coinsText, microUsd, nanoToUsd, usdText, usdToNano } from './money.ts';

/** From here on amounts are shown with a fixed number of places; below, by their first digits that matter. */
const SMALL_COINS = 0.01;
const SMALL_USD = 0.1;

/** An amount of the coin for people: "1.25 TON", "0.000321 TON". Never shows zero for something that is not. */
export function shownCoins(amountNano: bigint, language: Language): string {
  return `${shownCoinsNumber(amountNano, language)} ${COIN.symbol}`;
}

/** The same without the symbol. */
export function shownCoinsNumber(amountNano: bigint, language: Language): string {
  return decimal(Number(coinsText(amountNano)), language, { small: SMALL_COINS, places: 4 });
}

/** Dollars for people: "$12.40", "$0.0031". */
export function shownUsd(amountMicroUsd: bigint, language: Language): string {
  const amount = Number(usdText(amountMicroUsd));
  const sign = amount < 0 ? '−' : '';
  const isSmall = amount !== 0 && Math.abs(amount) < SMALL_USD;
  const digits = isSmall ? { maximumSignificantDigits: 2 } : { minimumFractionDigits: 2, maximumFractionDigits: 2 };
  return `${sign}$${numberFormat(language, digits).format(Math.abs(amount))}`;
}

const formats = new Map<string, Intl.NumberFormat>();

/** A format of numbers, made once: that takes some twenty times as long as to write a number with it, and a screen has dozens. */
export function numberFormat(language: Language, options: Intl.NumberFormatOptions): Intl.NumberFormat {
  const name = language + JSON.stringify(options);
  const format = formats.get(name) ?? new Intl.NumberFormat(language, options);
  formats.set(name, format);
  return format;
}

/** What an amount of the coin is worth now; empty without a fresh rate. */
export function shownCoinsInUsd(amountNano: bigint, microUsdPerCoin: bigint | null, language: Language): string {
  return microUsdPerCoin ? shownUsd(nanoToUsd(amountNano, microUsdPerCoin), language) : '';
}

/** A price in dollars as coins; empty without a fresh rate. */
export function shownUsdInCoins(amountMicroUsd: bigint, microUsdPerCoin: bigint | null, language: Language): string {
  return microUsdPerCoin ? shownCoins(usdToNano(microUsd(amountMicroUsd), microUsdPerCoin), language) : '';
}

function decimal(amount: number, language: Language, rule: { small: number; places: number }): string {
  const isSmall = amount !== 0 && Math.abs(amount) < rule.small;
  const digits = isSmall ? { maximumSignificantDigits: 3 } : { maximumFractionDigits: rule.places };
  return numberFormat(language, digits).format(amount).replace('-', '−');
}
