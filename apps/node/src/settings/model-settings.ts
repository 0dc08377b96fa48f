import type { EngineSettings } from '../engines/index.ts';

/** A model and the engine that runs it; `model` null means the one that the listing offers. */
export interface ModelSettings {
  model: string | null;
  engine: EngineSettings;
}
