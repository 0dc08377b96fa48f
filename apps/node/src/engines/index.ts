export { createEngine, type EngineSettings } from './adapters.ts';
export type { Ask, Engine, EngineEvent, Hear, Piece, Said } from './engine.ts';
export { EngineHealth, watchAnswers } from './engine-health.ts';
export {
  ENGINE_KINDS,
  type EngineFacts,
  type EngineKind,
  type EngineLoad,
  type EngineModel,
  type FoundEngine,
} from './facts.ts';
export { findEngines, lookAt } from './find-engines.ts';
export { findSlots } from './find-slots.ts';
export {
  choicesOf,
  formOf,
  missingAbility,
  outputLimit,
  plainQuestion,
  type Question,
  readQuestion,
} from './questions/index.ts';
export { tryEngine } from './try-engine.ts';
