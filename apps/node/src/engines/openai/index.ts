import type { Dialect } from '../http/dialect.ts';
import { goOnWhenTold } from '../http/go-on.ts';
import type { ListedModel } from '../http/list-models.ts';
import { sizeIn, wordIn } from '../told.ts';

/** Any program that speaks OpenAI's API and that we don't know: LM Studio, TGI, LocalAI, a proxy, … */
export const openai: Dialect = {
  kind: 'openai',
  name: 'openai-compatible',
  // LM Studio's, and those that many of the others choose.
  ports: [1234, 8000, 8001, 5000],
  isIts: () => true,
  attach: () => ({
    describe: async (listed) => ({ version: null, models: listed.map(modelOf), slots: null }),
    readLoad: async () => null,
  }),
  slots: 4,
  patience: { firstMs: 180_000, idleMs: 180_000 },
  presumed: [],
  trials: ['continue'],
  goOn: goOnWhenTold,
};

/** Fields that some of them have; most have none. */
const modelOf = ({ id, told }: ListedModel) => ({
  name: id,
  revision: null,
  quantisation: wordIn(told.quantization),
  contextLength: sizeIn(told.max_model_len) ?? sizeIn(told.context_length),
});
