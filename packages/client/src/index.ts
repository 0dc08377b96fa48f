export {
  errorText,
  type Fault,
  FaultError,
  type Quote,
  type QuoteRequest,
  type Receipt,
  type Signed,
  type Terms,
} from '@spindle/shared';
export type { AnyAskInput, AskInput, AskWishes, ChatMessage, CompletionInput, EmbeddingsInput } from './ask-input.ts';
export { DEFAULT_MAX_OUTPUT_TOKENS } from './ask-input.ts';
export { type Client, type ClientOptions, createClient } from './create-client.ts';
export type { AnswerEnd, AnswerEvent, Opening, Piece, QuestionOpening } from './events.ts';
export { httpEvidence } from './http-evidence.ts';
export { type HttpTransportOptions, httpTransport } from './http-transport.ts';
export { inputTokensCeiling } from './input-tokens-ceiling.ts';
export { AnswerHeaders } from './openai/answer-headers.ts';
export {
  type ChunkOptions,
  type ChunkWriter,
  createChunkWriter,
  createTextChunkWriter,
} from './openai/chunk-writer.ts';
export { errorBody, errorHeaders } from './openai/error-body.ts';
export { BODY_SCHEMAS, type OpenAiBody, readBody } from './openai/read-body.ts';
export type { ChatCompletion, EmbeddingList, Provenance, TextCompletion, Usage } from './openai/shapes.ts';
export { createStreamWriter, sseLine } from './openai/stream-writer.ts';
export { gatherAnswer, type WholeAnswer } from './openai/whole-answer.ts';
export { createSealedFetch, type SealedFetchOptions } from './sealed-fetch/sealed-fetch.ts';
export type { AnswerToSign, SignFor } from './sign-for.ts';
export type { Transport } from './transport.ts';
