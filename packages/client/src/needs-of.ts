import type { Ability, RequestKind } from '@spindle/shared';
import { answersOf } from './answers-of.ts';

/** What a machine must be able to do for a request besides its kind, as the request's own parameters show. */
export function needsOf(kind: RequestKind, request: Record<string, unknown>): Ability[] {
  if (kind === 'embeddings') return [];
  const { tools, response_format: format, messages } = request;
  const needs: Ability[] = [];
  if (Array.isArray(tools) && tools.length > 0) needs.push('tools');
  if (typeOf(format) === 'json_object') needs.push('json');
  if (typeOf(format) === 'json_schema') needs.push('json_schema');
  if (wantsLogprobs(request)) needs.push('logprobs');
  if (answersOf(request) > 1) needs.push('n');
  if (Array.isArray(messages)) {
    if (messages.some(hasPart('image_url'))) needs.push('images');
    if (messages.some(hasPart('input_audio'))) needs.push('audio');
  }
  return needs;
}

/** True or a number: a chat asks by the first, a text completion by how many alternatives it wants (0 is one token each). */
const wantsLogprobs = ({ logprobs }: Record<string, unknown>): boolean =>
  logprobs === true || typeof logprobs === 'number';

const hasPart =
  (type: string) =>
  (message: unknown): boolean =>
    typeof message === 'object' &&
    message !== null &&
    'content' in message &&
    Array.isArray(message.content) &&
    message.content.some((part) => typeOf(part) === type);

const typeOf = (value: unknown): unknown =>
  typeof value === 'object' && value !== null && 'type' in value ? value.type : undefined;
