export { createOpenAiEngine, type OpenAiSettings } from './openai-engine.ts';
