/** Programs that run models, as the owner and the market name them. */
export const ENGINE_KINDS = ['openai', 'vllm', 'sglang', 'ollama', 'llamacpp', 'cocoon', 'embedded'] as const;
export type EngineKind = (typeof ENGINE_KINDS)[number];

/** A model as its engine tells of it; null is what the engine doesn't tell. A claim: the market measures by itself. */
export interface EngineModel {
  /** Its name at the engine. */
  name: string;
  /** What exactly is loaded: the commit of a repository, or the digest of a file. */
  revision: string | null;
  quantisation: string | null;
  /** Tokens of question and answer together, as it is served here and not as it was trained. */
  contextLength: number | null;
}

/** An engine that listens on this machine. */
export interface FoundEngine {
  kind: Exclude<EngineKind, 'embedded'>;
  /** Base address, with `/v1`. */
  url: string;
  version: string | null;
  models: EngineModel[];
}

/** What a token costs whoever owns the engine, nano per million tokens. */
export interface EngineCost {
  inputNanoPerMTok: bigint;
  cachedNanoPerMTok: bigint;
  outputNanoPerMTok: bigint;
}

/** What an engine tells of itself. */
export interface EngineFacts {
  kind: EngineKind;
  version: string | null;
  model: EngineModel;
  /** Answers at a time that it takes; null when it doesn't tell. */
  slots: number | null;
  /** Null where the owner pays nobody for a token. */
  cost: EngineCost | null;
}

/** How an engine is loaded now, over all that asks it; null is what it doesn't tell. */
export interface EngineLoad {
  running: number | null;
  waiting: number | null;
  /** Part of its memory for contexts that is in use, 0 to 1. */
  kvUsage: number | null;
  tokensPerSecond: number | null;
}

export const UNKNOWN_LOAD: EngineLoad = { running: null, waiting: null, kvUsage: null, tokensPerSecond: null };
