import type { SealedBody } from '@spindle/sealed/node';
import { type Ability, assertNever, type Fault, fail, ok, type Result } from '@spindle/shared';
import { type ChatRequest, formOf, readChatRequest } from './chat-request.ts';
import { type CompletionRequest, readCompletionRequest } from './completion-request.ts';
import { type EmbeddingsRequest, readEmbeddingsRequest } from './embeddings-request.ts';
import { refuse } from './parameters.ts';

/** What a buyer asks of a model, read and judged. */
export type Question =
  | { kind: 'chat'; request: ChatRequest }
  | { kind: 'completion'; request: CompletionRequest }
  | { kind: 'embeddings'; request: EmbeddingsRequest };

/** Refusal: `parameter_unsupported`. */
export function readQuestion({ kind, request }: SealedBody): Result<Question> {
  switch (kind) {
    case 'chat': {
      const read = readChatRequest(request);
      return read.ok ? ok({ kind, request: read.value }) : read;
    }
    case 'completion': {
      const read = readCompletionRequest(request);
      return read.ok ? ok({ kind, request: read.value }) : read;
    }
    case 'embeddings': {
      const read = readEmbeddingsRequest(request);
      return read.ok ? ok({ kind, request: read.value }) : read;
    }
    default:
      return assertNever(kind);
  }
}

/** How many answers are asked for. */
export const choicesOf = (question: Question): number =>
  question.kind === 'embeddings' ? 1 : (question.request.n ?? 1);

/**
 * Output tokens of all answers together, prior ones included: what the buyer wants, within what the terms allow.
 * OpenAI's limit is for each of the answers.
 */
export function outputLimit(question: Question, maxOutputTokens: number): number {
  if (question.kind === 'embeddings') return 0;
  const { request } = question;
  const wanted = (question.kind === 'chat' ? question.request.max_completion_tokens : null) ?? request.max_tokens;
  return Math.min(wanted ? wanted * choicesOf(question) : maxOutputTokens, maxOutputTokens);
}

/** What the engine lacks for this question. Refusals: `model_kind`, `parameter_unsupported` with the parameter's name. */
export function missingAbility(question: Question, model: string, abilities: readonly Ability[]): Fault | null {
  const can = (ability: Ability) => abilities.includes(ability);
  if (!can(question.kind)) return fail('model_kind', { model, kind: question.kind }).fault;
  const missing = needsOf(question).find(([ability]) => !can(ability));
  return missing ? refuse(missing[1], 'this machine cannot; choose another offer, or leave it out') : null;
}

/** Each ability that a question needs, and the parameter that asks for it. */
function needsOf(question: Question): [ability: Ability, parameter: string][] {
  if (question.kind === 'embeddings') return [];
  const needs: [Ability, string][] = [];
  if (choicesOf(question) > 1) needs.push(['n', 'n']);
  const { logprobs } = question.request;
  if (logprobs !== undefined && logprobs !== null && logprobs !== false) needs.push(['logprobs', 'logprobs']);
  if (question.kind === 'completion') return needs;
  const { request } = question;
  if (request.tools?.length) needs.push(['tools', 'tools']);
  const form = formOf(request);
  if (form) needs.push([form === 'json_object' ? 'json' : 'json_schema', 'response_format']);
  const hasPart = (wanted: string) =>
    request.messages.some(({ content }) => Array.isArray(content) && content.some(({ type }) => type === wanted));
  if (hasPart('image_url')) needs.push(['images', 'messages']);
  if (hasPart('input_audio')) needs.push(['audio', 'messages']);
  return needs;
}
