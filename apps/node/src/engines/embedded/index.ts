export { createEmbeddedEngine, type EmbeddedSettings } from './embedded-engine.ts';
