import { coinsText, type Language, usdText } from '@spindle/shared';

/** Amounts as they stand in fields: whole, without a symbol, with the comma of Russian. `parseCoins` and `parseUsd` read both. */
const typed = (text: string, language: Language): string => (language === 'ru' ? text.replace('.', ',') : text);

export const typedNumber = (value: number, language: Language): string => typed(String(value), language);

export const typedCoins = (amountNano: bigint, language: Language): string => typed(coinsText(amountNano), language);

export const typedUsd = (amountMicroUsd: bigint, language: Language): string =>
  typed(usdText(amountMicroUsd), language);
