import { COIN } from './coin.ts';

declare const unit: unique symbol;

/** An amount of the coin in nano (10^-9). May be negative only in ledger postings. */
export type Nano = bigint & { readonly [unit]: 'nano' };
/** US dollars in millionths. */
export type MicroUsd = bigint & { readonly [unit]: 'microUsd' };

export const nano = (value: bigint): Nano => value as Nano;
export const microUsd = (value: bigint): MicroUsd => value as MicroUsd;

const NANO_PER_COIN = 10n ** BigInt(COIN.decimals);
const MICRO_USD_PER_USD = 1_000_000n;

/**
 * Reads a decimal number of coins ("0.1") into nano without floating point.
 * @returns null when the text is not a plain, non-negative decimal with at most nine places.
 */
export function parseCoins(text: string): Nano | null {
  return parseDecimal(text, COIN.decimals) as Nano | null;
}

/** Reads a decimal number of US dollars ("0.25") into micro-dollars; null when it is not one (six places at most). */
export function parseUsd(text: string): MicroUsd | null {
  return parseDecimal(text, 6) as MicroUsd | null;
}

/** Nano as a decimal number of coins without trailing zeros: 1500000000n → "1.5". No symbol, no grouping. */
export function coinsText(amount: bigint): string {
  return decimalText(amount, COIN.decimals);
}

/** Micro-dollars as a decimal number without trailing zeros: 250000n → "0.25". */
export function usdText(amount: bigint): string {
  return decimalText(amount, 6);
}

/** Converts by a rate in micro-dollars per coin, rounded up so that a cost is never understated. */
export function usdToNano(amount: MicroUsd, rateMicroUsdPerCoin: bigint): Nano {
  return nano(divideUp(amount * NANO_PER_COIN, rateMicroUsdPerCoin));
}

/** Converts by a rate in micro-dollars per coin, rounded to the nearest micro-dollar: for showing only. */
export function nanoToUsd(amount: bigint, rateMicroUsdPerCoin: bigint): MicroUsd {
  return microUsd((amount * rateMicroUsdPerCoin + NANO_PER_COIN / 2n) / NANO_PER_COIN);
}

/** Integer division rounded up, for non-negative numbers. */
export function divideUp(dividend: bigint, divisor: bigint): bigint {
  if (divisor <= 0n) throw new RangeError('divisor must be positive');
  return (dividend + divisor - 1n) / divisor;
}

function parseDecimal(text: string, places: number): bigint | null {
  const match = /^(\d{1,12})(?:[.,](\d+))?$/.exec(text.trim());
  if (!match) return null;
  const [, whole = '0', fraction = ''] = match;
  if (fraction.length > places) return null;
  return BigInt(whole) * 10n ** BigInt(places) + BigInt(fraction.padEnd(places, '0') || '0');
}

function decimalText(amount: bigint, places: number): string {
  const sign = amount < 0n ? '-' : '';
  const digits = (amount < 0n ? -amount : amount).toString().padStart(places + 1, '0');
  const fraction = digits.slice(-places).replace(/0+$/, '');
  return `${sign}${digits.slice(0, -places)}${fraction ? `.${fraction}` : ''}`;
}

export { MICRO_USD_PER_USD, NANO_PER_COIN };
