export { createLlamaEngine, type LlamaSettings } from './llama-engine.ts';
