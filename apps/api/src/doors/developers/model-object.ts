import { DATA_POLICIES, TIERS, type TokenPrice, usdText } from '@spindle/shared';
import * as z from 'zod';
import type { SoldModel } from '../../modules/listings/index.ts';

const usd = z.string().meta({ description: 'US dollars per million tokens, exact', examples: ['0.4'] });
const microUsd = z.string().meta({ description: 'Micro-dollars per million tokens', examples: ['400000'] });
const perToken = z
  .string()
  .meta({ description: 'US dollars per token, as OpenRouter has it', examples: ['0.0000004'] });

const PriceSchema = z.object({
  input: usd,
  cached_input: usd,
  output: usd,
  input_micro_usd_per_mtok: microUsd,
  cached_input_micro_usd_per_mtok: microUsd,
  output_micro_usd_per_mtok: microUsd,
});

/** OpenAI's model, and what a buyer here wants to know besides. */
export const ModelObjectSchema = z
  .object({
    id: z.string(),
    object: z.literal('model'),
    created: z.int().meta({ description: 'Always 0: the catalogue keeps no dates of release' }),
    owned_by: z.string(),
    name: z.string(),
    context_length: z.int(),
    abilities: z
      .array(z.string())
      .meta({ description: 'What the engines that answer now have shown that they can do' }),
    is_test_engine: z.boolean(),
    price: PriceSchema.meta({ description: 'The least that any live offer asks' }),
    batch_price: PriceSchema.meta({ description: 'The same for batches, on idle machines' }),
    pricing: z.object({ prompt: perToken, completion: perToken, input_cache_read: perToken }),
    tiers: z.array(z.enum(TIERS)),
    data_policies: z.array(z.enum(DATA_POLICIES)).meta({ description: 'What providers of it promise about data' }),
    regions: z.array(z.string()),
    offers: z.int(),
    nodes_online: z.int(),
    free_slots: z.int().meta({ description: 'Answers that could begin now' }),
    tokens_per_second: z.number().nullable().meta({ description: 'Of the best machine, measured; null until then' }),
    first_token_ms: z.number().nullable().meta({ description: 'Of the best machine, measured; null until then' }),
  })
  .meta({ id: 'Model' });
export type ModelObject = z.output<typeof ModelObjectSchema>;

export function toModelObject({ card, price, batchPrice, dataPolicies, regions, abilities }: SoldModel): ModelObject {
  return {
    id: card.modelId,
    object: 'model',
    // Clients only sort by this.
    created: 0,
    owned_by: card.maker,
    name: card.name,
    context_length: card.contextLength,
    abilities,
    is_test_engine: card.isTestEngine,
    price: toPrice(price),
    batch_price: toPrice(batchPrice),
    pricing: {
      prompt: usdPerToken(price.inputMicroUsdPerMTok),
      completion: usdPerToken(price.outputMicroUsdPerMTok),
      input_cache_read: usdPerToken(price.cachedInputMicroUsdPerMTok),
    },
    tiers: card.tiers,
    data_policies: dataPolicies,
    regions,
    offers: card.offers,
    nodes_online: card.nodesOnline,
    free_slots: card.freeSlots,
    tokens_per_second: card.bestTokensPerSecond,
    first_token_ms: card.bestFirstTokenMs,
  };
}

const toPrice = (price: TokenPrice): ModelObject['price'] => ({
  input: usdText(price.inputMicroUsdPerMTok),
  cached_input: usdText(price.cachedInputMicroUsdPerMTok),
  output: usdText(price.outputMicroUsdPerMTok),
  input_micro_usd_per_mtok: `${price.inputMicroUsdPerMTok}`,
  cached_input_micro_usd_per_mtok: `${price.cachedInputMicroUsdPerMTok}`,
  output_micro_usd_per_mtok: `${price.outputMicroUsdPerMTok}`,
});

/** Micro-dollars per million tokens are 10⁻¹² dollars per token. */
const DECIMALS = 12;

function usdPerToken(microUsdPerMTok: bigint): string {
  const digits = microUsdPerMTok.toString().padStart(DECIMALS + 1, '0');
  return `${digits.slice(0, -DECIMALS)}.${digits.slice(-DECIMALS)}`.replace(/\.?0+$/, '') || '0';
}
