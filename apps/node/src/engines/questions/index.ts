export { type ChatMessage, type ChatRequest, formOf, readChatRequest, textOf } from './chat-request.ts';
export type { CompletionRequest } from './completion-request.ts';
export type { EmbeddingsRequest } from './embeddings-request.ts';
export { refuse } from './parameters.ts';
export { plainQuestion } from './plain-question.ts';
export { choicesOf, missingAbility, outputLimit, type Question, readQuestion } from './question.ts';
