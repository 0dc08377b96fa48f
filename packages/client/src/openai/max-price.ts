import { parseUsd } from '@spindle/shared';
import * as z from 'zod/mini';
import type { AskWishes } from '../ask-input.ts';

/** US dollars per million tokens. */
const usd = z.union([
  z.number().check(z.minimum(0), z.maximum(1e9)),
  z.string().check(z.refine((text) => parseUsd(text) !== null)),
]);

/** `max_price`: one price for input and output, or one for each under our names or OpenRouter's. */
export const MaxPriceSchema = z.union([
  usd,
  z.strictObject({ input: z.optional(usd), output: z.optional(usd) }),
  z.strictObject({ prompt: z.optional(usd), completion: z.optional(usd) }),
]);
type MaxPrice = z.output<typeof MaxPriceSchema>;

export function priceWishes(price: MaxPrice): Partial<AskWishes> {
  if (typeof price !== 'object') return { maxPriceMicroUsdPerMTok: microUsdText(price) };
  const input = 'prompt' in price ? price.prompt : 'input' in price ? price.input : undefined;
  const output = 'completion' in price ? price.completion : 'output' in price ? price.output : undefined;
  return {
    ...(input !== undefined && { maxInputMicroUsdPerMTok: microUsdText(input) }),
    ...(output !== undefined && { maxOutputMicroUsdPerMTok: microUsdText(output) }),
  };
}

type Usd = string | number;

/** A number of dollars is rounded to the micro-dollar, which is as fine as prices are. */
const microUsdText = (price: Usd): string => `${parseUsd(typeof price === 'number' ? price.toFixed(6) : price) ?? 0n}`;

/** Cocoon's base price, nano of the coin per million adjusted tokens; a token of input counts once, of output 8 times. */
const COCOON_NANO_PER_MTOK = 20 * 1_000_000;
const COCOON_OUTPUT_MULTIPLIER = 8;

/** @param coefficient Cocoon's `max_coefficient`: 1000 is 1.0 times its base price. */
export function coefficientWishes(coefficient: number): Partial<AskWishes> {
  const inputNano = (BigInt(coefficient) * BigInt(COCOON_NANO_PER_MTOK)) / 1000n;
  return {
    maxInputNanoPerMTok: `${inputNano}`,
    maxOutputNanoPerMTok: `${inputNano * BigInt(COCOON_OUTPUT_MULTIPLIER)}`,
  };
}
