import type { Engine } from './engine.ts';
import { createLlamaEngine, type LlamaSettings } from './llama/index.ts';
import { createOpenAiEngine, type OpenAiSettings } from './openai/index.ts';

export type { Ask, Engine, EngineEvent, Hear, Piece, Said } from './engine.ts';
export {
  choicesOf,
  formOf,
  missingAbility,
  outputLimit,
  plainQuestion,
  type Question,
  readQuestion,
} from './questions/index.ts';

export type EngineSettings = LlamaSettings | OpenAiSettings;

type Create<Kind extends EngineSettings['kind']> = (
  settings: Extract<EngineSettings, { kind: Kind }>,
  model: string,
  slots: number,
) => Engine;

/** Every engine that a node can run. A new one is a folder beside, and a line here. */
const ENGINES: { [Kind in EngineSettings['kind']]: Create<Kind> } = {
  llama: (settings, _model, slots) => createLlamaEngine(settings, slots),
  openai: (settings, model) => createOpenAiEngine(settings, model),
};

export const ENGINE_KINDS = ['openai', 'llama'] as const satisfies readonly EngineSettings['kind'][];

/** @param model the market's name of the model. @param slots how many answers may run at a time. */
export function createEngine(settings: EngineSettings, model: string, slots: number): Engine {
  return settings.kind === 'llama' ? ENGINES.llama(settings, model, slots) : ENGINES.openai(settings, model, slots);
}
