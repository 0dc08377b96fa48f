import { fail, type Result } from '@spindle/shared';
import type { FastifyInstance } from 'fastify';
import { mayAsk } from '../../modules/accounts/index.ts';
import { type MarketDeps, type ModelCard, marketModels } from '../../modules/listings/index.ts';
import { needsScope, refuse } from '../bearer.ts';
import type { Door } from './parts.ts';

/** `/v1/models`: what is for sale to this key. */
export function openModelRoutes(scope: FastifyInstance, { people, actorOf }: Door): void {
  const guard = { onRequest: needsScope(actorOf, 'models') };
  scope.get('/models', guard, async (request) => {
    const { data, ...list } = await listSoldModels(people);
    return { ...list, data: data.filter(({ id }) => mayAsk(actorOf(request), id)) };
  });
  scope.get<{ Params: { '*': string } }>('/models/*', guard, async (request, reply) => {
    const model = await findSoldModel(people, request.params['*']);
    return model.ok ? model.value : refuse(reply, model.fault);
  });
}

/** OpenAI's model, and what a buyer here wants to know besides. Prices are micro-dollars per million tokens. */
export interface ModelObject {
  id: string;
  object: 'model';
  created: number;
  owned_by: string;
  name: string;
  context_length: number;
  offers: number;
  is_test_engine: boolean;
  price_from: { input_micro_usd_per_mtok: string; output_micro_usd_per_mtok: string } | null;
}

/** Models that somebody sells, those that answer now first. */
export async function listSoldModels(deps: MarketDeps): Promise<{ object: 'list'; data: ModelObject[] }> {
  return { object: 'list', data: (await soldModels(deps)).map(toObject) };
}

/** One of them. Refusal: `model_unknown`. */
export async function findSoldModel(deps: MarketDeps, modelId: string): Promise<Result<ModelObject>> {
  const card = (await soldModels(deps)).find((it) => it.modelId === modelId);
  return card ? { ok: true, value: toObject(card) } : fail('model_unknown', { model: modelId });
}

async function soldModels(deps: MarketDeps): Promise<ModelCard[]> {
  const cards = await marketModels(deps, {});
  return cards.ok ? cards.value.filter(({ offers }) => offers > 0) : [];
}

const toObject = (card: ModelCard): ModelObject => ({
  id: card.modelId,
  object: 'model',
  // The catalogue keeps no dates of release; clients only sort by this.
  created: 0,
  owned_by: card.maker,
  name: card.name,
  context_length: card.contextLength,
  offers: card.offers,
  is_test_engine: card.isTestEngine,
  price_from: card.from && {
    input_micro_usd_per_mtok: card.from.inputMicroUsdPerMTok.toString(),
    output_micro_usd_per_mtok: card.from.outputMicroUsdPerMTok.toString(),
  },
});
