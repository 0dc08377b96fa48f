import { cocoon } from './cocoon/index.ts';
import { createEmbeddedEngine, type EmbeddedSettings } from './embedded/index.ts';
import type { Engine } from './engine.ts';
import type { Dialect, HttpEngineKind, Patience } from './http/dialect.ts';
import { createHttpEngine, type HttpSettings } from './http/http-engine.ts';
import type { ListedModel } from './http/list-models.ts';
import { llamacpp } from './llamacpp/index.ts';
import { ollama } from './ollama/index.ts';
import { openai } from './openai/index.ts';
import { sglang } from './sglang/index.ts';
import { vllm } from './vllm/index.ts';

export type EngineSettings = EmbeddedSettings | HttpSettings;

/**
 * Every program behind HTTP that a node can ask. A new one is a folder beside, and a line here; docs/providers.md shows
 * this table to owners. The one that takes any list of models stands last.
 */
export const DIALECTS: Record<HttpEngineKind, Dialect> = { vllm, sglang, ollama, llamacpp, cocoon, openai };

/** The program whose list of models this is. */
export const dialectOf = (listed: readonly ListedModel[]): Dialect =>
  Object.values(DIALECTS).find((dialect) => dialect.isIts(listed)) ?? openai;

/** `openai` means any of them. */
export const dialectFor = (kind: HttpEngineKind, listed: readonly ListedModel[]): Dialect =>
  kind === 'openai' ? dialectOf(listed) : DIALECTS[kind];

/** The embedded engine's, for an owner who says nothing. */
const EMBEDDED_SLOTS = 2;

export const slotsOf = (settings: EngineSettings): number =>
  settings.kind === 'embedded' ? EMBEDDED_SLOTS : DIALECTS[settings.kind].slots;

/** @param model the market's name of the model. @param slots how many answers may run at a time. */
export function createEngine(settings: EngineSettings, model: string, slots: number): Engine {
  return settings.kind === 'embedded' ? createEmbeddedEngine(settings, slots) : createServerEngine(settings, model);
}

/** @param patience instead of the program's own, for tests. */
export function createServerEngine(settings: HttpSettings, model: string, patience?: Patience): Engine {
  const dialect = DIALECTS[settings.kind];
  const { kind } = settings;
  return createHttpEngine(settings, { model, dialect, dialectOf: (listed) => dialectFor(kind, listed), patience });
}
